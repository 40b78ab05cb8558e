import pytest

from programs.models import Program
from tests.factories import make_inmate, make_program


@pytest.fixture
def people(facility_a):
    """Return a function that makes people held in Ruteng."""
    return lambda count: [make_inmate(facility_a) for _number in range(count)]


@pytest.fixture
def open_class(facility_a):
    """A class of 16 seats, open for registration, that ended its five sessions some days ago."""
    return make_program(facility_a, state="open", sessions=5)


@pytest.fixture
def running_class(facility_a, instructor_a) -> Program:
    """A class that instructor_a teaches: five sessions, all begun."""
    return make_program(
        facility_a, state="running", sessions=5, instructors=[instructor_a.membership.instructor]
    )

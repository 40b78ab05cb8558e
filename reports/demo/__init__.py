"""The demo: five invented sites that show everything the software holds (domain.md, section 9)."""

from django.db import transaction
from django.utils import timezone, translation

from facilities.models import Facility, User
from reports.models import DemoLoad


class OtherData(Exception):
    """The database holds data that is not the demo's."""


def is_loaded() -> bool:
    return DemoLoad.objects.exists()


def load() -> bool:
    """Load the demo into an empty database and return True; False when it is there already.

    Raises OtherData when the database holds anything else.
    """
    if is_loaded():
        return False
    if Facility.objects.exists() or User.objects.exists():
        raise OtherData
    from reports.demo.after import build_after
    from reports.demo.agreements import build_agreement_details
    from reports.demo.attendance import close_the_window, open_the_window
    from reports.demo.base import (
        Demo,
        build_agreements,
        build_issuers,
        build_partners,
        build_people,
        build_places,
    )
    from reports.demo.certificates import build_competency, dress_issuers
    from reports.demo.changes import build_changes
    from reports.demo.classes import build_classes
    from reports.demo.contacts import build_contacts
    from reports.demo.details import build_details
    from reports.demo.figures import read_figures
    from reports.demo.history import build_history
    from reports.demo.interests import build_assessments
    from reports.demo.lives import build_lives
    from reports.demo.monthly import build_reports
    from reports.demo.offerings import build_offerings
    from reports.demo.panels import build_panels
    from reports.demo.sales import build_sales
    from reports.demo.works import build_works

    demo = Demo(timezone.localdate())
    with translation.override("id"), transaction.atomic():
        DemoLoad.objects.create(day=demo.today)
        for step in (
            build_places,
            open_the_window,
            build_partners,
            build_agreements,
            build_agreement_details,
            build_contacts,
            build_issuers,
            dress_issuers,
            build_people,
            build_details,
            build_assessments,
            build_classes,
            build_competency,
            build_offerings,
            build_lives,
            build_panels,
            build_history,
            build_changes,
            build_works,
            build_sales,
            build_after,
            close_the_window,
            build_reports,
            read_figures,
        ):
            step(demo)
    return True

"""The sections that every report has: training, people, attendance, outcomes, partners.

They count by dates and never by a current state: what a class, a roster or a register number was at the end
of the month stays so, whenever somebody looks.
"""

from reports.sections.attendance import ATTENDANCE
from reports.sections.outcomes import CERTIFICATES, OUTCOMES
from reports.sections.partners import ACTIVITIES, AGREEMENTS, CONTACTS
from reports.sections.people import MOVEMENT, PARTICIPANTS
from reports.sections.training import PROGRAMS

SECTIONS = (
    PROGRAMS,
    PARTICIPANTS,
    MOVEMENT,
    ATTENDANCE,
    OUTCOMES,
    CERTIFICATES,
    CONTACTS,
    AGREEMENTS,
    ACTIVITIES,
)

"""The verbs of this app: who gets into a class, what is recorded there, and what comes out."""

from enrolments.services.attendance import MarkEntry, Recorded, record_marks, sync_attendance
from enrolments.services.deciding import Decision, approve_places, decide
from enrolments.services.handing_in import HandedIn, hand_in
from enrolments.services.leaving import leave
from enrolments.services.paper_entry import record_from_paper, submit_complete
from enrolments.services.people import freeze_names, thaw_names, trainings_of
from enrolments.services.photos import add_photos
from enrolments.services.placing import begin_class, give_seat, place, seat_recorded_later
from enrolments.services.proposing import ProposalReport, propose
from enrolments.services.results import freeze_results, record_scores, sheet_of, thaw_results

__all__ = [
    "Decision",
    "HandedIn",
    "MarkEntry",
    "ProposalReport",
    "Recorded",
    "add_photos",
    "approve_places",
    "begin_class",
    "decide",
    "freeze_names",
    "freeze_results",
    "give_seat",
    "hand_in",
    "leave",
    "place",
    "propose",
    "record_from_paper",
    "record_marks",
    "record_scores",
    "seat_recorded_later",
    "sheet_of",
    "submit_complete",
    "sync_attendance",
    "thaw_names",
    "thaw_results",
    "trainings_of",
]

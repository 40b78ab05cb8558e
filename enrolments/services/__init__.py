"""The verbs of this app: who gets into a class, what is recorded there, and what comes out."""

from enrolments.services.attendance import MarkEntry, Recorded, record_marks, sync_attendance
from enrolments.services.deciding import Decision, approve_places, decide
from enrolments.services.handing_in import HandedIn, hand_in
from enrolments.services.hearings import Said, choose_candidates, open_hearing, record_said, save_members
from enrolments.services.leaving import leave
from enrolments.services.paper_entry import record_from_paper, submit_complete
from enrolments.services.people import freeze_names, thaw_names, trainings_of
from enrolments.services.photos import add_photos
from enrolments.services.placing import begin_class, give_seat, place, seat_recorded_later
from enrolments.services.proposing import ProposalReport, propose
from enrolments.services.registering import register, set_closing_day
from enrolments.services.registration import (
    Answer,
    answer_list,
    choose_people,
    open_list,
    send_list,
)
from enrolments.services.results import freeze_results, record_scores, sheet_of, thaw_results

__all__ = [
    "Answer",
    "Decision",
    "HandedIn",
    "MarkEntry",
    "ProposalReport",
    "Said",
    "answer_list",
    "Recorded",
    "add_photos",
    "approve_places",
    "begin_class",
    "choose_candidates",
    "choose_people",
    "decide",
    "freeze_names",
    "freeze_results",
    "give_seat",
    "hand_in",
    "leave",
    "open_hearing",
    "open_list",
    "place",
    "propose",
    "record_from_paper",
    "record_marks",
    "record_said",
    "record_scores",
    "register",
    "save_members",
    "seat_recorded_later",
    "send_list",
    "set_closing_day",
    "sheet_of",
    "submit_complete",
    "sync_attendance",
    "thaw_names",
    "thaw_results",
    "trainings_of",
]

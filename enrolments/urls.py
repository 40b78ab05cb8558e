from django.urls import path

from enrolments.views import (
    allocation,
    attendance,
    calling,
    candidates,
    changes,
    competencies,
    enrolments,
    evaluation,
    grading,
    graduation,
    hearings,
    marking,
    outings,
    paper,
    participants,
    rating,
    registration,
    registration_day,
    registration_sent,
    results,
    sppn,
    taught,
)

app_name = "enrolments"

_program = "programs/<int:parent_pk>/"
_leave = "enrolments/<int:pk>/do/"
_list = "registrations/<int:pk>/"
urlpatterns = [
    # Participants of a programme
    path(_program + "participants/", participants.ParticipantList.as_view(), name="participant-list"),
    path(
        _program + "participants/decide/", participants.ParticipantDecide.as_view(), name="participant-decide"
    ),
    path(_program + "attendance/", attendance.AttendanceGrid.as_view(), name="attendance-grid"),
    path(_program + "results/", results.ResultSheetPage.as_view(), name="result-sheet"),
    path(_program + "results/do/<slug:move>/", results.ResultSheetMove.as_view(), name="result-sheet-move"),
    # One person in one programme
    path("enrolments/", enrolments.EnrolmentList.as_view(), name="enrolment-list"),
    path("enrolments/<int:pk>/", enrolments.EnrolmentDetail.as_view(), name="enrolment-detail"),
    path("enrolments/<int:pk>/history/", enrolments.EnrolmentHistory.as_view(), name="enrolment-history"),
    path("enrolments/<int:pk>/do/confirm/", enrolments.EnrolmentSeat.as_view(), name="enrolment-seat"),
    path(_leave + "withdraw/", enrolments.EnrolmentLeave.as_view(way="withdraw"), name="enrolment-withdraw"),
    path(_leave + "drop/", enrolments.EnrolmentLeave.as_view(way="drop"), name="enrolment-drop"),
    path(_leave + "transfer/", enrolments.EnrolmentLeave.as_view(way="transfer"), name="enrolment-transfer"),
    path(_leave + "release/", enrolments.EnrolmentLeave.as_view(way="release"), name="enrolment-release"),
    path("enrolments/<int:pk>/do/<slug:move>/", enrolments.EnrolmentMove.as_view(), name="enrolment-move"),
    path("inmates/<int:parent_pk>/trainings/", enrolments.InmateTrainings.as_view(), name="inmate-trainings"),
    # Attendance
    path("attendance/", attendance.AttendanceList.as_view(), name="attendance-list"),
    path("attendance/<int:pk>/", attendance.AttendanceMark.as_view(), name="attendance-mark"),
    path("attendance/<int:pk>/sheet.pdf", attendance.AttendanceSheet.as_view(), name="attendance-sheet"),
    # Scores
    path("results/", results.ResultList.as_view(), name="result-list"),
    # Filling a class
    path(_program + "participants/add/", candidates.CandidateList.as_view(), name="participant-add"),
    path(_program + "participants/review/", candidates.CandidateReview.as_view(), name="participant-review"),
    path(
        _program + "participants/suitability/<int:pk>/",
        candidates.PersonSuitability.as_view(),
        name="person-suitability",
    ),
    path(
        _program + "participants/closing/", registration_day.ClosingDay.as_view(), name="registration-closing"
    ),
    path(
        "inmates/<int:parent_pk>/trainings/add/", registration_day.TrainingAdd.as_view(), name="training-add"
    ),
    path("registration/", registration_day.RegistrationDay.as_view(), name="registration"),
    path("registration/sheet.pdf", registration_day.SignInSheet.as_view(), name="registration-sheet"),
    # Hearings of the panel
    path("hearings/", hearings.HearingList.as_view(), name="hearing-list"),
    path("hearings/add/", hearings.HearingAdd.as_view(), name="hearing-add"),
    path("hearings/<int:pk>/", hearings.HearingDetail.as_view(), name="hearing-detail"),
    path("hearings/<int:pk>/edit/", hearings.HearingEdit.as_view(), name="hearing-edit"),
    path("hearings/<int:pk>/members/", hearings.HearingMembers.as_view(), name="hearing-members"),
    path("hearings/<int:pk>/candidates/", hearings.HearingCandidates.as_view(), name="hearing-candidates"),
    path("hearings/<int:pk>/decide/", hearings.HearingDecide.as_view(), name="hearing-decide"),
    path("hearings/<int:pk>/history/", hearings.HearingHistory.as_view(), name="hearing-history"),
    path("hearings/<int:pk>/minutes.pdf", hearings.HearingPaper.as_view(), name="hearing-minutes"),
    path("hearings/<int:pk>/decision.pdf", hearings.HearingLetter.as_view(), name="hearing-letter"),
    path("hearings/<int:pk>/do/<slug:move>/", hearings.HearingMove.as_view(), name="hearing-move"),
    # Registration with the partner
    path("registrations/", registration.RegistrationsPage.as_view(), name="registration-list"),
    path(
        _program + "registrations/", registration.ProgramRegistrations.as_view(), name="program-registrations"
    ),
    path(_program + "registrations/add/", registration.RegistrationAdd.as_view(), name="registration-add"),
    path(_list, registration.RegistrationDetail.as_view(), name="registration-detail"),
    path(_list + "people/", registration.RegistrationPeople.as_view(), name="registration-people"),
    path(_list + "send/", registration.RegistrationSend.as_view(), name="registration-send"),
    path(_list + "answer/", registration_sent.RegistrationAnswer.as_view(), name="registration-answer"),
    path(_list + "remove/", registration.RegistrationRemove.as_view(), name="registration-remove"),
    path(_list + "history/", registration_sent.RegistrationHistory.as_view(), name="registration-history"),
    path(_list + "letter.pdf", registration_sent.RegistrationLetter.as_view(), name="registration-letter"),
    path(_list + "list.xlsx", registration_sent.RegistrationFile.as_view(), name="registration-file"),
    path(_list + "do/<slug:move>/", registration_sent.RegistrationMove.as_view(), name="registration-move"),
    # Changed circumstances
    path("changes/", changes.ChangeList.as_view(), name="change-list"),
    path("changes/<int:pk>/", changes.ChangeDetail.as_view(), name="change-detail"),
    # The call list of a day
    path("call-list/", calling.CallListPage.as_view(), name="call-list"),
    path("call-list/print.pdf", calling.CallListPrint.as_view(), name="call-list-print"),
    # Sessions outside the facility
    path("outings/", outings.OutingList.as_view(), name="outing-list"),
    path("outings/<int:pk>/", outings.OutingDetail.as_view(), name="outing-detail"),
    path("outings/<int:pk>/cancel/", outings.OutingCancel.as_view(), name="outing-cancel"),
    path("outings/<int:pk>/exit-letter.pdf", outings.ExitLetter.as_view(), name="outing-exit-letter"),
    path("outings/<int:pk>/escort-letter.pdf", outings.EscortLetter.as_view(), name="outing-escort-letter"),
    path("sessions/<int:parent_pk>/outing/add/", outings.OutingAdd.as_view(), name="outing-add"),
    # Rosters of several classes at once
    path("rosters/", allocation.AllocationList.as_view(), name="allocation-list"),
    path("rosters/add/", allocation.AllocationAdd.as_view(), name="allocation-add"),
    path("rosters/<int:pk>/", allocation.AllocationDetail.as_view(), name="allocation-detail"),
    path("rosters/<int:pk>/unplaced/", allocation.AllocationUnplaced.as_view(), name="allocation-unplaced"),
    path("rosters/<int:pk>/confirm/", allocation.AllocationConfirm.as_view(), name="allocation-confirm"),
    path("rosters/<int:pk>/discard/", allocation.AllocationDiscard.as_view(), name="allocation-discard"),
    # Attendance: photos, verifying in a row, paper, classes behind
    path("attendance/sessions/", taught.TaughtList.as_view(), name="taught-list"),
    path("attendance/classes/", paper.ClassesBehind.as_view(), name="attendance-classes"),
    path("attendance/<int:pk>/verify/", marking.AttendanceVerify.as_view(), name="attendance-verify"),
    path("attendance/photos/<int:pk>/", marking.SessionPhotoShow.as_view(), name="session-photo"),
    path(
        "attendance/photos/<int:pk>/remove/",
        marking.SessionPhotoRemove.as_view(),
        name="session-photo-remove",
    ),
    path(_program + "attendance/enter/", paper.PaperEntry.as_view(), name="attendance-enter"),
    path(_program + "attendance/sheet.pdf", paper.ClassSheet.as_view(), name="class-sheet"),
    # Results beside the scores: rules, checklist, graduation
    path("programs/<int:pk>/results/grading/", grading.GradingEdit.as_view(), name="grading"),
    path(_program + "results/checklist/", competencies.CompetencyGrid.as_view(), name="competency-grid"),
    path(_program + "graduation/", graduation.Graduation.as_view(), name="graduation"),
    path("programs/<int:pk>/graduation/write/", graduation.MinutesWrite.as_view(), name="graduation-write"),
    path("graduation/<int:pk>/minutes.pdf", graduation.MinutesPrint.as_view(), name="graduation-print"),
    # Evaluation
    path(_program + "evaluation/", evaluation.Evaluation.as_view(), name="evaluation"),
    path(
        "programs/<int:pk>/evaluation/tablet/", evaluation.EvaluationRound.as_view(), name="evaluation-round"
    ),
    path(
        "programs/<int:pk>/evaluation/paper/", evaluation.EvaluationPaper.as_view(), name="evaluation-paper"
    ),
    path(
        "programs/<int:pk>/evaluation/form.pdf", evaluation.EvaluationForm.as_view(), name="evaluation-form"
    ),
    path(
        "programs/<int:pk>/evaluation/write/", evaluation.EvaluationReview.as_view(), name="evaluation-review"
    ),
    path(
        "programs/<int:pk>/evaluation/actions/",
        evaluation.EvaluationActions.as_view(),
        name="evaluation-actions",
    ),
    path("e/<str:token>/", rating.rate, name="rate"),
    path("e/<str:token>/next/", rating.rate_next, name="rate-next"),
    # SPPN evidence
    path(_program + "sppn/", sppn.SppnGrid.as_view(), name="sppn-grid"),
    path("sppn/", sppn.SppnList.as_view(), name="sppn-list"),
]

from django.urls import path

from enrolments.views import (
    allocation,
    attendance,
    calling,
    changes,
    enrolments,
    outings,
    participants,
    results,
)

app_name = "enrolments"

_program = "programs/<int:parent_pk>/"
_leave = "enrolments/<int:pk>/do/"
urlpatterns = [
    # Participants of a programme
    path(_program + "participants/", participants.ParticipantList.as_view(), name="participant-list"),
    path(_program + "participants/add/", participants.ParticipantPropose.as_view(), name="participant-add"),
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
]

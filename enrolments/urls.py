from django.urls import path

from enrolments.views import (
    attendance,
    enrolments,
    hearings,
    participants,
    registration,
    registration_sent,
    results,
)

app_name = "enrolments"

_program = "programs/<int:parent_pk>/"
_leave = "enrolments/<int:pk>/do/"
_list = "registrations/<int:pk>/"
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
]

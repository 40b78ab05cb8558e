from django.urls import path

from enrolments.views import attendance, enrolments, marking, paper, participants, results

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
    # Attendance: photos, verifying in a row, paper, classes behind
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
]

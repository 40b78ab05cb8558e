from django.urls import path

from enrolments.views import (
    attendance,
    competencies,
    enrolments,
    evaluation,
    grading,
    graduation,
    participants,
    rating,
    results,
    sppn,
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

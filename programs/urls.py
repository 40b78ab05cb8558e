from django.urls import path

from programs.views import (
    batches,
    calendar,
    competencies,
    letters,
    offerings,
    partners,
    preparation,
    programs,
    sessions,
    tools,
)

app_name = "programs"
urlpatterns = [
    path("programs/", programs.ProgramList.as_view(), name="program-list"),
    path("programs/add/", programs.ProgramAdd.as_view(), name="program-add"),
    path(
        "offerings/<int:parent_pk>/use/",
        offerings.ProgramFromOffering.as_view(),
        name="program-from-offering",
    ),
    path("partners/<int:parent_pk>/programs/", partners.PartnerPrograms.as_view(), name="partner-programs"),
    path("programs/<int:pk>/", programs.ProgramDetail.as_view(), name="program-detail"),
    path("programs/<int:pk>/edit/", programs.ProgramEdit.as_view(), name="program-edit"),
    path("programs/<int:pk>/history/", programs.ProgramHistory.as_view(), name="program-history"),
    path("programs/<int:pk>/override/", programs.ProgramOverride.as_view(), name="program-override"),
    path("programs/<int:pk>/evaluate/", programs.ProgramEvaluate.as_view(), name="program-evaluate"),
    path("programs/<int:pk>/copy/", batches.ProgramCopy.as_view(), name="program-copy"),
    path("programs/<int:pk>/extend/", batches.ProgramExtend.as_view(), name="program-extend"),
    path("programs/<int:pk>/preparation/", preparation.Preparation.as_view(), name="preparation"),
    path(
        "programs/<int:pk>/preparation/usual/",
        preparation.UsualSteps.as_view(),
        name="preparation-usual",
    ),
    path(
        "programs/<int:parent_pk>/preparation/edit/",
        preparation.PreparationEdit.as_view(),
        name="preparation-edit",
    ),
    path("programs/preparation/<int:pk>/edit/", preparation.StepEdit.as_view(), name="step-edit"),
    path("programs/<int:pk>/tools/", tools.ToolList.as_view(), name="tool-list"),
    path("programs/<int:parent_pk>/facilitators/", tools.FacilitatorList.as_view(), name="facilitator-list"),
    path("programs/<int:pk>/clashes/", sessions.ClashList.as_view(), name="clash-list"),
    path("sessions/", calendar.Calendar.as_view(), name="calendar"),
    path("programs/sessions/<int:pk>/tools/", tools.SessionTools.as_view(), name="session-tools"),
    path("programs/<int:pk>/do/<slug:move>/", programs.ProgramMove.as_view(), name="program-move"),
    path("programs/<int:pk>/letters/", letters.LetterList.as_view(), name="letter-list"),
    path("programs/<int:pk>/letters/add/", letters.LetterAdd.as_view(), name="letter-add"),
    path("programs/letters/<int:pk>/", letters.LetterPrint.as_view(), name="letter-print"),
    path(
        "agreements/<int:parent_pk>/programs/",
        letters.AgreementPrograms.as_view(),
        name="agreement-programs",
    ),
    path("programs/<int:parent_pk>/modules/", programs.ModuleList.as_view(), name="module-list"),
    path(
        "programs/<int:parent_pk>/instructors/add/", programs.AssignmentAdd.as_view(), name="assignment-add"
    ),
    path(
        "programs/instructors/<int:pk>/remove/", programs.AssignmentRemove.as_view(), name="assignment-remove"
    ),
    path("programs/instructors/<int:pk>/lead/", programs.AssignmentLead.as_view(), name="assignment-lead"),
    path("programs/<int:parent_pk>/sessions/", sessions.SessionList.as_view(), name="session-list"),
    path(
        "programs/<int:parent_pk>/sessions/plan/", sessions.SessionGenerate.as_view(), name="session-generate"
    ),
    path("programs/<int:parent_pk>/sessions/add/", sessions.SessionAdd.as_view(), name="session-add"),
    path("programs/sessions/<int:pk>/", sessions.SessionDetail.as_view(), name="session-detail"),
    path("programs/sessions/<int:pk>/edit/", sessions.SessionEdit.as_view(), name="session-edit"),
    path("programs/sessions/<int:pk>/history/", sessions.SessionHistory.as_view(), name="session-history"),
    path("programs/sessions/<int:pk>/do/<slug:move>/", sessions.SessionMove.as_view(), name="session-move"),
    path(
        "programs/<int:parent_pk>/competencies/",
        competencies.CompetencyList.as_view(),
        name="competency-list",
    ),
]

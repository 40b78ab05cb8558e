"""Grants, plans for the release, and follow-up afterwards."""

from django.urls import path

from reintegration import views

app_name = "reintegration"
urlpatterns = [
    path("after/", views.PlanList.as_view(), name="plan-list"),
    path("after/inmates/<int:pk>/plan/", views.PlanPage.as_view(), name="plan"),
    path("after/inmates/<int:parent_pk>/plan/add/", views.PlanAdd.as_view(), name="plan-add"),
    path("after/plans/<int:pk>/edit/", views.PlanEdit.as_view(), name="plan-edit"),
    path("after/plans/<int:pk>/do/<slug:move>/", views.PlanMove.as_view(), name="plan-move"),
    path("after/plans/<int:pk>/history/", views.PlanHistory.as_view(), name="plan-history"),
    path("after/plans/<int:pk>/sheet/", views.PlanSheet.as_view(), name="plan-sheet"),
    path("after/inmates/<int:pk>/followup/", views.Person.as_view(), name="person"),
    path("after/inmates/<int:pk>/agree/", views.Agree.as_view(), name="agree"),
    path("after/inmates/<int:pk>/refuse/", views.Refuse.as_view(), name="refuse"),
    path("after/followups/", views.FollowUpList.as_view(), name="followup-list"),
    path("after/followups/<int:pk>/", views.FollowUpDetail.as_view(), name="followup-detail"),
    path("after/followups/<int:pk>/attempt/", views.FollowUpAttempt.as_view(), name="followup-attempt"),
    path("after/followups/<int:pk>/do/<slug:move>/", views.FollowUpMove.as_view(), name="followup-move"),
    path("after/followups/<int:pk>/history/", views.FollowUpHistory.as_view(), name="followup-history"),
    path("after/followups/<int:pk>/letter/", views.FollowUpLetter.as_view(), name="followup-letter"),
    path("after/grants/", views.GrantList.as_view(), name="grant-list"),
    path("after/grants/<int:pk>/", views.GrantDetail.as_view(), name="grant-detail"),
    path("after/grants/<int:pk>/edit/", views.GrantEdit.as_view(), name="grant-edit"),
    path("after/grants/<int:pk>/history/", views.GrantHistory.as_view(), name="grant-history"),
    path("after/grants/<int:pk>/minutes/", views.GrantMinutes.as_view(), name="grant-minutes"),
    path("after/grants/<int:parent_pk>/check/", views.GrantCheckAdd.as_view(), name="grant-check"),
    path("after/programs/<int:parent_pk>/grants/", views.ProgramGrants.as_view(), name="program-grants"),
    path("after/programs/<int:parent_pk>/grants/add/", views.GrantAdd.as_view(), name="grant-add"),
    path(
        "after/inmates/<int:parent_pk>/grants/add/", views.PersonGrantAdd.as_view(), name="person-grant-add"
    ),
    path("after/outcomes/", views.Outcomes.as_view(), name="outcomes"),
]

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("accounts/security/", views.Security.as_view(), name="security"),
    path("accounts/sign-ins/", views.OwnSignIns.as_view(), name="own-sign-ins"),
    path("accounts/idle/", views.Idle.as_view(), name="idle"),
    path("settings/sign-ins/", views.RecordList.as_view(), name="record-list"),
    path("settings/users/<int:parent_pk>/sign-ins/", views.UserRecords.as_view(), name="user-records"),
    path("settings/users/<int:pk>/second-step/off/", views.SecondStepOff.as_view(), name="second-step-off"),
]

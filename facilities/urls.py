from django.urls import path

from facilities import views

app_name = "facilities"
urlpatterns = [
    path("", views.FacilityList.as_view(), name="facility-list"),
    path("<int:pk>/", views.FacilityDetail.as_view(), name="facility-detail"),
    path("<int:pk>/edit/", views.FacilityEdit.as_view(), name="facility-edit"),
    path("<int:pk>/history/", views.FacilityHistory.as_view(), name="facility-history"),
    path("<int:parent_pk>/offices/add/", views.OfficeAdd.as_view(), name="office-add"),
    path("offices/<int:pk>/edit/", views.OfficeEdit.as_view(), name="office-edit"),
    path("memberships/<int:pk>/use/", views.MembershipUse.as_view(), name="membership-use"),
]

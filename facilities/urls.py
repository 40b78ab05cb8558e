from django.urls import include, path

from facilities.views import facilities as place
from facilities.views import holidays, letters, links, regions, start, users

app_name = "facilities"

settings = [
    path("", start.SettingsStart.as_view(), name="start"),
    path("facilities/", place.FacilityList.as_view(), name="facility-list"),
    path("facilities/add/", place.FacilityAdd.as_view(), name="facility-add"),
    path("facilities/<int:pk>/", place.FacilityDetail.as_view(), name="facility-detail"),
    path("facilities/<int:pk>/edit/", place.FacilityEdit.as_view(), name="facility-edit"),
    path("facilities/<int:pk>/logo/", place.FacilityLogo.as_view(), name="facility-logo"),
    path("facilities/<int:pk>/logo.png", place.LogoImage.as_view(), name="facility-logo-image"),
    path("facilities/<int:pk>/letterhead.pdf", place.LetterheadPdf.as_view(), name="facility-letterhead"),
    path("facilities/<int:pk>/history/", place.FacilityHistory.as_view(), name="facility-history"),
    path("facilities/<int:parent_pk>/users/", users.FacilityUserList.as_view(), name="facility-users"),
    path("facilities/<int:parent_pk>/offices/add/", place.OfficeAdd.as_view(), name="office-add"),
    path("offices/<int:pk>/edit/", place.OfficeEdit.as_view(), name="office-edit"),
    path("offices/<int:pk>/history/", place.OfficeHistory.as_view(), name="office-history"),
    path("facilities/<int:pk>/defaults/", place.DefaultsDetail.as_view(), name="defaults-detail"),
    path("facilities/<int:parent_pk>/defaults/edit/", place.DefaultsEdit.as_view(), name="defaults-edit"),
    path("defaults/<int:pk>/history/", place.DefaultsHistory.as_view(), name="defaults-history"),
    path("facilities/<int:parent_pk>/letters/", letters.LetterList.as_view(), name="letter-list"),
    path("facilities/<int:parent_pk>/letters/<slug:kind>/", letters.LetterEdit.as_view(), name="letter-edit"),
    path("letters/<int:pk>/history/", letters.LetterHistory.as_view(), name="letter-history"),
    path("regions/", regions.RegionList.as_view(), name="region-list"),
    path("regions/add/", regions.RegionAdd.as_view(), name="region-add"),
    path("regions/<int:pk>/edit/", regions.RegionEdit.as_view(), name="region-edit"),
    path("users/", users.UserList.as_view(), name="user-list"),
    path("users/add/", users.UserAdd.as_view(), name="user-add"),
    path("users/<int:pk>/", users.UserDetail.as_view(), name="user-detail"),
    path("users/<int:pk>/edit/", users.UserEdit.as_view(), name="user-edit"),
    path("users/<int:pk>/history/", users.UserHistory.as_view(), name="user-history"),
    path("users/<int:pk>/link/", users.UserLink.as_view(), name="user-link"),
    path("users/<int:pk>/close/", users.UserClose.as_view(), name="user-close"),
    path("users/<int:pk>/open/", users.UserOpen.as_view(), name="user-open"),
    path("users/<int:pk>/sign-out/", users.UserSignOut.as_view(), name="user-sign-out"),
    path("users/<int:parent_pk>/roles/add/", users.MembershipAdd.as_view(), name="membership-add"),
    path("memberships/<int:pk>/edit/", users.MembershipEdit.as_view(), name="membership-edit"),
    path("memberships/<int:pk>/history/", users.MembershipHistory.as_view(), name="membership-history"),
    path("memberships/<int:pk>/use/", start.MembershipUse.as_view(), name="membership-use"),
    path("holidays/", holidays.HolidayList.as_view(), name="holiday-list"),
    path("holidays/add/", holidays.HolidayAdd.as_view(), name="holiday-add"),
    path("holidays/<int:pk>/remove/", holidays.HolidayRemove.as_view(), name="holiday-remove"),
]
urlpatterns = [
    path("settings/", include(settings)),
    path("welcome/<str:token>/", links.AccessLinkPage.as_view(), name="access-link"),
]

"""Grants, plans for the release, and follow-up afterwards."""

app_name = "reintegration"
urlpatterns = []

"""Groups that make things, what they make, and what is sold of it."""

app_name = "production"
urlpatterns = []

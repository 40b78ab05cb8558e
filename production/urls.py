"""Groups that make things, what they make, and what is sold of it."""

from production.urls_money import urlpatterns as money

app_name = "production"
urlpatterns = [*money]

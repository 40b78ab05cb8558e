"""Groups that make things, what they make, and what is sold of it."""

from production.urls.money import urlpatterns as money
from production.urls.works import urlpatterns as works

app_name = "production"
urlpatterns = [*works, *money]

"""What the check host answers."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from certificates.views.check import check, nothing_here

urlpatterns = [
    path("c/<str:code>", check, name="check"),
    re_path(r"^.*$", login_not_required(nothing_here)),
]

handler400 = handler403 = handler404 = "certificates.views.check.nothing_here"

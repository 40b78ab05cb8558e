from django.urls import path

from core.views import jobs

app_name = "core"
urlpatterns = [
    path("jobs/<int:pk>/", jobs.JobDetail.as_view(), name="job-detail"),
    path("jobs/<int:pk>/continue/", jobs.JobContinue.as_view(), name="job-continue"),
]

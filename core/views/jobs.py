"""The page of long work: how far it is, and the button that goes on with it."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.views.generic import DetailView
from django_htmx.http import HttpResponseClientRedirect

from core import jobs, registry
from core.models import Job, JobState
from core.views.base import Page, ScopedMixin
from core.views.forms import PostPage


class JobDetail(Page, ScopedMixin, DetailView):
    """How far long work is. Its script asks for the next part as long as the page is open."""

    model = Job
    permission = "jobs.view"
    template_name = "core/job.html"

    def get_title(self):
        return f"{registry.job_kinds()[self.object.kind].label}: {self.object}"

    def get_breadcrumbs(self):
        return [(str(self.object), self.object.back)]


class JobContinue(PostPage):
    """Does two seconds of the work; the page's script is given what changed, others the page again."""

    model = Job
    permission = "jobs.enter"

    def act(self, obj):
        if obj.state == JobState.FAILED and not self.request.htmx:
            jobs.retry(obj)
        worked = jobs.work(obj)
        # Nobody removes it meanwhile except who starts the same anew.
        obj = self.get_queryset().filter(pk=obj.pk).first() or obj
        if obj.state == JobState.DONE and worked:
            messages.success(self.request, obj.message)
        if not self.request.htmx:
            done = obj.state == JobState.DONE
            return HttpResponseRedirect(obj.back if done else obj.get_absolute_url())
        if obj.state == JobState.DONE:
            return HttpResponseClientRedirect(obj.back)
        return render(self.request, "core/_job.html", {"object": obj, "busy": not worked})

"""A tablet that goes from hand to hand: nobody is signed in on it, and nothing is left behind."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enrolments.forms.evaluation import RatingForm
from enrolments.services.evaluation import answers_left, count_answer, program_of_round


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request, token):
    """Ask the questions and count the answers, without keeping whose they are."""
    program = program_of_round(token)
    if program is None:
        return _page(request, "enrolments/rate_over.html", {}, 404)
    form = RatingForm(request.POST) if request.method == "POST" else RatingForm()
    if request.method == "POST" and form.is_valid():
        try:
            count_answer(program=program, answers=form.answers(), key=form.cleaned_data["key"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return HttpResponseRedirect(reverse("enrolments:rate-next", args=[token]))
    context = {"program": program, "form": form, "left": answers_left(program)}
    return _page(request, "enrolments/rate.html", context, 422 if form.errors else 200)


@login_not_required
@never_cache
@require_safe
def rate_next(request, token):
    """Say thank you and wait for the next person; nothing of the former answer is on this page."""
    program = program_of_round(token)
    if program is None:
        return _page(request, "enrolments/rate_over.html", {}, 404)
    return _page(request, "enrolments/rate_next.html", {"token": token, "left": answers_left(program)})


def _page(request, template, context, status=200):
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "same-origin"
    return response

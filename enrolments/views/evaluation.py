"""The evaluation of a programme."""

import segno
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.pdf import render_pdf
from core.views import Action, ActionPage, DetailPage, PdfPage
from enrolments.forms.evaluation import ActionsForm, PaperForm, ReviewForm, RoundForm
from enrolments.models import Face, Question
from enrolments.services import evaluation
from enrolments.views.base import ProgramTab
from facilities.services.logos import letterhead_of
from programs.models import Program
from programs.views.programs import program_crumbs


class Evaluation(ProgramTab, DetailPage):
    """What participants, instructors and officers say, and what is to be done; a tab of the programme."""

    permission = "scores.view"
    template_name = "enrolments/evaluation.html"

    def narrow(self, rows):
        return super().narrow(rows).prefetch_related("reviews__author", "evaluation_actions")

    def get_actions(self):
        program, user = self.object, self.request.user
        if evaluation.why_no_evaluation(program):
            return []
        pages = [
            (_("Hand over the tablet"), "evaluation-round", "mood-smile", "attendance.enter"),
            (_("Paper form"), "evaluation-form", "printer", "attendance.enter"),
            (_("Enter paper forms"), "evaluation-paper", "keyboard", "attendance.enter"),
            (_("Write what I think"), "evaluation-review", "pencil", "scores.enter"),
        ]
        return [
            Action(label, reverse(f"enrolments:{name}", args=[program.pk]), icon, main=False)
            for label, name, icon, permission in pages
            if user.has_perm(permission)
        ]

    def get_context_data(self, **kwargs):
        summaries = evaluation.summaries_of(self.object)
        return super().get_context_data(
            program=self.object,
            summaries=summaries,
            answers=max(summary.answers for summary in summaries),
            fewest=evaluation.FEWEST_SHOWN,
            why=evaluation.why_no_evaluation(self.object),
            may_act=self.request.user.has_perm("programs.enter")
            and not evaluation.why_no_actions(self.object),
            **kwargs,
        )


class EvaluationAction(ActionPage):
    """What the forms of an evaluation share."""

    model = Program

    def narrow(self, rows):
        return rows.select_related("facility")

    def refusal(self):
        return evaluation.why_no_evaluation(self.subject)

    def get_breadcrumbs(self):
        return [*program_crumbs(self.request.user, self.subject), (_("Evaluation"), self.get_cancel_url())]

    def get_cancel_url(self):
        return reverse("enrolments:evaluation", args=[self.subject.pk])

    def done(self, text):
        messages.success(self.request, text)
        return HttpResponseRedirect(self.get_cancel_url())


class EvaluationRound(EvaluationAction):
    """Hands the tablet to the participants: from then on nobody is signed in on it."""

    permission = "attendance.enter"
    form_class = RoundForm
    template_name = "enrolments/evaluation_round.html"
    title = gettext_lazy("Hand over the tablet")
    submit_label = gettext_lazy("Sign out and open the questions here")

    def accept(self, form):
        if text := self.refusal():
            raise ValidationError(text)
        url = reverse("enrolments:rate", args=[evaluation.round_token(self.subject)])
        logout(self.request)
        return HttpResponseRedirect(url)

    def get_context_data(self, **kwargs):
        path = reverse("enrolments:rate", args=[evaluation.round_token(self.subject)])
        address = self.request.build_absolute_uri(path)
        return super().get_context_data(
            address=address,
            code=segno.make(address, micro=False).svg_data_uri(scale=4, border=3),
            hours=evaluation.ROUND_SECONDS // 3600,
            left=evaluation.answers_left(self.subject),
            **kwargs,
        )


class EvaluationPaper(EvaluationAction):
    permission = "attendance.enter"
    form_class = PaperForm
    template_name = "enrolments/evaluation_paper.html"
    title = gettext_lazy("Enter paper forms")
    lead = gettext_lazy("Count the ticks of all forms. What you enter replaces what was entered here before.")

    def narrow(self, rows):
        return super().narrow(rows).prefetch_related("ratings")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"program": self.subject}

    def accept(self, form):
        evaluation.save_paper(program=self.subject, counts=form.counts(), by=self.request.user)
        return self.done(_("The paper forms have been counted."))


class EvaluationReview(EvaluationAction):
    permission = "scores.enter"
    form_class = ReviewForm
    title = gettext_lazy("What I think of this programme")
    lead = gettext_lazy("The facility and your partner read it. Name no participants.")

    def narrow(self, rows):
        return super().narrow(rows).prefetch_related("reviews")

    def get_initial(self):
        mine = [row for row in self.subject.reviews.all() if row.author_id == self.request.user.pk]
        names = ("went_well", "lacking", "advice")
        return super().get_initial() | {name: getattr(mine[0], name) for name in names if mine}

    def accept(self, form):
        names = ("went_well", "lacking", "advice")
        words = {name: form.cleaned_data[name] for name in names}
        evaluation.save_review(program=self.subject, by=self.request.user, **words)
        return self.done(_("Thank you. What you wrote has been saved."))


class EvaluationActions(EvaluationAction):
    permission = "programs.enter"
    form_class = ActionsForm
    template_name = "programs/table_form.html"
    title = gettext_lazy("Actions")
    lead = gettext_lazy("What is to be done better, by whom, until when.")

    def narrow(self, rows):
        return super().narrow(rows).prefetch_related("evaluation_actions")

    def refusal(self):
        return evaluation.why_no_actions(self.subject)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rows": self.subject.evaluation_actions.all()}

    def accept(self, form):
        evaluation.save_actions(program=self.subject, by=self.request.user, table=form.table)
        return self.done(_("The actions have been saved."))


class EvaluationForm(PdfPage):
    """The paper form: two to a sheet, without a place for a name."""

    model = Program
    permission = "attendance.enter"

    def narrow(self, rows):
        return rows.select_related("facility__region")

    def get_file_name(self):
        return f"evaluation-{self.object.pk}.pdf"

    def get_pdf(self):
        context = {
            **letterhead_of(self.object.facility),
            "program": self.object,
            "questions": [question.label for question in Question],
            "faces": Face.choices,
            "copies": range(2),
        }
        title = _("Evaluation of the training")
        return render_pdf("enrolments/evaluation_form_pdf.html", context, title=title, lang=get_language())

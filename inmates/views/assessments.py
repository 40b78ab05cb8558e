"""Interest assessments: who would like to learn what, and what follows from it."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, DetailPage, HistoryPage, ListPage
from inmates import services
from inmates.filters import AssessmentFilter, MissingFilter
from inmates.interest import LETTERS
from inmates.models import AssessmentRefusal, Inmate, InterestAssessment
from inmates.models.instrument import Letter
from inmates.opportunities import opportunities_for
from inmates.pictures import radar_of
from inmates.services.assessments import in_order, reasons
from inmates.tables import AssessmentTable, MissingAssessmentTable

BEST = 6  # ranked fields shown at once; the others unfold


class AssessmentList(ListPage):
    model = InterestAssessment
    permission = "assessments.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("List of interest assessments")
    table_class = AssessmentTable
    filterset_class = AssessmentFilter
    title = gettext_lazy("Assessments")
    empty = gettext_lazy("Nobody has been assessed yet. Open a person's page and choose “Assess interest”.")

    def narrow(self, rows):
        return rows.with_choices().select_related("inmate").latest_first()

    def get_actions(self):
        missing = reverse("inmates:assessment-missing")
        actions = [Action(_("People without assessment"), missing, "users")]
        if self.request.user.has_perm("assessments.enter"):
            paper = reverse("inmates:assessment-paper")
            actions.append(Action(_("Paper forms"), paper, "printer", main=False))
        return actions


class MissingList(ListPage):
    """Who is held here and has no finished assessment: the work that is left."""

    model = Inmate
    permission = "assessments.view"
    persons = "pk"
    shown_as = gettext_lazy("People without an interest assessment")
    table_class = MissingAssessmentTable
    filterset_class = MissingFilter
    title = gettext_lazy("People without assessment")
    empty = gettext_lazy("Everybody held here has an interest assessment.")

    def narrow(self, rows):
        drafts = InterestAssessment.objects.for_user(self.request.user).filter(
            inmate=OuterRef("pk"), state="draft"
        )
        refusals = AssessmentRefusal.objects.for_user(self.request.user).filter(inmate=OuterRef("pk"))
        return (
            rows.held()
            .assessed(False)
            .annotate(
                draft=Subquery(drafts.values("pk")[:1]),
                declined_on=Subquery(refusals.order_by("-asked_on").values("asked_on")[:1]),
            )
            .order_by("block", "full_name", "pk")
        )

    def get_breadcrumbs(self):
        return [(_("Assessments"), reverse("inmates:assessment-list"))]

    def get_actions(self):
        if not self.request.user.has_perm("assessments.enter"):
            return []
        return [Action(_("Paper forms"), reverse("inmates:assessment-paper"), "printer")]


class _AssessmentPage:
    model = InterestAssessment
    permission = "assessments.view"
    persons = "inmate_id"

    def get_breadcrumbs(self):
        return [
            (_("Assessments"), reverse("inmates:assessment-list")),
            (str(self.object.inmate), self.object.inmate.get_absolute_url()),
        ]


class AssessmentDetail(_AssessmentPage, DetailPage):
    """The result: code, picture, ranked fields with reasons, and classes that are there now."""

    shown_as = gettext_lazy("A person's interest profile")
    template_name = "inmates/assessment_detail.html"
    next_person = None

    def narrow(self, rows):
        rows = rows.with_choices().select_related("inmate", "instrument", "facility")
        return rows.prefetch_related("instrument__statements")

    def get_title(self):
        return _("Interests of %(name)s") % {"name": self.object.inmate}

    def get_actions(self):
        assessment, user = self.object, self.request.user
        if not user.has_perm("assessments.enter"):
            return []
        if assessment.is_draft:
            go_on = reverse("inmates:assessment-statements", args=[assessment.pk])
            discard = reverse("inmates:assessment-discard", args=[assessment.pk])
            return [
                Action(_("Continue"), go_on, "pencil"),
                Action(_("Discard the draft"), discard, "trash", main=False),
            ]
        self.next_person = person = services.next_without_assessment(user, assessment.inmate)
        if person is None:
            return []
        label = _("Next: %(name)s") % {"name": person.full_name}
        if person.block:
            label = _("Next: %(name)s, block %(block)s") % {"name": person.full_name, "block": person.block}
        return [Action(label, reverse("inmates:assessment-add", args=[person.pk]), "arrow-right")]

    def get_shown_people(self, context):
        # The button names who comes next.
        people = super().get_shown_people(context)
        person = self.next_person
        return people | ({person.pk: person.facility_id} if person else {})

    def get_context_data(self, **kwargs):
        assessment = self.object
        profile = services.profile_of(assessment)
        lines = [
            {"place": place, "match": match, "why": reasons(match)}
            for place, match in enumerate(profile.matches, start=1)
        ]
        fits = [match.field.pk for match in profile.matches[:BEST]]
        classes = [] if assessment.is_draft else opportunities_for(self.request.user, self.facility_key, fits)
        return super().get_context_data(
            assessment=assessment,
            inmate=assessment.inmate,
            profile=profile,
            scores=[(Letter(letter), score) for letter, score in in_order(profile.scores)]
            if profile.scores
            else [],
            radar=radar_of(profile.scores) if profile.scores else None,
            letters=[letter for letter in profile.code if letter in LETTERS],
            best=lines[:BEST],
            others=lines[BEST:],
            classes=classes,
            **kwargs,
        )

    @property
    def facility_key(self):
        """Where the person is held now: its classes are those that could be joined."""
        return self.object.inmate.facility_id


class AssessmentHistory(_AssessmentPage, HistoryPage):
    permission = "assessments.view"
    shown_as = gettext_lazy("The history of an interest assessment")

    def narrow(self, rows):
        return rows.select_related("inmate", "facility")

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReintegrationConfig(AppConfig):
    name = "reintegration"
    verbose_name = _("After release")

    def ready(self):
        from core.erasing import add_erasure_kind
        from core.registry import Chore, add_chore, add_search, add_work
        from facilities.readings import Reading, add_reading
        from inmates.signals import circumstances_changed, consent_changed, people_left
        from reintegration import erasure, outcomes, search, services, work

        self._register_pages()
        self._register_figures()
        add_erasure_kind(*erasure.KINDS)
        add_search(search.KIND)
        add_reading(Reading(outcomes.READING, outcomes.read_outcomes))
        for group in work.GROUPS:
            add_work(group)
        # Before the erasing of what ran out (core/apps.py).
        add_chore(Chore("outcomes", 25, lambda: f"{services.keep_outcomes()} releases kept without names"))
        people_left.connect(on_people_left, dispatch_uid="reintegration")
        consent_changed.connect(on_consent_changed, dispatch_uid="reintegration")
        circumstances_changed.connect(on_circumstances_changed, dispatch_uid="reintegration")

    def _register_figures(self):
        from core.figures import add_figure
        from core.report_sections import add_report_section
        from reintegration.figures import FIGURES
        from reintegration.report_sections import SECTIONS

        add_figure(*FIGURES)
        add_report_section(*SECTIONS)

    def _register_pages(self):
        from core.registry import NavItem, Tab, add_nav, add_tab

        def may(permission):
            return lambda user: user.has_perm(permission)

        first = "reintegration:plan-list"
        add_nav(
            NavItem(_("After release"), first, "heart-handshake", 90, may("followups.view")),
            NavItem(
                _("Follow-ups"),
                "reintegration:followup-list",
                "phone",
                91,
                may("followups.view"),
                group=first,
            ),
            NavItem(_("Grants"), "reintegration:grant-list", "coins", 92, may("grants.view"), group=first),
            NavItem(
                _("Outcomes of trainings"),
                "reintegration:outcomes",
                "chart-bar",
                93,
                may("reports.view"),
                group=first,
            ),
        )
        inmate, grant = "inmates.inmate", "reintegration.grant"
        add_tab(inmate, Tab(_("Release plan"), "reintegration:plan", "followups.view", 70))
        add_tab(inmate, Tab(_("Follow-up"), "reintegration:person", "followups.view", 72))
        add_tab("programs.program", Tab(_("Grants"), "reintegration:program-grants", "grants.view", 70))
        add_tab(grant, Tab(_("Grant"), "reintegration:grant-detail", "grants.view", 10))
        add_tab(grant, Tab(_("History"), "reintegration:grant-history", "grants.view", 90))
        follow_up = "reintegration.followup"
        add_tab(follow_up, Tab(_("Follow-up"), "reintegration:followup-detail", "followups.view", 10))
        add_tab(follow_up, Tab(_("History"), "reintegration:followup-history", "followups.view", 90))


def on_people_left(sender, inmates, facility, how, on, by, **kwargs):
    """People left for good: their plans have had their time; whoever was released is followed up."""
    from django.utils import timezone

    from inmates.models import LifeEvent
    from reintegration.services import close_plans
    from reintegration.services.followups import make_follow_ups

    close_plans(inmates=inmates, by=by)
    if how == "released":
        events = LifeEvent.objects.filter(inmate__in=inmates, facility=facility, kind=how, on=on)
        latest = {event.inmate_id: event for event in events.order_by("pk")}
        make_follow_ups(list(latest.values()), timezone.localdate(timezone=facility.zone))


def on_consent_changed(sender, inmate, purpose, is_given, by, **kwargs):
    from inmates.models.details import ConsentPurpose
    from reintegration.choices import StopReason
    from reintegration.services import consent_given, stop_follow_ups

    if purpose != ConsentPurpose.CONTACT:
        return
    if is_given:
        consent_given(inmate=inmate, by=by)
    else:
        stop_follow_ups(inmate=inmate, reason=StopReason.WITHDRAWN, by=by)


def on_circumstances_changed(sender, inmates, kind, cause, by, **kwargs):
    """Whoever is taken in again is not asked from outside any more."""
    from inmates.choices import LifeKind
    from inmates.models import LifeEvent
    from reintegration.choices import StopReason
    from reintegration.services import stop_follow_ups

    if kind != LifeKind.ADMITTED:
        return
    for inmate in inmates:
        life = LifeEvent.objects.filter(inmate=inmate).order_by("-pk")
        # A list from SDP brings many back at once and names no single event.
        back = cause or life.filter(kind=LifeKind.ADMITTED).first()
        last = life.filter(kind=LifeKind.RELEASED, pk__lt=back.pk).first()
        # Under the same number they never left.
        never_left = last is not None and last.number == back.number
        stop_follow_ups(inmate=inmate, reason=StopReason.MISTAKE if never_left else StopReason.HELD, by=by)

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Access log")

    def ready(self):
        from audit import changes, erasure, looks
        from audit.services import keep
        from core.erasing import add_erasure_kind
        from core.exports import use_letterhead
        from core.registry import NavItem, add_nav
        from core.shown import on_shown
        from core.trail import add_source
        from facilities.services.logos import letterhead_of
        from facilities.settings_cards import Card, add_card

        def sees_trail(user):
            return user.has_perm("trail.view")

        add_erasure_kind(*erasure.KINDS)
        on_shown(keep)
        add_source(looks.SOURCE, changes.SOURCE)
        use_letterhead(letterhead_of)
        add_nav(
            NavItem(
                label=_("Access log"),
                url_name="audit:access-list",
                icon="eye",
                order=105,
                visible=lambda user: user.has_perm("audit.view"),
                group="facilities:start",
            ),
            NavItem(
                _("Who did what"), "audit:trail", "list-check", 106, sees_trail, group="facilities:start"
            ),
            NavItem(
                _("What an account saw"), "audit:seen", "alert-triangle", 107, sees_trail, "facilities:start"
            ),
        )
        add_card(
            Card(
                _("Erasing"),
                _("Which personal details run out when, what is due and what has been erased."),
                "trash",
                60,
                lambda user: reverse("audit:erasure-list") if user.has_perm("audit.view") else "",
            )
        )

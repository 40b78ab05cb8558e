from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Access log")

    def ready(self):
        from audit.services import keep
        from core.exports import use_letterhead
        from core.registry import NavItem, add_nav
        from core.shown import on_shown
        from facilities.services.logos import letterhead_of

        on_shown(keep)
        use_letterhead(letterhead_of)
        add_nav(
            NavItem(
                label=_("Access log"),
                url_name="audit:access-list",
                icon="eye",
                order=105,
                visible=lambda user: user.has_perm("audit.view"),
            )
        )

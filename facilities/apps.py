from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FacilitiesConfig(AppConfig):
    name = "facilities"
    verbose_name = _("Facilities and users")

    def ready(self):
        from core.registry import NavItem, add_nav

        add_nav(
            NavItem(
                label=_("Settings"),
                url_name="facilities:facility-list",
                icon="settings",
                order=110,
                visible=lambda user: user.has_perm("facilities.view"),
            )
        )

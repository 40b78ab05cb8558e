from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Signing in")

    def ready(self):
        from accounts import checks, receivers  # noqa: F401
        from core.registry import NavItem, add_nav

        add_nav(
            NavItem(
                label=_("Sign-ins"),
                url_name="accounts:record-list",
                icon="login",
                order=115,
                visible=lambda user: user.has_perm("users.view"),
            )
        )

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Signing in")

    def ready(self):
        from accounts import checks, erasure, receivers, trail  # noqa: F401
        from core.erasing import add_erasure_kind
        from core.registry import Tab, add_tab
        from core.trail import add_source
        from facilities.settings_cards import Card, add_card

        add_erasure_kind(*erasure.KINDS)
        add_source(trail.SOURCE)
        add_tab("facilities.user", Tab(_("Sign-ins"), "accounts:user-records", "users.view", 20))
        add_card(
            Card(
                _("Sign-ins"),
                _("Who signed in, from where, and what was refused."),
                "login",
                25,
                lambda user: reverse("accounts:record-list") if user.has_perm("users.view") else "",
            )
        )

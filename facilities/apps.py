from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class FacilitiesConfig(AppConfig):
    name = "facilities"
    verbose_name = _("Facilities and users")

    def ready(self):
        from core.registry import NavItem, Tab, add_nav, add_tab
        from facilities.services.logos import keep_logos

        add_nav(
            NavItem(
                label=_("Settings"),
                url_name="facilities:start",
                icon="settings",
                order=110,
                visible=lambda user: user.has_perm("facilities.view"),
            )
        )
        for label, name, permission, order in (
            (_("Overview"), "facility-detail", "facilities.view", 10),
            (_("Users"), "facility-users", "users.view", 20),
            (_("Letter numbers"), "letter-list", "facilities.view", 30),
            (_("Defaults"), "defaults-detail", "facilities.view", 40),
            (_("History"), "facility-history", "facilities.view", 90),
        ):
            add_tab("facilities.facility", Tab(label, f"facilities:{name}", permission, order))
        for label, name, order in (
            (_("Overview"), "user-detail", 10),
            (_("History"), "user-history", 90),
        ):
            add_tab("facilities.user", Tab(label, f"facilities:{name}", "users.view", order))
        keep_logos()
        self._add_cards()

    def _add_cards(self):
        from facilities.settings_cards import Card, add_card

        def of_facility(name):
            """Return the address of a page of the user's own facility; of none for who has none."""

            def url(user):
                facility = user.membership.facility_id
                return reverse(f"facilities:{name}", args=[facility]) if facility else ""

            return url

        def facilities(user):
            return "" if user.membership.facility_id else reverse("facilities:facility-list")

        def page(name, permission):
            return lambda user: reverse(f"facilities:{name}") if user.has_perm(permission) else ""

        add_card(
            Card(
                _("Facility"),
                _("Names, address, letterhead and logo, and who signs."),
                "building-community",
                10,
                of_facility("facility-detail"),
            ),
            Card(
                _("Facilities"),
                _("Letterhead, office holders, letter numbers and defaults of each."),
                "building-community",
                10,
                facilities,
            ),
            Card(
                _("Users"),
                _("Who may sign in, in which roles and how long."),
                "users",
                20,
                page("user-list", "users.view"),
            ),
            Card(
                _("Letter numbers"),
                _("How letters are numbered, by kind."),
                "file-text",
                30,
                of_facility("letter-list"),
            ),
            Card(
                _("Holidays"),
                _("Days on which no sessions are planned."),
                "calendar-event",
                40,
                page("holiday-list", "holidays.view"),
            ),
            Card(
                _("Defaults"),
                _("What new programmes begin with, and how long instructors may record attendance."),
                "adjustments",
                50,
                of_facility("defaults-detail"),
            ),
        )

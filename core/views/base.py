"""What every page has: a permission, a heading, and rows within the user's scope."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property


@dataclass(frozen=True)
class Action:
    """A button at the top right of a page."""

    label: str
    url: str
    icon: str = "plus"
    main: bool = True


class Page:
    """What every page has: a permission, one heading, breadcrumbs, actions.

    `post_permission` is what a POST needs beyond `permission`, on pages that many read and few send.

    It has no base of Django's: through a shared one, Django's own `get_queryset`, which knows no scope, would
    come before that of `ScopedMixin` (tests/core/test_scope.py).
    """

    permission: str
    post_permission = ""
    title = ""
    lead = ""

    def dispatch(self, request, *args, **kwargs):
        needed = {self.permission}
        if request.method == "POST" and self.post_permission:
            needed.add(self.post_permission)
        if not request.user.has_perms(needed):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_title(self) -> str:
        return self.title

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        """Return (label, address) of the pages above this one."""
        return []

    def get_actions(self) -> list[Action]:
        return []

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.get_title(),
            lead=self.lead,
            breadcrumbs=self.get_breadcrumbs(),
            actions=self.get_actions(),
            **kwargs,
        )


class ScopedMixin:
    """Owns `get_queryset`: rows of `model` within the user's scope, and of the parent when there is one.

    `parent_model` and `parent_field` say under which object the page hangs; its key is `parent_pk` in
    the address. Subclasses refine the rows in `narrow`, never in `get_queryset`.
    """

    model = None
    parent_model = None
    parent_field = ""
    owner_field = ""

    @cached_property
    def parent(self):
        rows = self.narrow_parent(self.parent_model.objects.for_user(self.request.user))
        return self.in_zone_of(get_object_or_404(rows, pk=self.kwargs["parent_pk"]))

    def in_zone_of(self, row):
        """Let the page speak in the time zone of the row's facility, for users who belong to no facility."""
        if self.request.user.membership.facility_id is None and getattr(row, "facility", None):
            timezone.activate(row.facility.zone)
        return row

    def lock(self, model, pk):
        """Return the row, freshly read within the user's scope and locked until the transaction ends."""
        rows = model.objects.for_user(self.request.user)
        return get_object_or_404(rows.select_for_update(no_key=True, of=("self",)), pk=pk)

    def lock_owner(self, row):
        """Lock the row that `row` is a part of, when the page names it as `owner_field`."""
        if self.owner_field:
            field = row._meta.get_field(self.owner_field)
            setattr(row, field.name, self.lock(field.related_model, getattr(row, field.attname)))

    def narrow_parent(self, rows):
        return rows

    def narrow(self, rows):
        return rows

    def get_queryset(self):
        rows = self.model.objects.for_user(self.request.user)
        if self.parent_model:
            rows = rows.filter(**{self.parent_field: self.parent})
        return self.narrow(rows)

"""What every page has: a permission, a heading, and rows within the user's scope."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property

from core import choosing, shown


@dataclass(frozen=True)
class Action:
    """A button at the top right of a page; with `menu` a line of the menu beside the buttons."""

    label: str
    url: str
    icon: str = "plus"
    main: bool = True
    menu: bool = False


class Page:
    """What every page has: a permission, one heading, breadcrumbs, actions.

    `post_permission` is what a POST needs beyond `permission`, on pages that many read and few send.

    A page that names people says so, since every look at a person is kept: `persons` leads from a row that it
    shows to the person's key ("pk", "enrolment__inmate_id"), `shown_as` is what the log calls the page. Which
    rows it shows follows from the kind of page; `get_shown_rows` says otherwise. A page that answers with a
    file calls `tell_shown` itself.

    It has no base of Django's: through a shared one, Django's own `get_queryset`, which knows no scope, would
    come before that of `ScopedMixin` (tests/core/test_scope.py).
    """

    # Django's forms take PUT for POST, which would pass by `post_permission`.
    http_method_names = ["get", "head", "options", "post"]
    permission: str
    post_permission = ""
    title = ""
    lead = ""
    persons = ""
    shown_as = ""

    def dispatch(self, request, *args, **kwargs):
        needed = {self.permission}
        if request.method == "POST" and self.post_permission:
            needed.add(self.post_permission)
        if not request.user.has_perms(needed):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse):
            if choosing.is_asked(request):
                return choosing.answer(request, (response.context_data or {}).get("form"))
            response.add_post_render_callback(self._tell_rendered)
        return response

    def get_shown_rows(self, context) -> Iterable:
        """Return the rows through which the page names people; `context` is what its template was given."""
        return []

    def get_shown_people(self, context) -> dict[int, int | None]:
        """Return whom the page names: each person's key with the key of the facility whose row names them."""
        return shown.people_of(self.get_shown_rows(context), self.persons) if self.persons else {}

    def get_shown_count(self, context, people) -> int:
        """Return how many people the page names, also those who have no key yet."""
        return len(people)

    def tell_shown(self, people, *, kind=shown.PAGE, rows=None, purpose="") -> bool:
        """Have it recorded that this response names `people`; return whether it was."""
        rows = len(people) if rows is None else rows
        if not rows and not people:
            return True
        key = "parent_pk" if "parent_pk" in self.kwargs else "pk"
        model = (self.parent_model if key == "parent_pk" else None) or self.model
        return shown.tell(
            shown.Shown(
                request=self.request,
                kind=kind,
                page=self.request.resolver_match.view_name,
                model=model._meta.label_lower if model else "",
                object_id=self.kwargs.get(key),
                people=people,
                rows=rows,
                purpose=purpose,
            )
        )

    def _tell_rendered(self, response):
        context = response.context_data or {}
        people = self.get_shown_people(context)
        self.tell_shown(people, rows=self.get_shown_count(context, people))

    def get_title(self) -> str:
        return self.title

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        """Return (label, address) of the pages above this one."""
        return []

    def get_actions(self) -> list[Action]:
        return []

    def get_context_data(self, **kwargs):
        actions = self.get_actions()
        return super().get_context_data(
            title=self.get_title(),
            lead=self.lead,
            breadcrumbs=self.get_breadcrumbs(),
            actions=actions,
            has_menu=any(action.menu for action in actions),
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

    def of_parent(self, rows):
        return rows.filter(**{self.parent_field: self.parent})

    def narrow(self, rows):
        return rows

    def in_scope(self):
        """Return the rows of `model` that the user may see.

        Only a list that shows what belongs to its parent without opening it says otherwise, with a rule of
        the queryset (`seen_with`): what other facilities did with a person.
        """
        return self.model.objects.for_user(self.request.user)

    def get_queryset(self):
        rows = self.in_scope()
        if self.parent_model:
            rows = self.of_parent(rows)
        return self.narrow(rows)

"""Every page gets its rows from `ScopedMixin`, never from Django's views, which know no scope."""

from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from core.views import ScopedMixin


def pages(patterns):
    for entry in patterns:
        if isinstance(entry, URLPattern):
            yield getattr(entry.callback, "view_class", None)
        else:
            yield from pages(entry.url_patterns)


def test_rows_of_every_page_come_from_the_scope():
    scoped = [view for view in pages(get_resolver().url_patterns) if view and issubclass(view, ScopedMixin)]
    assert scoped
    loose = [view.__qualname__ for view in scoped if view.get_queryset is not ScopedMixin.get_queryset]
    assert loose == []


def test_somebody_elses_object_is_not_there(as_user, head_a, facility_b):
    client = as_user(head_a)
    for path in ("", "history/"):
        assert client.get(f"{facility_b.get_absolute_url()}{path}").status_code == 404
    listed = client.get("/settings/facilities/").context["table"].data
    assert facility_b not in list(listed)

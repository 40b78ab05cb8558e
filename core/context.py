"""What the shell around every page needs."""

from core import registry


def shell(request):
    """Return the navigation of the user and the address of the page, as lazily as templates allow."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "nav_items": registry.nav_for(user) if signed_in else [],
        "can_search": signed_in and bool(registry.search_kinds(user)),
        "nav_section": "/" + request.path.strip("/").split("/")[0] + "/",
    }

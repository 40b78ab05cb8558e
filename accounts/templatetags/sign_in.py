from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("accounts/_idle.html", takes_context=True)
def idle_warning(context):
    """The dialog that warns before the session of an idle user ends; static/js/idle.js opens it."""
    request = context.get("request")
    idle = settings.IDLE_MINUTES * 60
    return {
        "signed_in": bool(request and request.user.is_authenticated),
        "idle": idle,
        # Warned at half time when the whole time is short.
        "warning": min(settings.IDLE_WARNING_MINUTES * 60, idle / 2),
    }

"""What can be wrong in the settings of this app, said at start."""

from django.conf import settings
from django.core.checks import Error, register

from facilities.permissions import Role


@register()
def known_roles(app_configs, **kwargs):
    unknown = sorted(set(settings.MFA_REQUIRED_ROLES) - set(Role.values))
    if not unknown:
        return []
    return [
        Error(
            f"MFA_REQUIRED_ROLES names roles that do not exist: {', '.join(unknown)}.",
            hint=f"Roles are {', '.join(Role.values)}.",
            id="accounts.E001",
        )
    ]


@register()
def idle_minutes(app_configs, **kwargs):
    if settings.IDLE_MINUTES > 0:
        return []
    return [Error("IDLE_MINUTES must be above zero.", id="accounts.E002")]

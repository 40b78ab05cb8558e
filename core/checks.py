"""What `manage.py check` says of settings that the house reads."""

from django.conf import settings
from django.core import checks

from core.erasing import erasure_kinds


@checks.register()
def erase_after_fits(app_configs, **kwargs):
    """Each kind of detail has its days, and no name in the setting is misspelt."""
    names = {kind.name for kind in erasure_kinds()}
    found = []
    for name in sorted(set(settings.ERASE_AFTER) - names):
        text = f"ERASE_AFTER names {name!r}, which is no kind of detail."
        found.append(checks.Error(text, hint=", ".join(sorted(names)), id="core.E001"))
    for name in sorted(names - set(settings.ERASE_AFTER)):
        found.append(checks.Error(f"ERASE_AFTER does not say when {name!r} is erased.", id="core.E002"))
    for name, days in sorted(settings.ERASE_AFTER.items()):
        if days < 1:
            found.append(checks.Error(f"ERASE_AFTER: {name!r} needs at least 1 day.", id="core.E003"))
    return found

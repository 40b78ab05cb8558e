"""Through what things are sold."""

from production.models.outlet import OutletKind

# What is sold at the facility itself, without an outlet, counts as a direct sale.
DIRECT = OutletKind.DIRECT


def channel_label(channel: str) -> str:
    """Return a channel in words."""
    return str(OutletKind(channel).label) if channel in OutletKind.values else channel

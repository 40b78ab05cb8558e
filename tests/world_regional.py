"""Summaries of a world, as the offices above read them."""

from reports.services.summaries import refresh_region


def read_summaries(world):
    """Read the figures of the world's region; call it last."""
    refresh_region(region=world.facility.region)

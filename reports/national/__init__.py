"""The national data set: hundreds of invented facilities, as large as the whole country, for measuring.

Everything is drawn by hashing keys (`national.u`), so the same size and seed give the same rows. What is small
is made with the models; what is large with one INSERT for a table, triggers and foreign keys off, so history
and records of moves are written here as the application would have written them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """How large the set is: facilities, people held and past in all of them, rows of the access log."""

    facilities: int = 600
    held: int = 300_000
    past: int = 2_000_000
    programs: int = 16_500
    accesses: int = 5_000_000
    years: int = 3
    seed: int = 13

    def scaled(self, scale: float) -> "Size":
        """Return the same number of facilities with so much less in each."""
        return Size(
            self.facilities,
            *(max(1, round(number * scale)) for number in (self.held, self.past, self.programs)),
            max(1, round(self.accesses * scale)),
            self.years,
            self.seed,
        )

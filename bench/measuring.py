"""Opens pages again and again, and keeps what each time cost."""

import statistics
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bench.client import Client
from bench.server import WORKERS


@dataclass(frozen=True)
class Rounds:
    """So many requests that are not counted, and so many that are."""

    warm: int = 3
    timed: int = 20


def summary(milliseconds: list[float]) -> dict:
    """Return the median and the 95th percentile of some times."""
    twentieths = statistics.quantiles(milliseconds, n=20, method="inclusive")
    return {"median": statistics.median(milliseconds), "p95": twentieths[18]}


def measure(client: Client, path: str, rounds: Rounds) -> dict:
    """Return what a page costs, or only its "status" when it does not open.

    Warmed up in every process of the server, which takes one request each at the same time. Counted are:
    "statements" (the most of any request), "median" and "p95" of the server's time in ms, "cpu" and "db" of
    it in Python and for the statements (medians), and "raw" and "compressed" bytes of HTML.
    """
    raw = client.get(path, "identity")
    if raw.status != 200:
        return {"status": raw.status}
    with ThreadPoolExecutor(WORKERS) as pool:
        for _round in range(rounds.warm):
            list(pool.map(client.get, [path] * WORKERS))
    answers = [client.get(path) for _round in range(rounds.timed)]
    timings = [answer.timing for answer in answers]
    return {
        "status": answers[-1].status,
        "statements": int(max(timing["statements"] for timing in timings)),
        "cpu": statistics.median(timing["cpu"] for timing in timings),
        "db": statistics.median(timing["db"] for timing in timings),
        "raw": len(raw.content),
        "compressed": len(answers[-1].body),
        **summary([timing["app"] for timing in timings]),
    }

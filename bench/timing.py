"""What a request cost, in the header `Server-Timing` of its answer."""

import re
import time

from django.db import connection

HEADER = "Server-Timing"


class Statements:
    """Counts statements and the seconds that they took; a wrapper of Django's `execute_wrapper`."""

    def __init__(self):
        self.count = 0
        self.seconds = 0.0

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.count += 1
            self.seconds += time.perf_counter() - began


class TimingMiddleware:
    """Says of each answer its milliseconds, by the clock and of the processor, and its statements."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        statements = Statements()
        began, worked = time.perf_counter(), time.thread_time()
        with connection.execute_wrapper(statements):
            response = self.get_response(request)
        taken = (time.perf_counter() - began) * 1000
        worked = (time.thread_time() - worked) * 1000
        response.headers[HEADER] = (
            f"app;dur={taken:.2f}, cpu;dur={worked:.2f}, db;dur={statements.seconds * 1000:.2f}, "
            f"statements;dur={statements.count}"
        )
        return response


def read(header: str) -> dict[str, float]:
    """Return the numbers of the header by name: "app", "cpu" and "db" in ms, and "statements"."""
    return {name: float(number) for name, number in re.findall(r"([a-z]+);dur=([0-9.]+)", header or "")}

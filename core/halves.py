"""Does half of some heavy work in a second process, so that both cores of a small machine help."""

import os
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing import get_context

# Fewer are done sooner than a process is started and its share carried over.
LEAST = 6


def in_halves(work: Callable[[Sequence], list], items: Sequence) -> list:
    """Return `work(items)`; of many items the second half is done by a process of its own.

    `work` returns a list in the order of its items and touches no database: the process is a copy of this
    one and shares its connections. It raises what `work` raises.
    """
    if len(items) < LEAST or not _may_copy():
        return work(items)
    middle = (len(items) + 1) // 2
    here, there = get_context("fork").Pipe(duplex=False)
    process = get_context("fork").Process(target=_answer, args=(there, work, items[middle:]), daemon=True)
    process.start()
    there.close()
    try:
        mine = work(items[:middle])
        try:
            theirs = here.recv()
        except EOFError:
            # It was killed, for want of memory perhaps; slower is better than not at all.
            theirs = work(items[middle:])
    except BaseException:
        process.kill()
        raise
    finally:
        here.close()
        process.join()
    if isinstance(theirs, Exception):
        raise theirs
    return mine + theirs


def _may_copy() -> bool:
    """Return whether there is a second core, and no thread whose locks would stay locked in a copy."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _answer(there, work, items) -> None:
    try:
        answer = work(items)
    except Exception as error:
        answer = error
    there.send(answer)
    there.close()

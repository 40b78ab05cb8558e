"""The order of locks: first the programme, then its sessions, enrolments and result sheet."""

from programs.models import Program


def lock_program(pk: int) -> Program:
    """Return the programme, locked until the transaction ends. Rows that only refer to it may be added."""
    return Program._base_manager.select_for_update(of=("self",), no_key=True).get(pk=pk)

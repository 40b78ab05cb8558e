"""The verbs of programmes that touch several rows."""

from programs.services.competencies import save_competencies
from programs.services.planning import (
    copy_program,
    create_program,
    extend,
    give_lead,
    last_return,
    locked,
    next_batch,
    next_step,
    save_facilitators,
    save_modules,
)
from programs.services.preparation import add_usual_steps, record_step, save_steps
from programs.services.sessions import (
    clashes_of_schedule,
    generate_sessions,
    hours_by_module,
    in_words,
    keep_session,
    propose_sessions,
    standing_clashes,
)
from programs.services.tools import CountEntry, record_counts, save_tools

__all__ = [
    "CountEntry",
    "add_usual_steps",
    "clashes_of_schedule",
    "copy_program",
    "create_program",
    "extend",
    "generate_sessions",
    "give_lead",
    "hours_by_module",
    "in_words",
    "keep_session",
    "last_return",
    "locked",
    "next_batch",
    "next_step",
    "propose_sessions",
    "record_counts",
    "record_step",
    "save_competencies",
    "save_facilitators",
    "save_modules",
    "save_steps",
    "save_tools",
    "standing_clashes",
]

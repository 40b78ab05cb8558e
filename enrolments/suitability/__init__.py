"""Whether people meet the rules of a class, and how well it matches what they want.

`assess` reads everything about any number of people in one statement; the rules then only compute. It
advises: who does not meet a rule is added with a reason, and the head decides.
"""

from enrolments.suitability.facts import Person, Training, load
from enrolments.suitability.rules import RULES, Verdict
from enrolments.suitability.table import Check, Suitability, assess, unmet_in_words

__all__ = [
    "RULES",
    "Check",
    "Person",
    "Suitability",
    "Training",
    "Verdict",
    "assess",
    "load",
    "unmet_in_words",
]

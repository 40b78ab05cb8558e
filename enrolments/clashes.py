"""Participants who would be in two classes at once, and sentences that end before a class does."""

from django.utils.translation import ngettext

from enrolments.models import Enrolment
from programs.clashes import Clash
from programs.models import Session

# Who is, or is about to be, in class.
IN_CLASS = ("confirmed", "active")


def participants_elsewhere(spans):
    """Yield a clash for each span in which people of the class are also in another one; two statements.

    Only numbers: who they are is seen on the pages of the classes.
    """
    wanted = {span.program.pk for span in spans}
    rows = Enrolment._base_manager.filter(
        state__in=IN_CLASS,
        inmate__enrolments__program__in=wanted,
        inmate__enrolments__state__in=IN_CLASS,
        facility__in={span.program.facility_id for span in spans},
    )
    people = {}
    for program, inmate in rows.order_by().values_list("program", "inmate").distinct():
        people.setdefault(program, set()).add(inmate)
    if len(people) < 2:
        return
    others = Session._base_manager.filter(
        program__in=people,
        starts_at__lt=max(span.ends_at for span in spans),
        ends_at__gt=min(span.starts_at for span in spans),
    ).exclude(state="cancelled")
    others = list(others.select_related("program"))
    for span in spans:
        there = people.get(span.program.pk, set())
        for other in others:
            both = len(there & people[other.program_id]) if other.program_id != span.program.pk else 0
            if both and span.starts_at < other.ends_at and other.starts_at < span.ends_at:
                text = ngettext(
                    "%(count)s participant is in %(program)s.",
                    "%(count)s participants are in %(program)s.",
                    both,
                )
                words = {"count": both, "program": other.program}
                yield Clash(span.key, "participant", text % words, span.starts_at)


def released_before(program):
    """Say how many people in class are released before its last day."""
    count = program.enrolments.filter(state__in=IN_CLASS, inmate__sentence_end__lt=program.ends_on).count()
    if count:
        yield ngettext(
            "%(count)s participant's sentence ends before the new last day.",
            "%(count)s participants' sentences end before the new last day.",
            count,
        ) % {"count": count}

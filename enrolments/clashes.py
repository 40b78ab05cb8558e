"""Participants who would be in two classes at once, and sentences that end before a class does."""

from django.db.models import Count, F
from django.utils.translation import ngettext

from enrolments.models import Enrolment
from programs.clashes import Clash
from programs.models import Program

# Who is, or is about to be, in class.
IN_CLASS = ("confirmed", "active")


def participants_elsewhere(spans):
    """Yield a clash for each span in which people of the class are also in another one; one statement.

    Only numbers: who they are is seen on the pages of the classes.
    """
    session = "inmate__enrolments__program__sessions"
    rows = Enrolment._base_manager.filter(
        **{
            "program__in": {span.program.pk for span in spans},
            "state__in": IN_CLASS,
            "inmate__enrolments__state__in": IN_CLASS,
            "inmate__enrolments__facility": F("facility"),
            f"{session}__state__in": ("scheduled", "submitted", "verified"),
            f"{session}__starts_at__lt": max(span.ends_at for span in spans),
            f"{session}__ends_at__gt": min(span.starts_at for span in spans),
        }
    )
    other = "inmate__enrolments__program__"
    rows = rows.order_by().values(
        "program",
        other=F("inmate__enrolments__program"),
        title=F(f"{other}title"),
        level=F(f"{other}level"),
        batch=F(f"{other}batch"),
        begins=F(f"{session}__starts_at"),
        ends=F(f"{session}__ends_at"),
    )
    rows = list(rows.annotate(people=Count("inmate", distinct=True)))
    for span in spans:
        for row in rows:
            same_class = row["program"] != span.program.pk or row["other"] == span.program.pk
            if same_class or row["begins"] >= span.ends_at or row["ends"] <= span.starts_at:
                continue
            text = ngettext(
                "%(count)s participant is in %(program)s.",
                "%(count)s participants are in %(program)s.",
                row["people"],
            )
            program = Program(title=row["title"], level=row["level"], batch=row["batch"])
            words = {"count": row["people"], "program": program}
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

"""What in the data about people needs a look. Asked of the database, so it is true whoever wrote the rows."""

from datetime import timedelta

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
)
from django.db.models.functions import Substr, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inmates.identifiers import province_codes
from inmates.models import NikAcceptance

PROBLEMS = {
    "nik": _("NIK does not fit"),
    "missing": _("birth date or sex missing"),
    "dates": _("doubtful date"),
    "twin": _("perhaps recorded twice"),
}
# Nobody younger is held (law 11/2012, article 32: arrest from 14; 12 is the age of responsibility).
YOUNGEST = timedelta(days=12 * 365)

# DDMMYY as a NIK holds it: days of women are raised by 40. The same days as `identifiers.check_nik` knows.
_LEAP = "([02468][048]|[13579][26])"
_MONTH = "(0[1-9]|1[0-2])"
A_DAY = (
    "^("
    f"([04][1-9]|[15][0-9]|[26][0-8]){_MONTH}[0-9]{{2}}"
    "|[26]9(0[13-9]|1[0-2])[0-9]{2}"
    f"|[26]902{_LEAP}"
    "|[37]0(0[13-9]|1[0-2])[0-9]{2}"
    "|[37]1(0[13578]|1[02])[0-9]{2}"
    ")$"
)


def nik_warned() -> Q:
    """Return the condition on people that `check_nik` has a warning for; needs `with_nik_parts`."""
    born = ~Q(birth_date=None) & ~Q(nik_born=F("born_man")) & ~Q(nik_born=F("born_woman"))
    sex = Q(sex="F", nik_day__lte="40") | Q(sex="M", nik_day__gt="40")
    wrong = ~Q(nik_province__in=province_codes()) | ~Q(nik_born__regex=A_DAY) | born | sex
    return Q(identity__nik__gt="") & wrong


def with_nik_parts(rows):
    """Add what a NIK says of province and birth, and what it should say."""
    return rows.annotate(
        nik_province=Substr("identity__nik", 1, 2),
        nik_born=Substr("identity__nik", 7, 6),
        nik_day=Substr("identity__nik", 7, 2),
        born_man=_text("to_char(%(expressions)s, 'DDMMYY')"),
        born_woman=_text(
            "(extract(day FROM %(expressions)s)::int + 40)::text || to_char(%(expressions)s, 'MMYY')"
        ),
    )


def _text(template):
    # The date may stand twice in the template: it is a column, so it brings no parameters.
    return Func(F("birth_date"), template=template, output_field=CharField())


def with_problems(rows, everybody):
    """Add a boolean for each of PROBLEMS; `everybody` are the people among whom somebody may stand twice."""
    today = timezone.localdate()
    accepted = Exists(NikAcceptance._base_manager.filter(inmate=OuterRef("pk"), is_valid=True))
    dates = Q(sentence_end__lt=today) | Q(admitted_on__gt=today) | Q(birth_date__gt=today - YOUNGEST)
    # One index look-up for each person held; to group everybody would read all who ever were here.
    others = everybody.order_by().exclude(pk=OuterRef("pk"))
    same_number = others.exclude(national_register="").filter(national_register=OuterRef("national_register"))
    same_name = others.filter(birth_date=OuterRef("birth_date")).annotate(name=Upper("full_name"))
    same_name = same_name.filter(name=Upper(OuterRef("full_name")))
    # Read apart and once: beside look-ups for each person the database would read everybody's identity.
    wrong = with_nik_parts(rows).filter(nik_warned() & ~Q(accepted)).order_by().values("pk")
    return rows.annotate(
        has_nik=_true(Q(pk__in=wrong)),
        has_missing=_true(Q(birth_date=None) | Q(sex="")),
        has_dates=_true(dates),
        has_twin=_true(
            ~Q(national_register="") & Q(Exists(same_number)) | ~Q(birth_date=None) & Q(Exists(same_name))
        ),
    )


def _true(condition):
    return ExpressionWrapper(condition, output_field=BooleanField())


def to_check(rows, everybody, problem=""):
    """Return the people held in whose data something needs a look, or only those with one problem."""
    rows = with_problems(rows.held(), everybody)
    if problem:
        return rows.filter(**{f"has_{problem}": True})
    found = Q()
    for name in PROBLEMS:
        found |= Q(**{f"has_{name}": True})
    return rows.filter(found)

"""Changed circumstances of people in classes: noted when they happen, settled by staff."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.lifecycle import MoveRefused, Refusal, must_be_said
from enrolments.locks import lock_program
from enrolments.models import ChangeAct, ChangeKind, CircumstanceChange, Enrolment
from enrolments.models.enrolment import LEAVING, ExitReason
from enrolments.services.leaving import USUAL_REASON, leave
from inmates.choices import GONE, Custody, LifeKind, RiskLevel
from inmates.models import DisciplineRecord, LifeEvent, RiskAssessment, WorkLimit
from inmates.querysets import of_people

# What each kind of change usually leads to, for who may take somebody out of a class.
USUAL_ACT = {
    ChangeKind.RELEASED: ChangeAct.RELEASE,
    ChangeKind.TRANSFERRED: ChangeAct.TRANSFER,
    ChangeKind.DIED: ChangeAct.WITHDRAW,
}
# Why it ended, where the kind says it better than the move. All staff read it, so what is restricted does not
# become known by it; only the move "drop" itself says discipline.
EXIT_REASON = {
    ChangeKind.DIED: ExitReason.DIED,
    ChangeKind.DISCIPLINED: ExitReason.STAFF,
    ChangeKind.RISK: ExitReason.STAFF,
    ChangeKind.LIMITED: ExitReason.HEALTH,
}
# What another event takes back, by the event's kind.
TAKEN_BACK = {
    LifeKind.BACK: (ChangeKind.LEAVE,),
    LifeKind.ADMITTED: (*GONE, ChangeKind.LEAVE),
    LifeKind.UNMERGED: (ChangeKind.MERGED,),
}
RISKS = list(RiskLevel.values)


def live_enrolments(inmates, facility):
    """Return the live enrolments at a facility of people and of the entries merged into them."""
    return Enrolment.objects.filter(of_people(inmates), facility=facility).live()


def note_departures(*, inmates, facility, how, on) -> None:
    """Note that people left for good, for each class that they were enrolled in; three statements."""
    events = LifeEvent.objects.filter(inmate__in=inmates, facility=facility, kind=how, on=on)
    last = dict(events.order_by("pk").values_list("inmate", "pk"))
    rows = live_enrolments(inmates, facility).select_related("inmate")
    _note([(row, how, on, f"life:{last[row.inmate.merged_into_id or row.inmate_id]}") for row in rows])


def note_change(*, inmates, facility, kind, on, cause) -> None:
    """Note what else happened to people, see `inmates.signals.circumstances_changed`."""
    if kind == LifeKind.LEAVE:
        _note_for_all(inmates, facility, ChangeKind.LEAVE, on, f"life:{cause.pk}")
    elif kind == "disciplined":
        _note_for_all(inmates, facility, ChangeKind.DISCIPLINED, on, f"discipline:{cause.pk}")
    elif kind == "limited":
        _note_for_all(inmates, facility, ChangeKind.LIMITED, on, f"limit:{cause.pk}")
    elif kind == "risk":
        _note_risk(inmates, facility, cause)
    elif kind == LifeKind.MERGED:
        _note_merge(inmates[0], facility, on, cause)


def _note_for_all(inmates, facility, kind, on, cause) -> None:
    _note([(row, kind, on, cause) for row in live_enrolments(inmates, facility)])


def _note_risk(inmates, facility, risk) -> None:
    """A new level matters to the classes that it is too high for."""
    rows = live_enrolments(inmates, facility).exclude(program__maximum_risk="").select_related("program")
    _note(
        [
            (row, ChangeKind.RISK, risk.assessed_on, f"risk:{risk.pk}")
            for row in rows
            if RISKS.index(risk.level) > RISKS.index(row.program.maximum_risk)
        ]
    )


def _note_merge(merged, facility, on, event) -> None:
    """Two entries are one person now: what is known of the one counts in the classes of the other."""
    kept, today = merged.merged_into, timezone.localdate()
    of_merged = list(Enrolment.objects.filter(inmate=merged, facility=facility).live())
    of_kept = list(Enrolment.objects.filter(inmate=kept, facility=facility).live())
    found = []
    if kept.custody in (*GONE, Custody.ON_LEAVE):
        kind = ChangeKind.LEAVE if kept.custody == Custody.ON_LEAVE else kept.custody
        known = LifeEvent.objects.filter(inmate=kept, facility=facility, kind=kind).order_by("pk").last()
        day, cause = (known.on, f"life:{known.pk}") if known else (on, f"life:{event.pk}")
        found += [(row, kind, day, cause) for row in of_merged]
    else:
        found += [(row, ChangeKind.MERGED, on, f"life:{event.pk}") for row in of_merged]
    for rows, other in ((of_merged, kept), (of_kept, merged)):
        if not rows:
            continue
        records = DisciplineRecord.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), inmate=other)
        limits = WorkLimit.objects.filter(inmate=other).on(today)
        risks = RiskAssessment.objects.filter(inmate=other).order_by("-assessed_on", "-pk")[:1]
        for row in rows:
            found += [(row, ChangeKind.DISCIPLINED, r.starts_on, f"discipline:{r.pk}") for r in records]
            found += [(row, ChangeKind.LIMITED, limit.valid_from, f"limit:{limit.pk}") for limit in limits]
        for risk in risks:
            _note_risk([row.inmate_id for row in rows], facility, risk)
    _note(found)


def _note(found) -> None:
    """Keep changes, each once for its enrolment and cause, in one statement."""
    CircumstanceChange.objects.bulk_create(
        [
            CircumstanceChange(
                facility_id=row.facility_id,
                program_id=row.program_id,
                enrolment=row,
                kind=kind,
                happened_on=on,
                cause=cause,
            )
            for row, kind, on, cause in found
        ],
        ignore_conflicts=True,
    )


def note_over(*, inmates, facility, kind, by) -> None:
    """Settle what another event took back: somebody came back, was admitted again, is no second entry."""
    _settle_of(inmates, facility, TAKEN_BACK[kind], by)


def note_transfer_undone(*, inmate, facility, by) -> None:
    """Settle a transfer that never took place."""
    _settle_of([inmate], facility, (ChangeKind.TRANSFERRED,), by)


def _settle_of(inmates, facility, kinds, by):
    theirs = of_people(inmates, "enrolment__inmate")
    rows = CircumstanceChange.objects.filter(theirs, facility=facility, kind__in=kinds)
    _settle(rows, ChangeAct.OVER, by)


def _settle(rows, act, by, reason="") -> int:
    return rows.filter(act="").update(act=act, acted_by=by, acted_at=timezone.now(), reason=reason[:300])


def settle_by_move(enrolment, *, by, reason="") -> None:
    """Effect of leaving a class: what waited about this person there is settled."""
    acts = {Enrolment.lifecycle[move].target: move for move in LEAVING}
    rows = CircumstanceChange.objects.filter(enrolment=enrolment)
    _settle(rows, acts[enrolment.state], by, reason)


def _exit_reason(kind, act):
    if kind == ChangeKind.DISCIPLINED and act == ChangeAct.DROP:
        return USUAL_REASON[act]
    return EXIT_REASON.get(kind, USUAL_REASON[act])


def may_settle(user) -> bool:
    """Return whether somebody may say what follows from a change: officers and supervisors."""
    return user.has_perm("enrolments.enter") or user.has_perm("enrolments.check")


def acts_for(user) -> list[ChangeAct]:
    """Return what `user` may do about a change: only who enters enrolments takes people out of a class."""
    acts = [ChangeAct.STAY] if may_settle(user) else []
    if user.has_perm(Enrolment.lifecycle["withdraw"].permission):
        acts += [ChangeAct(move) for move in LEAVING]
    return acts


@transaction.atomic
def settle_change(*, change, act, by, reason, ended_on=None) -> CircumstanceChange:
    """Do what staff decided about a change, and return it, freshly read.

    `act` is "stay" or a move out of the class, `ended_on` (today) then the last day in class. Raises
    PermissionDenied, MoveRefused when it is settled already or the move is refused, and ValidationError when
    the day cannot be right.
    """
    if act not in acts_for(by):
        raise PermissionDenied
    # The class before the change: taking somebody out locks in that order.
    lock_program(change.program_id)
    rows = CircumstanceChange.objects.select_for_update(of=("self",), no_key=True)
    change = rows.select_related("enrolment__facility", "acted_by").get(pk=change.pk)
    if change.is_settled:
        words = {"name": change.acted_by, "act": change.get_act_display()}
        raise MoveRefused([Refusal(_("%(name)s settled this already: %(act)s.") % words)])
    must_be_said(reason)
    if act == ChangeAct.STAY:
        _settle(CircumstanceChange.objects.filter(pk=change.pk), act, by, reason.strip())
    else:
        leave(
            enrolment=change.enrolment,
            move=act,
            by=by,
            reason=reason,
            ended_on=ended_on,
            exit_reason=_exit_reason(change.kind, act),
        )
    change.refresh_from_db()
    return change

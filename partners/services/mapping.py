"""How far a facility has come with its partners."""

from django.db import transaction

from core.lifecycle import take_step
from facilities.models import Facility
from partners.models import Partner, PartnerContact, Partnership, Stage
from partners.models.partnership import ASIDE, WAY

Kind = PartnerContact.Kind
# Where a contact leads when nobody says otherwise.
FOLLOWS = {
    Kind.VISIT: Stage.VISITED,
    Kind.AUDIENCE: Stage.VISITED,
    Kind.CALL: Stage.CONTACTED,
    Kind.LETTER: Stage.CONTACTED,
    Kind.SIGNING: Stage.AGREED,
}


def put_on_map(*, partner: Partner, facility: Facility) -> Partnership:
    """Return the partner's place on the facility's map, made as "identified" when there is none."""
    row, _new = Partnership._base_manager.get_or_create(partner=partner, facility=facility)
    return row


def stage_after(kind: str, now: str) -> str:
    """Return the stage to which a contact of `kind` leads from `now`: forward, or out of a set-aside one."""
    target = FOLLOWS[Kind(kind)]
    if Stage(now) in ASIDE or WAY.index(Stage(now)) < WAY.index(target):
        return target.value
    return now


@transaction.atomic
def reach(*, partnership: Partnership, stage: str, by, reason: str = "") -> Partnership:
    """Bring a partnership to `stage` as the consequence of something, and return it freshly read.

    Nothing happens when it is there. "Declined" and "dormant" are moves with a `reason`; a stage that lies
    behind is refused by the database, so callers offer only those of `open_stages`.
    """
    row = Partnership._base_manager.select_for_update(no_key=True).get(pk=partnership.pk)
    if row.state == stage:
        return row
    if Stage(stage) in ASIDE:
        move = "decline" if stage == Stage.DECLINED else "rest"
        return row.perform(move, by=by, reason=reason)
    take_step([row], stage, stage, by=by, reason=reason)
    return row


def open_stages(now: str) -> list[Stage]:
    """Return the stages that can be reached from `now` by a contact."""
    steps = {target for source, target in Partnership.lifecycle.following if source == now}
    steps |= {move.target for move in Partnership.lifecycle.moves.values() if now in move.source}
    return [stage for stage in Stage if stage.value in steps and stage != Stage.IDENTIFIED]


def agreement_signed(agreement, *, by, reason=""):
    """Bring every party of a signed agreement to "agreed" on the map of its facility."""
    for party in agreement.parties.select_related("partner"):
        row = put_on_map(partner=party.partner, facility=agreement.facility)
        reach(partnership=row, stage=Stage.AGREED.value, by=by)

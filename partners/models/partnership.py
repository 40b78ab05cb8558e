"""How far a facility has come with a partner: its own view, which no other facility sees."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move
from facilities.models import FacilityOwned
from partners.contact_querysets import PartnershipQuerySet
from partners.models.partner import Partner


class Stage(models.TextChoices):
    IDENTIFIED = "identified", _("Identified")
    CONTACTED = "contacted", _("Contacted")
    VISITED = "visited", _("Visited")
    NEGOTIATING = "negotiating", _("Negotiating")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    DORMANT = "dormant", _("Dormant")


# The way forward; a contact or a signed agreement takes it, and may skip stages.
WAY = (Stage.IDENTIFIED, Stage.CONTACTED, Stage.VISITED, Stage.NEGOTIATING, Stage.AGREED)
ASIDE = (Stage.DECLINED, Stage.DORMANT)


def _steps():
    for index, source in enumerate(WAY):
        yield from ((source.value, target.value) for target in WAY[index + 1 :])
    # What was agreed comes up again when it is to be renewed.
    yield Stage.AGREED.value, Stage.NEGOTIATING.value
    for source in ASIDE:
        yield from ((source.value, target.value) for target in WAY[1:])


PARTNERSHIP_LIFECYCLE = Lifecycle(
    Stage,
    [
        Move(
            "decline",
            _("Record as declined"),
            tuple(stage.value for stage in (*WAY, Stage.DORMANT)),
            "declined",
            "contacts.enter",
            reason=True,
            color="danger",
        ),
        Move(
            "rest",
            _("Set aside"),
            tuple(stage.value for stage in (*WAY, Stage.DECLINED)),
            "dormant",
            "contacts.enter",
            reason=True,
        ),
        Move(
            "resume",
            _("Take up again"),
            tuple(stage.value for stage in ASIDE),
            "identified",
            "contacts.enter",
        ),
    ],
    following=_steps(),
    steps={stage.value: stage.label for stage in WAY[1:]},
)


@track()
class Partnership(FacilityOwned, LifecycleModel):
    """A partner on a facility's map, with the stage it has reached there."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="partnerships", verbose_name=_("partner"), editable=False
    )
    state = models.CharField(
        _("stage"), max_length=12, choices=Stage, default=Stage.IDENTIFIED, editable=False
    )

    lifecycle = PARTNERSHIP_LIFECYCLE
    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner on the map")
        verbose_name_plural = _("partner mapping")
        ordering = ["partner__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "partner"],
                name="partnership_once",
                violation_error_message=_("This partner is on the map already."),
            ),
            models.UniqueConstraint(fields=["id", "facility"], name="partnership_and_facility"),
        ]
        triggers = [PARTNERSHIP_LIFECYCLE.trigger("partnership_state")]

    def __str__(self):
        return str(self.partner)

    def get_absolute_url(self):
        return self.partner.get_absolute_url()

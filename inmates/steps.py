"""What comes next with a person, and everything else that may be done."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.registry import Step, next_step
from core.views.base import Action
from inmates.choices import Custody


def take_in(inmate, user):
    """Next step of who was sent here: the register number."""
    if inmate.custody == Custody.ARRIVING and user.has_perm("inmates.enter"):
        return Step(_("Take in"), reverse("inmates:inmate-receive", args=[inmate.pk]), "check")


def assess(inmate, user):
    """Next step of who was never asked: the interest assessment."""
    if inmate.custody != Custody.HELD or not user.has_perm("assessments.enter"):
        return None
    assessed = getattr(inmate, "is_assessed", None)
    if assessed is None:
        assessed = inmate.assessments.filter(state="final").exists()
    if not assessed:
        url = reverse("inmates:assessment-add", args=[inmate.pk])
        return Step(_assess_label(inmate), url, "clipboard-list")


def _assess_label(inmate) -> str:
    return _("Continue the assessment") if getattr(inmate, "draft", None) else _("Assess interest")


def person_actions(inmate, user) -> list[Action]:
    """Return the next sensible step as the one main button, and the rest for the menu."""
    step = next_step(user, inmate)
    actions = [Action(step.label, step.url, step.icon)] if step else []
    if not user.has_perm("inmates.enter"):
        return actions
    custody = Custody(inmate.custody)
    if custody not in (Custody.ARRIVING, Custody.MERGED):
        edit = reverse("inmates:inmate-edit", args=[inmate.pk])
        actions.append(Action(_("Edit"), edit, "pencil", main=False))
    held = custody == Custody.HELD
    lines = []
    if custody not in (Custody.ARRIVING, Custody.MERGED) and user.has_perm("identity.enter"):
        lines.append((capfirst(_("photo")), "photo-edit", "camera"))
    if held and user.has_perm("assessments.enter") and not (step and step.icon == "clipboard-list"):
        lines.append((_assess_label(inmate), "assessment-add", "clipboard-list"))
    if custody == Custody.ARRIVING:
        lines.append((_("Not here"), "inmate-not-here", "circle-x"))
    if held:
        lines.append((_("Record leave"), "inmate-on-leave", "calendar-event"))
    if custody == Custody.ON_LEAVE:
        lines.append((_("Back from leave"), "inmate-back", "check"))
    if custody in (Custody.HELD, Custody.ON_LEAVE):
        lines += [
            (_("Record transfer"), "inmate-transfer", "send"),
            (_("Record release"), "inmate-release", "logout"),
            (_("Record death"), "inmate-died", "circle-x"),
        ]
    if inmate.is_gone:
        lines.append((_("Admit again"), "inmate-admit", "login"))
    if custody not in (Custody.ARRIVING, Custody.MERGED):
        lines.append((_("Merge with another entry"), "inmate-merge", "switch-horizontal"))
    if custody == Custody.MERGED:
        lines.append((_("Undo the merge"), "inmate-unmerge", "refresh"))
    return actions + [
        Action(label, reverse(f"inmates:{name}", args=[inmate.pk]), icon, main=False, menu=True)
        for label, name, icon in lines
    ]

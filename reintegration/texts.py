"""What is said and written to people after release: nothing in it tells anybody where they were.

The words name the training and its organiser at most, and neither when they hint at custody. Whoever else
takes the call or opens the letter learns that somebody once took part in a training.
"""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from certificates.models import Certificate
from certificates.neutral import telling_word
from certificates.querysets import VALID_STATES

LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class Words:
    """What is said and written in one language; `call` and `letter` are paragraphs."""

    language: str
    call: tuple[str, ...]
    others: tuple[str, ...]
    message: str
    letter: tuple[str, ...]


def training_of(inmate, user) -> tuple[str, str]:
    """Return what somebody learnt last and who organised it, as far as it tells nothing; else ""."""
    rows = Certificate.objects.seen_with(inmate, user).filter(status__state__in=VALID_STATES)
    last = rows.order_by("-issued_on", "-pk").first()
    if last is None:
        return "", ""
    training, organiser = last.snapshot["training"], last.snapshot["issuer"]["name"]
    return ("" if telling_word(training) else training), ("" if telling_word(organiser) else organiser)


def words_for(inmate, user) -> list[Words]:
    """Return the script of the call, the answers to others, a short message and a letter, by language."""
    training, organiser = training_of(inmate, user)
    return [_words(language, inmate.full_name, training, organiser, user.full_name) for language in LANGUAGES]


def _words(language, name, training, organiser, officer) -> Words:
    with translation.override(language):
        what = _("the training %(training)s") % {"training": training} if training else _("a skills training")
        of = _("%(what)s by %(organiser)s") % {"what": what, "organiser": organiser} if organiser else what
        facts = {"name": name, "what": what, "of": of, "officer": officer}
        return Words(
            language=language,
            call=(
                _("Good day, my name is %(officer)s. May I speak with %(name)s?") % facts,
                _("(Go on only when %(name)s is on the phone and can talk freely.)") % facts,
                _("You took part in %(of)s. We ask how our participants are doing. Is this a good moment?")
                % facts,
                _("What do you do now: are you employed, do you have a business, or are you learning?"),
                _("Do you use what you learnt? Roughly how much do you earn in a month?"),
                _("Is there something you need help with: work, tools, capital, papers, selling?"),
                _("May we call again? You may say no at any time, and then we delete your number."),
            ),
            others=(
                _("Somebody else answers: “It is about a training. I will call again, thank you.”"),
                _("“Where are you calling from?” — “From the organiser of a skills training.”"),
                _("Leave no message, no other name of an office, and no number of an office."),
                _("Call from a number that shows no office, and never put it in a group chat."),
            ),
            message=_(
                "Good day %(name)s, this is %(officer)s about %(what)s. How are you doing? "
                "When may I call you?"
            )
            % facts,
            letter=(
                _("Dear %(name)s,") % facts,
                _("You took part in %(of)s. We would like to know how our participants are doing.") % facts,
                _(
                    "Do you work, do you have a business of your own, or are you still learning? Do you use "
                    "what you learnt, and is there something you need help with?"
                ),
                _(
                    "Please call or write to the number below. If you do not want to hear from us any more, "
                    "tell us; we then delete your address."
                ),
                _("With kind regards,"),
            ),
        )

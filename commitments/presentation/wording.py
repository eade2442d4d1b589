"""What changed from an older statement to the newer one that follows it: words, strength, scope and date.

Nothing here queries: links come with both ends, and both ends with their sources (``with_sources``).
"""

from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from commitments.choices import LinkKind, Strength
from commitments.matching.recycled import Stretch, differences, likeness
from commitments.matching.vocabulary import languages, load
from commitments.models import Commitment, Link

SAME_WORDING = 0.4
"""From this likeness on, one statement is read as the other reworded, and the differing words are marked."""
SHOWN_WORDS = 8
_FIRMNESS = {Strength.FIRM: 2, Strength.EXPLORATORY: 1, Strength.PROPOSAL: 0}


@dataclass(frozen=True)
class Change:
    """How the newer statement of ``link`` differs from the older one.

    ``stretches`` are the words of both, marked as kept, gone or new; empty where it is worded anew, and then
    ``recurring`` are the words that still recur. ``is_printed`` tells whether the printed words are compared,
    in ``language``, or the titles of this record, because the printed words of one are not held.
    """

    link: Link
    drifts: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    recurring: tuple[str, ...]
    is_printed: bool
    language: str

    @property
    def is_same_wording(self) -> bool:
        """Whether every word was kept."""
        return bool(self.stretches) and all(stretch.kind == "kept" for stretch in self.stretches)


def change(link: Link, older: Commitment, newer: Commitment) -> Change:
    """Return how ``newer`` differs from ``older``, which ``link`` ties together."""
    before, after = _printed(older), _printed(newer)
    if is_printed := before is not None and after is not None and before[1] == after[1]:
        (earlier, _language), (later, language) = before, after
    else:
        earlier, later, language = older.title, newer.title, translation.get_language() or "en"
    is_reworded = likeness(earlier, later) >= SAME_WORDING
    return Change(
        link,
        drifts=drifts(link, older, newer),
        stretches=tuple(differences(earlier, later)) if is_reworded else (),
        recurring=() if is_reworded else _recurring(earlier, later, language),
        is_printed=is_printed,
        language=language,
    )


def drifts(link: Link, older: Commitment, newer: Commitment) -> tuple[str, ...]:
    """Return in words what became narrower or wider, weaker or firmer, later or earlier.

    The link says it, as its writer judged; what it leaves open is computed from the two records.
    """
    if link.kind == LinkKind.DEPENDS_ON:
        return ()
    strength, due = link.strength_change, link.date_change
    if strength is None:
        strength = _sign(_FIRMNESS[Strength(newer.strength)] - _FIRMNESS[Strength(older.strength)])
    if due is None and older.window_end and newer.window_end:
        due = _sign((older.window_end - newer.window_end).days)
    words = [
        {-1: _("narrower in scope"), 1: _("wider in scope")}.get(link.scope_change or 0),
        _firmness(strength, older, newer),
        {-1: _("due later"), 1: _("due earlier")}.get(due or 0),
    ]
    return tuple(word for word in words if word)


def _firmness(change: int, older: Commitment, newer: Commitment) -> str:
    word = {-1: _("weaker"), 1: _("firmer")}.get(change, "")
    if not word or older.strength == newer.strength:
        return word
    return _("%(word)s (%(before)s → %(after)s)") % {
        "word": word,
        "before": older.get_strength_display().lower(),
        "after": newer.get_strength_display().lower(),
    }


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _printed(commitment: Any) -> tuple[str, str] | None:
    source = next((source for source in commitment.sources.all() if source.is_primary), None)
    if source is None or not source.passage.text:
        return None
    return " ".join(source.passage.text.split()), source.passage.document.language


def _recurring(earlier: str, later: str, language: str) -> tuple[str, ...]:
    vocabulary = load(language if language in languages() else "en")
    kept = set(vocabulary.words(earlier).stems)
    spelt = vocabulary.spellings(later)
    stems = dict.fromkeys(stem for stem in vocabulary.words(later).stems if stem in kept and stem in spelt)
    return tuple(spelt[stem] for stem in stems)[:SHOWN_WORDS]

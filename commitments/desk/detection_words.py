"""The kinds of cues by which detection finds promises, in words: for the desk, and for the method page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.choices import Strength
from commitments.detection import cues
from reports.choices import Language

Text = str | Promise

KINDS: dict[str, Text] = {
    "future": _("Future"),
    "future_passive": _("Future, passive"),
    "future_event": _("Future event"),
    "future_state": _("Future state"),
    "future_effect": _("Future effect"),
    "future_continue": _("Future of something that goes on"),
    "bound": _("Is to do"),
    "scheduled": _("Scheduled or planned"),
    "expected": _("Expected"),
    "agreement": _("Agreed"),
    "commit": _("Committed"),
    "offer": _("Offered, named or appointed"),
    "action_label": _("Label of an action"),
    "step": _("Next step"),
    "explore": _("To explore or consider"),
    "interest": _("Interest or intention"),
    "possibility": _("Possibility"),
    "weak": _("Could or might"),
    "wish": _("Would like to"),
    "hope": _("Hope"),
    "would": _("Would"),
    "propose": _("Proposed or suggested"),
    "request": _("Requested or encouraged"),
    "adjective": _("Such a word as an adjective"),
    "proposal_noun": _("A proposal as a thing"),
    "importance": _("Importance"),
    "need": _("Need"),
    "need_on": _("Need to go on"),
    "recognize": _("Thanks or recognition"),
    "past": _("Past"),
    "ongoing": _("Going on"),
    "state": _("State of things"),
    "now": _("At present"),
    "aim": _("Aim or purpose"),
    "effect": _("Effect"),
    "plan": _("Plan or programme"),
    "continuation": _("Going on as before"),
    "negation": _("Negation"),
    "example": _("Example"),
}


def kind_in_words(kind: str) -> Text:
    """Return the name of a kind of cues."""
    return KINDS.get(kind, kind.replace("_", " "))


@dataclass(frozen=True)
class CueList:
    """The cues of one kind in one language as the data hold them; ``strength`` is empty where they speak for none."""

    kind: Text
    strength: Text
    phrases: tuple[str, ...]


def cue_lists() -> list[tuple[str, Text, list[CueList]]]:
    """Return for each language its code, its name and its cues by kind."""
    speaking = cues.strengths()
    found: list[tuple[str, Text, list[CueList]]] = []
    for code in cues.languages():
        rows = [
            CueList(kind_in_words(kind), Strength(speaking[kind]).label if kind in speaking else "", tuple(phrases))
            for kind, phrases in cues.read(code)["cues"].items()
        ]
        found.append((code, Language(code).label, rows))
    return found

"""What the words of the ledger mean, as the method page prints them and a commitment's page explains them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from commitments.choices import (
    NOT_ASSESSED,
    NOT_DECLARED,
    Basis,
    Completion,
    ExclusionReason,
    Life,
    LinkKind,
    Nature,
    OwnershipRole,
    Round,
    Says,
    Schedule,
    SourceRole,
    Strength,
    WindowKind,
)
from reports.vocabulary import Text, Vocabulary

STRENGTH = Vocabulary(
    "strength",
    _("Strength"),
    _("How firmly does the statement bind?"),
    {
        Strength.FIRM: _("It says that something will be done, was agreed, or is offered."),
        Strength.EXPLORATORY: _("It says that something will be looked into, sought or considered."),
        Strength.PROPOSAL: _("One side or a third party suggests, requests or recommends it."),
    },
)

NATURE = Vocabulary(
    "nature",
    _("Nature"),
    _("Can it be finished?"),
    {
        Nature.ONE_OFF: _("There is an act after which it is done."),
        Nature.CONTINUING: _("It goes on, and can be kept up or left."),
    },
)

WINDOW = Vocabulary(
    "window",
    _("Window"),
    _("By when?"),
    {
        WindowKind.DUE: _("Printed words date the act itself."),
        WindowKind.HORIZON: _("A year only labels a plan; it makes nothing overdue."),
    },
)

OWNERS = Vocabulary(
    "owner",
    _("Owner"),
    _("Who is named, and for what?"),
    {
        OwnershipRole.LEAD: _("Named as the one who will act."),
        OwnershipRole.SUPPORT: _("Named as helping."),
        OwnershipRole.PARTNER: _("Named as counterpart, host or body consulted."),
        OwnershipRole.CONTACT: _("Named as the point of contact."),
    },
)

SOURCES = Vocabulary(
    "source",
    _("Source"),
    _("What is a cited sentence to the commitment?"),
    {
        SourceRole.PROMISE: _("It makes the promise."),
        SourceRole.LEAD_IN: _("It opens the list in which the promise stands, and gives it verb, owner or date."),
        SourceRole.CONTEXT: _("It helps to understand the promise."),
    },
)

EXCLUSIONS = Vocabulary(
    "exclusion",
    _("Reason for setting a sentence aside"),
    _("Why is a sentence in a section of promises no commitment?"),
    {
        ExclusionReason.LEAD_IN: _("It opens a list whose items are commitments themselves."),
        ExclusionReason.CONTEXT: _("It gives background, an aim or an explanation."),
        ExclusionReason.PAST_RESULT: _("It tells of something already done."),
        ExclusionReason.OPINION: _("It gives a view."),
        ExclusionReason.RESTATES_MANDATE: _("It repeats what the group is there for."),
        ExclusionReason.REPEATS_IN_REPORT: _("The same report makes the same statement elsewhere."),
        ExclusionReason.LOST_LIST: _("It opens a list that was lost, and says nothing by itself."),
        ExclusionReason.ASPIRATION: _("It names an importance, a need or a hope without an act."),
    },
)

DECLARED = Vocabulary(
    "declared",
    _("Declared"),
    _("What do the sources say?"),
    {
        Says.STARTED: _("Work has begun."),
        Says.PROGRESS: _("Work has gone on."),
        Says.PARTLY_COMPLETED: _("A part has been done."),
        Says.COMPLETED: _("It has been done."),
        Says.CONCLUDED: _("The topic is closed as satisfied."),
        Says.POSTPONED: _("It was put off."),
        Says.DROPPED: _("It was given up, in explicit words."),
        Says.OBSTRUCTED: _("Something stands in its way."),
        Says.CONTRADICTED: _("What is told does not fit what was promised."),
        Says.MENTIONED: _("It is spoken of; its outcome stays open."),
        Says.NOT_MENTIONED: _("A later report was searched for it in vain."),
    },
)

BASES = Vocabulary(
    "basis",
    _("Basis"),
    _("How surely is the source about this commitment?"),
    {
        Basis.EXPLICIT: _("It names the same act."),
        Basis.STRONG: _("Subject, actors and time leave no reasonable doubt."),
        Basis.WEAK: _("It may be about it; it changes neither badge nor count."),
    },
)

COMPLETION = Vocabulary(
    "completion",
    _("Completion"),
    _("What do we judge?"),
    {
        Completion.NO_EVIDENCE: _("Evidence was looked for and none was found; this is not “not started”."),
        Completion.NOT_STARTED: _("A source shows that nothing has begun."),
        Completion.LIMITED: _("A small part is shown."),
        Completion.SUBSTANTIAL: _("The greater part is shown."),
        Completion.COMPLETE: _("All of it is shown."),
    },
)

ROUNDS = Vocabulary(
    "round",
    _("Round"),
    _("At which stage was it judged?"),
    {
        Round.INTERIM: _("A second reader or the countries may still answer."),
        Round.FINAL: _("After they could."),
    },
)

SCHEDULE = Vocabulary(
    "schedule",
    _("Schedule"),
    _("How does it stand against its window?"),
    {
        Schedule.NO_DATE: _("No date was printed that binds the act."),
        Schedule.NOT_DUE: _("The window is open, with more than ninety days to go."),
        Schedule.DUE_SOON: _("The window closes within ninety days."),
        Schedule.OVERDUE: _("The window has closed and no source tells that it was done."),
        Schedule.DONE_ON_TIME: _("Done within the window."),
        Schedule.DONE_LATE: _("Done after the window."),
    },
)

LIFE = Vocabulary(
    "life",
    _("Place in its series"),
    _("Where is it in the series of statements?"),
    {
        Life.OPEN: _("Nothing has closed it or taken it up."),
        Life.CARRIED_FORWARD: _("A later statement takes it up."),
        Life.SUPERSEDED: _("A later statement takes its place."),
        Life.CLOSED: _("It is done, concluded or dropped."),
        Life.LAPSED: _("Its window has closed and two later reports say nothing of it."),
    },
)

LINKS = Vocabulary(
    "link",
    _("Link"),
    _("How does a commitment follow an earlier one?"),
    {
        LinkKind.CONTINUES: _("It takes the same work further."),
        LinkKind.REPEATS: _("It says the same again; nothing is new."),
        LinkKind.AMENDS: _("It changes scope, strength or date."),
        LinkKind.SUPERSEDES: _("It takes the place of the earlier one."),
        LinkKind.ADOPTS: _("A proposal becomes a promise."),
        LinkKind.SPLITS_FROM: _("It takes up a part of the earlier one."),
        LinkKind.MERGES: _("It joins several earlier ones."),
        LinkKind.DUPLICATES: _("It states what another commitment states."),
        LinkKind.DEPENDS_ON: _("It can only be done if the other one is."),
    },
)

AXES = (DECLARED, COMPLETION, SCHEDULE, LIFE)
VOCABULARIES = (STRENGTH, NATURE, WINDOW, OWNERS, SOURCES, EXCLUSIONS, *AXES, ROUNDS, BASES, LINKS)

_NOTHING = {
    NOT_DECLARED: (_("Nothing declared"), _("No source held here says anything of it.")),
    NOT_ASSESSED: (_("Not assessed"), _("Nobody has judged it here; this is not “not started”.")),
}


@dataclass(frozen=True)
class AxisWords:
    """One of the four axes of a commitment in plain words."""

    name: Text
    question: Text
    word: Text
    meaning: Text


def axis_words(commitment: Any) -> list[AxisWords]:
    """Return the four axes of ``commitment`` (annotated by ``with_status``), or of another that carries them."""
    made = []
    for vocabulary in AXES:
        value = getattr(commitment, vocabulary.slug)
        words = {term: (label, meaning) for term, label, meaning in vocabulary.lines} | _NOTHING
        made.append(AxisWords(vocabulary.name, vocabulary.question, *words[value]))
    return made

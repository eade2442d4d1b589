"""What the review desk shows, put into rows and words before the page is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from commitments.choices import ExclusionReason, OwnershipRole, Strength
from commitments.desk import proposing, reviewing
from commitments.desk.detection_words import kind_in_words
from commitments.detection.model import HORIZON, Named, Proposal, Window
from commitments.invariants import missing_texts
from commitments.models import Commitment
from reports.choices import Country, SectionRole, State
from reports.models import Document, Passage, Report
from reports.querysets import SECTION_PATH

BACK = "review"  # in the address of a commitment's form: saving leads back to the desk
SHORT = 110
NEIGHBOURS = 2
OPEN, ACCEPTED, EXCLUDED, ASKED, ELSEWHERE = "open", "accepted", "excluded", "asked", "elsewhere"


@dataclass
class Row:
    """One sentence of the list: where it stands, how it stands, and in which words."""

    passage: Passage
    number: int
    state: str
    words: str
    short: str
    address: str
    score: int | None = None
    is_current: bool = False


@dataclass(frozen=True)
class Progress:
    """How many sentences of the sections of promises are decided, and how."""

    total: int
    claimed: int
    reasons: list[tuple[ExclusionReason, int]]
    asked: int
    elsewhere: int
    wordless: int

    @property
    def excluded(self) -> int:
        """How many are set aside."""
        return sum(count for _reason, count in self.reasons)

    @property
    def decided(self) -> int:
        """How many need no decision any more."""
        return self.claimed + self.excluded + self.elsewhere

    @property
    def left(self) -> int:
        """How many are undecided."""
        return self.total - self.decided


class Desk:
    """The sentences of one document: those of its sections of promises in reading order, and what is proposed elsewhere."""

    def __init__(self, report: Report, document: Document) -> None:
        self.report = report
        self.document = document
        self.proposals = proposing.proposals(document)
        self.decisions = reviewing.decisions(document)
        self.passages: list[Passage] = list(
            Passage.objects.filter(document=document).select_related(*SECTION_PATH).order_by("start")
        )
        for passage in self.passages:
            passage.document = document
        self.promises = [row for row in self.passages if row.section.role == SectionRole.PROMISES]
        others = [row for row in self.passages if row.section.role != SectionRole.PROMISES]
        self.elsewhere = sorted(
            (row for row in others if self._is_proposed(row) or row.pk in self.decisions.claims),
            key=lambda row: (-self._score(row), row.start),
        )

    def _is_proposed(self, passage: Passage) -> bool:
        proposal = self.proposals.get(passage.start)
        return proposal is not None and proposing.is_proposed(proposal)

    def _score(self, passage: Passage) -> float:
        proposal = self.proposals.get(passage.start)
        return proposal.score if proposal is not None else 0.0

    def at(self, start: int | None) -> Passage | None:
        """Return the sentence that begins at ``start``; without one the first undecided, else the first."""
        found = next((row for row in self.passages if row.start == start), None)
        return found or self.next_undecided(None) or next(iter(self.promises), None)

    def next_undecided(self, after: Passage | None) -> Passage | None:
        """Return the next sentence to decide behind ``after``, from the top again behind the last; None where none is left.

        Behind a sentence of another section it is the next one proposed elsewhere.
        """
        rows = self.elsewhere if after is not None and after in self.elsewhere else self.promises
        place = rows.index(after) + 1 if after is not None and after in rows else 0
        around = [*rows[place:], *rows[:place]]
        return next((row for row in around if row != after and not self.decisions.is_decided(row)), None)

    def beside(self, passage: Passage, step: int) -> Passage | None:
        """Return the sentence one step before or behind in the list that ``passage`` stands in; None at its end."""
        rows = self.elsewhere if passage in self.elsewhere else self.promises
        place = rows.index(passage) + step if passage in rows else -1
        return rows[place] if 0 <= place < len(rows) else None

    def following(self, passage: Passage) -> Passage | None:
        """Return the undecided sentence that stands next in the same section, with which ``passage`` may be joined."""
        rows = self.passages
        place = rows.index(passage) + 1
        found = rows[place] if place < len(rows) else None
        is_fit = found is not None and found.section_id == passage.section_id and not self.decisions.is_decided(found)
        return found if is_fit else None

    def neighbours(self, passage: Passage) -> tuple[list[Passage], list[Passage]]:
        """Return the sentences printed before and behind ``passage``."""
        place = self.passages.index(passage)
        return self.passages[max(0, place - NEIGHBOURS) : place], self.passages[place + 1 : place + 1 + NEIGHBOURS]

    def address(self, passage: Passage | None) -> str:
        """Return where the desk shows ``passage``; the desk itself without one."""
        return address(self.report, self.document, passage)

    def state_of(self, passage: Passage) -> str:
        """Return how the sentence stands."""
        if passage.pk in self.decisions.claims:
            return ACCEPTED
        if passage.pk in self.decisions.exclusions:
            return EXCLUDED
        if passage.fingerprint in self.decisions.elsewhere:
            return ELSEWHERE
        return ASKED if passage.pk in self.decisions.questions else OPEN

    def words_of(self, passage: Passage) -> str:
        """Return how the sentence stands, in words."""
        state = self.state_of(passage)
        if state == ACCEPTED:
            return ", ".join(source.commitment.reference for source in self.decisions.claims[passage.pk])
        if state == EXCLUDED:
            return str(ExclusionReason(self.decisions.exclusions[passage.pk].reason).label)
        words = {ELSEWHERE: _("Decided in another capture"), ASKED: _("In question"), OPEN: _("Undecided")}
        return words[state]

    def sections(self, current: Passage | None) -> list[tuple[Any, list[Row]]]:
        """Return the sentences of the sections of promises by section, in reading order."""
        rows = self._rows(self.promises, current)
        return [(section, list(found)) for section, found in groupby(rows, lambda row: row.passage.section)]

    def proposed_elsewhere(self, current: Passage | None) -> list[Row]:
        """Return the sentences of other sections that are proposed or accepted, the surest first."""
        rows = self._rows(self.elsewhere, current)
        for row in rows:
            row.score = round(100 * self._score(row.passage))
            row.words = _("Proposed") if row.state == OPEN else row.words
        return rows

    def _rows(self, passages: Sequence[Passage], current: Passage | None) -> list[Row]:
        return [
            Row(
                passage,
                number,
                self.state_of(passage),
                self.words_of(passage),
                Truncator(" ".join(passage.text.split())).chars(SHORT) or f"{passage.start}–{passage.end}",
                self.address(passage),
                is_current=passage == current,
            )
            for number, passage in enumerate(passages, start=1)
        ]

    @cached_property
    def progress(self) -> Progress:
        """How far the desk is."""
        states = Counter(self.state_of(passage) for passage in self.promises)
        reasons = Counter(
            self.decisions.exclusions[row.pk].reason for row in self.promises if self.state_of(row) == EXCLUDED
        )
        return Progress(
            total=len(self.promises),
            claimed=states[ACCEPTED],
            reasons=[(reason, reasons[reason.value]) for reason in ExclusionReason if reasons[reason.value]],
            asked=states[ASKED],
            elsewhere=states[ELSEWHERE],
            wordless=len(self.wordless),
        )

    @cached_property
    def wordless(self) -> list[Passage]:
        """The sentences with a draft that lacks its title or summary in a language, in reading order."""
        return [
            row
            for row in self.passages
            if any(
                source.is_primary and any(missing_texts(source.commitment))
                for source in self.decisions.claims.get(row.pk, ())
                if source.commitment.state == State.DRAFT
            )
        ]


def address(report: Report, document: Document, passage: Passage | None) -> str:
    """Return the address of the desk at ``passage``."""
    at = f"&at={passage.start}#current" if passage is not None else ""
    return f"{reverse('review:desk', args=[report.year])}?document={document.slug}{at}"


def documents(report: Report) -> list[Document]:
    """Return the captures of ``report`` that may be reviewed, drafts first, without their texts."""
    rows = Document.objects.filter(report=report).exclude(state=State.WITHDRAWN).defer("text").order_by("slug")
    return sorted(rows, key=lambda row: row.state != State.DRAFT)


def segments(document: Document, passage: Passage, proposal: Proposal | None) -> list[tuple[str, str]]:
    """Return the words of ``passage`` in pieces, each with the kind of the cue that it is, "" for the rest."""
    if not document.text:
        return [(passage.text, "")] if passage.text else []
    pieces, at = [], passage.start
    for cue in sorted(proposal.cues if proposal else (), key=lambda cue: cue.start):
        if cue.start < at:
            continue
        pieces += [(document.text[at : cue.start], ""), (document.text[cue.start : cue.end], cue.kind)]
        at = cue.end
    return [piece for piece in [*pieces, (document.text[at : passage.end], "")] if piece[0]]


def facts(proposal: Proposal, language: str) -> list[tuple[str, str, str]]:
    """Return what is proposed, in lines of name, words and the language of printed words ("" for our own)."""
    rows = [
        (_("Score"), f"{round(100 * proposal.score)} %", ""),
        (_("Strength"), str(Strength(proposal.strength).label), ""),
        (_("Who must act"), ", ".join(str(Country(code).label) for code in proposal.parties), ""),
        (_("Owners"), "; ".join(_named(owner) for owner in proposal.owners), ""),
        (_("Proposed by"), _named(proposal.proposer) if proposal.proposer else "", ""),
        (_("Window"), _window(proposal.window), ""),
        (_("Deliverables as printed"), "; ".join(proposal.deliverables), language),
        (_("Cues"), "; ".join(f"{kind_in_words(cue.kind)}: “{cue.text}”" for cue in proposal.cues), ""),
    ]
    return [row for row in rows if row[1]]


def _named(named: Named) -> str:
    name = named.name if named.key else _("%(name)s (not in the directory)") % {"name": named.name}
    return f"{name} – {OwnershipRole(named.role).label}" if named.role not in ("lead", "proposer") else name


def _window(window: Window | None) -> str:
    if window is None:
        return ""
    days = " – ".join(date_format(day) for day in (window.start, window.end) if day is not None)
    words = f"“{window.text}”" + (f" ({days})" if days else "")
    return _("%(words)s, only labels a plan") % {"words": words} if window.kind == HORIZON else words


def deciders(commitments: Sequence[Commitment]) -> dict[int, str]:
    """Return who made each of ``commitments``, by primary key."""
    history: Any = Commitment.history  # type: ignore[attr-defined]
    rows = history.filter(Q(history_type="+"), id__in=[row.pk for row in commitments]).select_related("history_user")
    return {row.id: _who(row) for row in rows}


def _who(row: Any) -> str:
    user = row.history_user
    return (user.get_full_name() or user.get_username()) if user else (row.history_change_reason or "—")

"""What detection proposes for the sentences of a document that is held here, and what a draft takes over from it.

Computed from the text, the outline as corrected and the directory; cached by all of these, so never stale, and
never stored with what people decide. Decisions are no input.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.cache import cache as shared_cache
from django.utils.translation import gettext, gettext_noop, override

from commitments.choices import Nature, Strength, WindowPrecision
from commitments.desk.detecting import knowledge
from commitments.detection import Calendar, detect
from commitments.detection.actions import weights
from commitments.detection.model import GROUP, ORGANIZATION, PERSON, Named, Proposal
from commitments.measuring.measured import version_of
from commitments.models import Ownership, Theme
from reports.choices import Country, Language
from reports.models import Document, Organization, Passage, Person, Section, WorkingGroup

_KEPT_SECONDS = 7 * 24 * 60 * 60
PROGRAM = Path(__file__).parent.parent / "detection"
_CONTINUING = frozenset({"future_continue", "continuation", "need_on"})
WINDOW_READING = gettext_noop("Read by the program as: %(precision)s.")
_BODIES: dict[str, tuple[type[Any], str]] = {
    ORGANIZATION: (Organization, "slug"),
    GROUP: (WorkingGroup, "code"),
    PERSON: (Person, "slug"),
}


@dataclass(frozen=True)
class _Section:
    heading: str
    role: str
    working_group: str | None
    parent: int | None


@dataclass(frozen=True)
class _Passage:
    start: int
    end: int
    section: int
    item: int | None


@dataclass(frozen=True)
class _Printed:
    sections: Sequence[_Section]
    passages: Sequence[_Passage]


def is_proposed(proposal: Proposal) -> bool:
    """Whether detection takes the sentence for a promise; it says something of most others too, with a lower score."""
    return proposal.score >= weights().threshold


def proposals(document: Document) -> dict[int, Proposal]:
    """Return what detection says of each sentence, by the offset of its start; nothing where the text is not held.

    Needs the report with its meeting.
    """
    if not document.text:
        return {}
    printed, known, calendar = _printed(document), knowledge(), _calendar(document)
    material = [
        version_of(PROGRAM),
        document.sha256,
        document.language,
        repr(printed),
        repr(calendar),
        repr(known.directory.bodies),
        {slug: sorted(words) for slug, words in known.themes.items()},
    ]
    key = f"proposals:{hashlib.sha256(json.dumps(material).encode()).hexdigest()}"
    found: dict[int, Proposal] | None = shared_cache.get(key)
    if found is None:
        rows = detect(
            document.text,
            printed,
            language=document.language,
            calendar=calendar,
            directory=known.directory,
            themes=known.themes,
            least=0.0,
        )
        found = {row.start: row for row in rows}
        shared_cache.set(key, found, _KEPT_SECONDS)
    return found


def _printed(document: Document) -> _Printed:
    sections = list(Section.objects.filter(document=document).select_related("working_group").order_by("order"))
    places = {section.pk: index for index, section in enumerate(sections)}
    passages = Passage.objects.filter(document=document).order_by("start")
    return _Printed(
        [
            _Section(
                section.heading,
                section.role,
                _name(section.working_group) if section.working_group else None,
                places[section.parent_id] if section.parent_id else None,
            )
            for section in sections
        ],
        [
            _Passage(start, end, places[section], item)
            for start, end, section, item in passages.values_list("start", "end", "section", "item")
        ],
    )


def _name(group: WorkingGroup) -> str:
    """The name by which detection finds the group: in English, whatever language the reader has."""
    with override(Language.EN):
        return group.name


def _calendar(document: Document) -> Calendar:
    report = document.report
    if report is None:
        return Calendar()
    meeting = report.meeting
    return Calendar(report.year, meeting.ends_on, meeting.edition) if meeting else Calendar(report.year)


def described(proposal: Proposal | None) -> dict[str, Any]:
    """Return the fields of a draft commitment that a proposal fills; firm and of both countries where there is none.

    Title and summary are not among them: these are in our own words.
    """
    if proposal is None:
        return {
            "strength": Strength.FIRM,
            "nature": Nature.ONE_OFF,
            "must_canada_act": True,
            "must_mexico_act": True,
        }
    kinds = {cue.kind for cue in proposal.cues}
    return {
        "strength": proposal.strength,
        "nature": Nature.CONTINUING if kinds & _CONTINUING else Nature.ONE_OFF,
        "must_canada_act": Country.CA in proposal.parties or not proposal.parties,
        "must_mexico_act": Country.MX in proposal.parties or not proposal.parties,
        "theme": Theme.objects.filter(slug__in=proposal.themes[:1]).first(),
        **_window(proposal),
        **_proposer(proposal),
    }


def _window(proposal: Proposal) -> dict[str, Any]:
    window = proposal.window
    if window is None:
        return {}
    readings = {}
    for language in Language.values:
        with override(language):
            label = WindowPrecision(window.precision).label
            readings[f"window_reading_{language}"] = gettext(WINDOW_READING) % {"precision": label}
    return {
        "window_kind": window.kind,
        "window_text": " ".join(window.text.split())[:120],
        "window_start": window.start,
        "window_end": window.end,
        "window_precision": window.precision,
        **readings,
    }


def _proposer(proposal: Proposal) -> dict[str, Any]:
    named = proposal.proposer
    if named is None or proposal.strength != Strength.PROPOSAL:
        return {}
    if named.key in Country.values:
        return {"proposer_party": named.key}
    row = _body(named)
    return {f"proposer_{named.kind}": row} if row is not None else {}


def owners(proposal: Proposal | None) -> list[Ownership]:
    """Return the owners that a proposal names and the directory knows, each once in its role, of no commitment yet."""
    found: dict[tuple[str, str, str], Ownership] = {}
    for named in proposal.owners if proposal is not None else ():
        row = _body(named)
        if row is not None and named.key:
            found[named.kind, named.key, named.role] = Ownership(role=named.role, **{named.kind: row})
    return list(found.values())


def _body(named: Named) -> Any:
    model, key = _BODIES.get(named.kind, (None, ""))
    return model._base_manager.filter(**{key: named.key}).first() if model is not None and named.key else None

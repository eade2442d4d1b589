"""The role and the working group that each section of a reading will have in the library."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.group_names import GroupNames
from reports.models import Passage, Report, WorkingGroup
from reports.reading.reading import Reading


@dataclass(frozen=True)
class SectionCorrection:
    """What a person says of one section; None where the reading is right. ``group`` is a code, "" for no group."""

    role: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class Corrections:
    """What a person says against the reading: of sections, by their index in it, and of the document."""

    sections: Mapping[int, SectionCorrection] = field(default_factory=dict)
    year: int | None = None
    language: str | None = None


@dataclass(frozen=True)
class PlannedSection:
    """The role and the group that a section of the reading will have."""

    role: str
    group: WorkingGroup | None


def known_passages(report: Report | None, language: str | None) -> list[Passage]:
    """Return the known passages of a report in one language, capture by capture, the first one first."""
    if report is None:
        return []
    rows = Passage.objects.filter(document__report=report, document__language=language)
    return list(rows.order_by("document__pk", "start").select_related("section__working_group"))


def planned_sections(
    reading: Reading, names: GroupNames, corrections: Corrections, report: Report | None, language: str | None
) -> tuple[tuple[PlannedSection, ...], tuple[str, ...]]:
    """Return the role and group of every section, and the names of the chapters whose group is not known.

    What is corrected at the heading of a chapter or above sub-headings holds for what stands below it too.
    """
    groups, unknown = _groups_of_chapters(reading, names, corrections, report, language)
    planned: list[PlannedSection] = []
    for index, section in enumerate(reading.sections):
        said = corrections.sections.get(index, SectionCorrection())
        role = section.role
        if section.parent is not None and section.parent in corrections.sections:
            role = planned[section.parent].role
        group = groups.get(section.working_group or "")
        if said.group is not None:
            group = names.by_code(said.group)
        planned.append(PlannedSection(said.role or role, group))
    return tuple(planned), unknown


def _groups_of_chapters(
    reading: Reading, names: GroupNames, corrections: Corrections, report: Report | None, language: str | None
) -> tuple[dict[str, WorkingGroup | None], tuple[str, ...]]:
    """The group of each chapter: as corrected at its heading, by its name, else that of most of its known passages."""
    groups: dict[str, WorkingGroup | None] = {}
    starts = {start: name for name, start in reading.working_groups}
    corrected: set[str] = set()
    for index, section in enumerate(reading.sections):
        code = corrections.sections.get(index, SectionCorrection()).group
        if section.start in starts and code is not None:
            groups[starts[section.start]] = names.by_code(code)
            corrected.add(starts[section.start])
    votes = _votes(reading, report, language)
    for name, _start in reading.working_groups:
        if name not in corrected:
            groups[name] = names.find(name) or votes.get(name)
    unknown = tuple(name for name, group in groups.items() if group is None and name not in corrected)
    return groups, unknown


def _votes(reading: Reading, report: Report | None, language: str | None) -> dict[str, WorkingGroup]:
    group_of = {
        p.fingerprint: p.section.working_group for p in known_passages(report, language) if p.section.working_group
    }
    votes: dict[str, Counter[WorkingGroup]] = defaultdict(Counter)
    for passage in reading.passages:
        chapter, group = reading.sections[passage.section].working_group, group_of.get(passage.fingerprint)
        if chapter and group is not None:
            votes[chapter][group] += 1
    return {chapter: counted.most_common(1)[0][0] for chapter, counted in votes.items()}

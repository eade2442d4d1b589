"""``manage.py evaluate_reading``: how well a report is read, against labels made by hand or the curated record."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from reports.choices import AppointmentRole
from reports.models import Appointment, Document, Gap, Meeting, Passage, Report, Section
from reports.reading.evaluation import (
    LabelledGap,
    LabelledMeeting,
    LabelledPerson,
    LabelledSection,
    Labels,
    Score,
    evaluate,
    labels_from_json,
)
from reports.reading.language import languages
from reports.reading.reading import Unreadable, read


class Command(BaseCommand):
    """Exits 0 with a table of scores, 2 where the text or the labels cannot be read."""

    help = "Read a report and print how well the reading agrees with labels made by hand, or with the curated record."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the text and what to compare it with."""
        parser.add_argument("text", type=Path, help="The report: text, web page, PDF or DOCX.")
        parser.add_argument("labels", type=Path, nargs="?", help="Labels in JSON, in the form of labels/2021.json.")
        parser.add_argument("--record", type=int, metavar="YEAR", help="Take the record of this year as the labels.")
        parser.add_argument("--language", choices=languages(), help="Read by the rules of this language.")
        parser.add_argument("--json", action="store_true", help="Print JSON only.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, compare, print."""
        source: Path = options["text"]
        if options["labels"] is None and options["record"] is None:
            raise CommandError("Give a file of labels, or --record YEAR.", returncode=2)
        try:
            captured = source.read_bytes()
            reading = read(captured, source.name, language=options["language"])
        except OSError as error:
            raise CommandError(f"The file {source} cannot be opened: {error.strerror}.", returncode=2) from error
        except Unreadable as error:
            raise CommandError(str(error), returncode=2) from error
        tables: dict[str, tuple[Score, ...]] = {}
        if options["labels"] is not None:
            tables[options["labels"].name] = evaluate(reading, _labels_of_file(options["labels"]))
        if options["record"] is not None:
            document = _document(options["record"], hashlib.sha256(captured).hexdigest())
            tables[f"record of {options['record']}"] = evaluate(reading, labels_of_record(document))
        if options["json"]:
            answer = {name: [_as_json(score) for score in scores] for name, scores in tables.items()}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        for name, scores in tables.items():
            self._tell(f"{source.name} against {name}", scores)

    def _tell(self, title: str, scores: tuple[Score, ...]) -> None:
        self.stdout.write(title)
        width = max(len(score.name) for score in scores)
        for score in scores:
            share = (
                "no labels" if score.share is None else f"{score.right} of {score.labelled}, {100 * score.share:.1f} %"
            )
            beyond = f"; {len(score.false)} read beyond the labels" if score.false else ""
            self.stdout.write(f"  {score.name:{width}}  {share}{beyond}")
            for miss in score.misses:
                self.stdout.write(f"    missed  {miss}")
            for false in score.false:
                self.stdout.write(f"    beyond  {false}")


def labels_of_record(document: Document) -> Labels:
    """Return what the curated record says of ``document``: its sections, co-chairs, annual meetings, passages and gaps."""
    sections = list(Section.objects.filter(document=document).select_related("working_group").order_by("order"))
    chapters = _chapters(sections)
    people = Appointment.objects.filter(document=document).exclude(role=AppointmentRole.PARTICIPANT)
    return Labels(
        chapters=tuple(chapters.values()),
        sections=tuple(
            LabelledSection(section.start, frozenset({section.role}), section.heading) for section in sections
        ),
        people=tuple(
            LabelledPerson(
                chapters.get(person.group.parent_id or person.group.pk) if person.group else None,
                person.name_as_printed,
                person.title_as_printed or None,
                person.organization_as_printed or None,
                person.side,
            )
            for person in people.select_related("group").order_by("start")
        ),
        meetings=tuple(
            LabelledMeeting(meeting.edition, None, meeting.starts_on, meeting.ends_on, has_printed_edition=False)
            for meeting in _meetings(document)
        ),
        facts=_facts(document.report),
        quotes=tuple(
            (f"{start}-{end}", start, end)
            for start, end in Passage.objects.filter(document=document).order_by("start").values_list("start", "end")
        ),
        gaps=tuple(
            LabelledGap(frozenset({kind}), start, end)
            for kind, start, end in Gap.objects.filter(document=document).values_list("kind", "start", "end")
        ),
    )


def _meetings(document: Document) -> QuerySet[Meeting]:
    """The meetings that the document is cited for, up to its own: of a later one it prints no day."""
    meetings = Meeting.objects.filter(passages__document=document).distinct().order_by("starts_on")
    own = document.report.meeting if document.report else None
    return meetings.filter(starts_on__lte=own.ends_on) if own else meetings


def _chapters(sections: list[Section]) -> dict[int, str]:
    """The first heading of each group is that of its chapter."""
    chapters: dict[int, str] = {}
    for section in sections:
        if section.working_group_id is not None:
            chapters.setdefault(section.working_group_id, section.heading)
    return chapters


def _facts(report: Report | None) -> dict[str, Any]:
    meeting = report.meeting if report else None
    if report is None or meeting is None:
        return {}
    return {"year": report.year, "start": meeting.starts_on, "end": meeting.ends_on, "host": meeting.host}


def _document(year: int, sha256: str) -> Document:
    document = Document.objects.filter(report__year=year, sha256=sha256).select_related("report__meeting").first()
    if document is None:
        raise CommandError(
            f"The record of {year} cites another capture than this file; its offsets do not hold here.", returncode=2
        )
    return document


def _labels_of_file(path: Path) -> Labels:
    try:
        return labels_from_json(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CommandError(f"The file {path} cannot be opened: {error.strerror}.", returncode=2) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(f"The file {path} does not hold labels of this form: {error}.", returncode=2) from error


def _as_json(score: Score) -> dict[str, Any]:
    return {
        "name": score.name,
        "right": score.right,
        "labelled": score.labelled,
        "share": score.share,
        "misses": list(score.misses),
        "read": score.read,
        "false": list(score.false),
    }

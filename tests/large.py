"""A record of many commitments with five years of history: as varied and as long-winded as the curated one, and quick to make.

Drawn by a fixed seed: the first rows are the same in a record of any size.
"""

from datetime import date
from random import Random

from commitments import models
from commitments.choices import (
    AssessedParty,
    Basis,
    Completion,
    LinkKind,
    Nature,
    OwnershipRole,
    Round,
    Says,
    SourceRole,
    Strength,
    Tag,
    WindowKind,
    WindowPrecision,
)
from reports.choices import Country, GroupReportStatus, SectionRole, State
from reports.models import Passage
from tests import factories
from tests.bulk import Rows

YEARS = (2001, 2002, 2003, 2004, 2005)
GROUPS = 10
THEMES = 8
SEED = (
    2190  # its very first promise is owned, judged, taken up by the next two reports: a page of it shows all there is
)
SILENT = ((2003, 8), (2005, 9))  # where a group has no chapter, the partnership as a whole promises
SAYS = {
    Says.PROGRESS: 50,
    Says.MENTIONED: 22,
    Says.COMPLETED: 8,
    Says.CONCLUDED: 6,
    Says.STARTED: 5,
    Says.PARTLY_COMPLETED: 4,
    Says.POSTPONED: 2,
    Says.OBSTRUCTED: 1,
    Says.CONTRADICTED: 1,
    Says.DROPPED: 1,
}
KINDS = {
    LinkKind.CONTINUES: 70,
    LinkKind.REPEATS: 12,
    LinkKind.AMENDS: 8,
    LinkKind.SUPERSEDES: 4,
    LinkKind.SPLITS_FROM: 3,
    LinkKind.MERGES: 3,
}
COMPLETIONS = {Completion.LIMITED: 40, Completion.SUBSTANTIAL: 40, Completion.COMPLETE: 15, Completion.NOT_STARTED: 5}
PARTIES = {(AssessedParty.JOINT,): 70, (AssessedParty.CA, AssessedParty.MX): 20, (AssessedParty.MX,): 10}
BASES = {Basis.EXPLICIT: 75, Basis.STRONG: 18, Basis.WEAK: 7}
WINDOWS = {
    (WindowPrecision.NONE, None): 70,
    (WindowPrecision.YEAR, WindowKind.DUE): 10,
    (WindowPrecision.YEAR, WindowKind.HORIZON): 11,
    (WindowPrecision.MONTH, WindowKind.DUE): 9,
}
ACTS = ("Measure", "Compare", "Publish", "Share", "Review", "Train staff on", "Set up")
THINGS = ("tide tables", "fish stocks", "harbour dues", "student exchanges", "mine closures", "seed lists")
PLACES = ("on both coasts", "with the northern provinces", "with six border states", "for small firms")
WORDS = (
    "They met twice and named a lead on each side; what remains is the budget, and who keeps the figures after that. ",
    "A first table was sent round; it has gaps. ",
)


def make_history(size):
    """Make ``size`` commitments of ten groups (or of the whole partnership) in five reports, each with all that hangs on it.

    Every fifth in number is of the same report; those of five reports that follow one another are of one group, and
    often continue each other.
    """
    record = _Record()
    for number in range(size):
        record.promise(number)
    for rows in record.tables:
        rows.write()


class _Record:
    """The rows of the record while they are drawn."""

    def __init__(self):
        self.random = Random(SEED)
        self._make_library()
        self.passages = Rows(
            Passage, "document_id", "section_id", "order", "paragraph", "start", "end", "fingerprint", "text"
        )
        self.commitments = Rows(
            models.Commitment,
            *("reference", "report_id", "working_group_id", "theme_id", "promised_on", "strength", "nature"),
            *("title", "summary", "condition", "is_verifiable", "must_canada_act", "must_mexico_act", "search_text"),
            *("proposer_party", "proposer_organization_id", "state", "window_kind", "window_text", "window_start"),
            *("window_end", "window_precision", "window_reading"),
        )
        self.sources = Rows(
            models.CommitmentSource, "commitment_id", "passage_id", "role", "is_primary", "start", "end"
        )
        self.owners = Rows(models.Ownership, "commitment_id", "organization_id", "group_id", "person_id", "role")
        self.tags = Rows(models.CommitmentTag, "commitment_id", "tag")
        self.deliverables = Rows(models.Deliverable, "commitment_id", "order", "text")
        self.joint = Rows(models.Commitment.joint_groups.through, "commitment_id", "workinggroup_id")
        written = ("state", "recorded_at", "recorded_by_name", "corrects_id")
        self.updates = Rows(
            models.Update,
            *("key", "commitment_id", "deliverable_id", "says", "basis", "effective_on", "passage_id"),
            *("address", "retrieved_on", "stated_by_id", "searched_id", "note", *written),
        )
        self.guidelines = Rows(
            models.Guideline, "key", "commitment_id", "complete", "partial", "not_started", "proof", *written
        )
        self.verdicts = Rows(
            models.Assessment,
            *("key", "commitment_id", "guideline_id", "round", "party", "completion", "reason", "searched_until"),
            *("effective_on", *written),
        )
        self.evidence = Rows(models.AssessmentEvidence, "assessment_id", "update_id")
        self.links = Rows(models.Link, "key", "newer_id", "older_id", "kind", "basis", "rationale", *written)
        self.tables = [rows for rows in vars(self).values() if isinstance(rows, Rows)]
        self.before = None  # the commitment of the report before in the same line, as key and group

    def _make_library(self):
        self.documents = {year: factories.DocumentFactory(report__year=year) for year in YEARS}
        self.groups = [factories.WorkingGroupFactory(code=f"G{number:02d}") for number in range(GROUPS)]
        self.offices = [factories.OrganizationFactory(slug=f"owner-{number}") for number in range(GROUPS)]
        self.people = [factories.PersonFactory(slug=f"person-{number}") for number in range(GROUPS)]
        self.themes = [factories.ThemeFactory(slug=f"theme-{number}") for number in range(THEMES)]
        self.sections = {}
        for year, document in self.documents.items():
            for number, group in [*enumerate(self.groups), (None, None)]:
                if (year, number) in SILENT:
                    status = GroupReportStatus.DID_NOT_MEET
                else:
                    status = GroupReportStatus.CHAPTER
                    for role in (SectionRole.PROMISES, SectionRole.RESULTS):
                        self.sections[year, number, role] = factories.section_of(document, group, role).pk
                if group:
                    factories.GroupReportFactory(report=document.report, group=group, status=status)
            factories.SessionFactory(group=self.groups[0], meeting=document.report.meeting)
            factories.AppointmentFactory(group=self.groups[0], report=document.report, organization=self.offices[0])

    def promise(self, number):
        """Draw one commitment, and all that became of it."""
        draw = self.random
        year, group = YEARS[number % len(YEARS)], number // len(YEARS) % GROUPS
        if (year, group) in SILENT:
            group = None
        code = "CMP" if group is None else f"G{group:02d}"
        reference = f"CMP-{year}-{code}-{number:05d}"
        what = f"{draw.choice(THINGS)} {number} {draw.choice(PLACES)}"
        title = f"{draw.choice(ACTS)} {what}"
        summary = (
            f"Both ministries will look at {what}, name who leads on each side, and tell each other and the "
            "co-chairs what they found, so that the groups can decide on further steps."
        )
        strength = self._drawn({Strength.FIRM: 59, Strength.EXPLORATORY: 26, Strength.PROPOSAL: 15})
        is_named = strength == Strength.PROPOSAL and draw.random() < 0.3
        acting = self._drawn({(True, True): 80, (True, False): 8, (False, True): 12})
        pk = self.commitments.add(
            reference,
            self.documents[year].report_id,
            None if group is None else self.groups[group].pk,
            self._theme(group),
            f"{year}-11-21",
            strength.value,
            draw.choice([Nature.ONE_OFF.value, Nature.ONE_OFF.value, Nature.CONTINUING.value]),
            title,
            summary,
            "If both sides find the money for it" if draw.random() < 0.1 else "",
            draw.random() < 0.8,
            *acting,
            f"{reference} {title} {summary} {title} (fr) {summary} (fr) {title} (es) {summary} (es)".lower(),
            draw.choice(Country.values) if is_named and number % 2 else "",
            draw.choice(self.offices).pk if is_named and not number % 2 else None,
            State.PUBLISHED.value,
            *self._window(year),
        )
        self._describe(
            pk, number, year, group, f"{title}: both sides will work on this and report at the next meeting."
        )
        deliverables = [
            self.deliverables.add(pk, order, f"A list of {what}")
            for order in range(1, self._drawn({1: 70, 2: 20, 3: 10}) + 1)
        ]
        self._told(pk, reference, year, group, deliverables)
        if year == YEARS[0]:
            self.before = None
        if self.before and draw.random() < 0.4:
            self.links.add(
                *(f"{reference}-L1", pk, self.before, self._drawn(KINDS).value, self._drawn(BASES).value),
                f"Both speak of {what}.",
                *_written(year),
            )
        self.before = pk

    def _theme(self, group):
        """Return mostly the group's own theme."""
        kind = self._drawn({"own": 70, "any": 20, "none": 10})
        if kind == "none":
            return None
        return (
            self.themes[group % THEMES] if kind == "own" and group is not None else self.random.choice(self.themes)
        ).pk

    def _describe(self, pk, number, year, group, words):
        draw = self.random
        primary, start = self._passage(year, group, SectionRole.PROMISES, f"{words} {WORDS[number % 2]}")
        part = (start, start + len(words)) if draw.random() < 0.1 else (None, None)
        self.sources.add(pk, primary, SourceRole.PROMISE.value, True, *part)
        for role, share in ((SourceRole.LEAD_IN, 0.35), (SourceRole.CONTEXT, 0.15)):
            if draw.random() < share:
                passage, _start = self._passage(year, group, SectionRole.PROMISES, f"In the coming year, {WORDS[0]}")
                self.sources.add(pk, passage, role.value, False, None, None)
        roles = (OwnershipRole.LEAD, OwnershipRole.PARTNER, OwnershipRole.SUPPORT)
        first = draw.randrange(GROUPS)
        for place, role in enumerate(roles[: self._drawn({0: 25, 1: 45, 2: 22, 3: 8})]):
            kind = self._drawn({0: 75, 1: 20, 2: 5})
            one = (self.offices, self.groups, self.people)[kind][(first + place) % GROUPS].pk
            self.owners.add(pk, *(one if kind == other else None for other in range(3)), role.value)
        for tag in draw.sample(Tag.values, self._drawn({0: 65, 1: 28, 2: 7})):
            self.tags.add(pk, tag)
        if draw.random() < 0.03:
            self.joint.add(pk, self.groups[((group or 0) + 1) % GROUPS].pk)

    def _told(self, pk, reference, year, group, deliverables):
        """Draw a word or a silence in each later report, now and then a web page, and verdicts on the strong words."""
        draw = self.random
        words = 0
        judged = []
        for later in YEARS[YEARS.index(year) + 1 :]:
            if (later, group) in SILENT:
                continue
            words += 1
            key, day = f"{reference}-U{words}", f"{later}-11-21"
            note = f"{key}: {WORDS[0]}{WORDS[1]}"
            if draw.random() < 0.6:
                self.updates.add(
                    *(key, pk, None, Says.NOT_MENTIONED.value, Basis.EXPLICIT.value, day, None, "", None, None),
                    *(self.documents[later].report_id, f"{later} says nothing of it.", *_written(later)),
                )
                continue
            says, basis = self._drawn(SAYS), self._drawn(BASES)
            basis = Basis.EXPLICIT if says == Says.DROPPED else basis
            source = self._source(key, later, group)
            part = draw.choice(deliverables) if draw.random() < 0.1 else None
            said = (part, says.value, basis.value, day, *source, None)
            row = self.updates.add(key, pk, *said, note, *_written(later))
            if draw.random() < 0.02:
                words += 1
                row = self.updates.add(f"{reference}-U{words}", pk, *said, f"Read again. {note}", *_written(later, row))
            if part is None and basis != Basis.WEAK and draw.random() < 0.25:
                judged.append((row, day, later))
        if judged:
            self._judge(pk, reference, year, judged)

    def _source(self, key, later, group):
        """Return passage, address, day of retrieval and owner: mostly a sentence of the later report."""
        kind = self._drawn({"passage": 90, "page": 7, "statement": 3})
        if kind == "page":
            return None, f"https://example.org/news/{key.lower()}", f"{later}-12-01", None
        if kind == "statement":
            return None, "", None, self.random.choice(self.offices).pk
        passage, _start = self._passage(later, group, SectionRole.RESULTS, f"{key}: {WORDS[0]}")
        return passage, "", None, None

    def _judge(self, pk, reference, year, judged):
        texts = [f"What {word} means is laid down before anybody looks. {WORDS[1]}" for word in ("done", "half", "not")]
        guideline = self.guidelines.add(f"{reference}-G1", pk, *texts, "Tables that can be read.", *_written(year))
        number = 0
        for row, day, later in judged:
            for party in self._drawn(PARTIES):
                number += 1
                verdict = self.verdicts.add(
                    *(f"{reference}-A{number}", pk, guideline, Round.INTERIM.value, party.value),
                    *(self._drawn(COMPLETIONS).value, f"As the update says. {WORDS[0]}", f"{later}-12-01", day),
                    *_written(later),
                )
                self.evidence.add(verdict, row)

    def _passage(self, year, group, role, text):
        """Return the key of a new passage, and where it starts."""
        document = self.documents[year]
        order = self.passages.next
        start = 10_000_000 + 300 * order
        pk = self.passages.add(
            *(document.pk, self.sections[year, group, role], order, order, start, start + len(text)),
            *(f"{order:064x}", text),
        )
        return pk, start

    def _window(self, year):
        """Return kind, words, start, end, precision and reading of a window; seven of ten have none."""
        precision, kind = self._drawn(WINDOWS)
        if precision == WindowPrecision.NONE:
            return "", "", None, None, precision.value, ""
        if precision == WindowPrecision.MONTH:
            end = date(year + self.random.randrange(1, 6), self.random.randrange(1, 12), 28)
            return kind.value, f"by {end:%B %Y}", None, f"{end}", precision.value, "The month's end"
        last = year + self.random.randrange(1, 5) * (5 if kind == WindowKind.HORIZON else 1)
        text = f"the plan of {last}" if kind == WindowKind.HORIZON else f"in {last}"
        return kind.value, text, f"{last}-01-01", f"{last}-12-31", precision.value, "The calendar year"

    def _drawn(self, weights):
        (found,) = self.random.choices(list(weights), list(weights.values()))
        return found


def _written(year, corrects=None):
    """Return state, moment and hand of a row that was written in the December of ``year``, or a year later as a correction."""
    return State.PUBLISHED.value, f"{year + bool(corrects)}-12-15 12:00:00", factories.BY, corrects

"""Rules that span rows, each a named predicate, used by the ledger, by tests and by ``audit_record``.

A *check* takes one row that is about to be written and yields messages. A *predicate* looks at the
whole record and yields one line for each violation, naming the rows; an empty record violates none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from commitments.choices import LinkKind, Says
from commitments.models import (
    AppendOnly,
    Assessment,
    Commitment,
    CommitmentSource,
    Exclusion,
    Link,
    Update,
)
from reports.choices import SectionRole, State
from reports.models import Passage, Section

Check = Callable[[AppendOnly], Iterable[str]]
Predicate = Callable[[], Iterable[str]]


# Checks of one row


def correction_is_fit(row: AppendOnly) -> Iterator[str]:
    """A row corrects one about the same subject; a draft never corrects a published row."""
    if row.corrects is None:
        return
    if row.corrects.key_subject != row.key_subject:
        yield _("%(key)s is about something else and cannot be corrected by this row.") % {"key": row.corrects.key}
    if row.state == State.DRAFT and row.corrects.state == State.PUBLISHED:
        yield _("%(key)s is published: a draft cannot correct it.") % {"key": row.corrects.key}


def evidence_is_later(update: Update) -> Iterator[str]:
    """A report is evidence only for promises of an earlier report; nothing is evidence from before the promise."""
    commitment = update.commitment
    if update.effective_on < commitment.promised_on:
        yield _("Nothing from before %(date)s, when it was promised, can be evidence.") % {
            "date": commitment.promised_on
        }
    report = update.searched or (update.passage.document.report if update.passage else None)
    if report is not None and report.year <= commitment.report.year:
        yield _("The %(year)s report cannot prove its own promises or later ones.") % {"year": report.year}


def verdict_is_later(assessment: Assessment) -> Iterator[str]:
    """A verdict holds for a day on or after the promise, and the search reaches at least that day."""
    if assessment.effective_on < assessment.commitment.promised_on:
        yield _("A verdict cannot hold for a day before the promise.")
    if assessment.searched_until < assessment.effective_on:
        yield _("Evidence must have been looked for up to the day of the verdict.")


def verdict_has_evidence(assessment: Assessment) -> Iterator[str]:
    """Progress needs an update to rest on; only *no evidence* may rest on a search alone."""
    from commitments.choices import Completion

    if assessment.completion != Completion.NO_EVIDENCE and not assessment.evidence.exists():
        yield _("Name at least one update on which this verdict rests.")


def deliverable_is_of_commitment(row: Update | Assessment) -> Iterator[str]:
    """A row about one deliverable is about a deliverable of its own commitment."""
    if row.deliverable is not None and row.deliverable.commitment_id != row.commitment_id:
        yield _("This deliverable belongs to another commitment.")


def link_points_back(link: Link) -> Iterator[str]:
    """A follow-up points to an earlier report; some kinds may stay within one."""
    kind = LinkKind(link.kind)
    newer, older = link.newer.report.year, link.older.report.year
    if newer < older:
        yield _("A link points from the newer statement to the older one.")
    elif newer == older and not kind.may_stay_in_report:
        yield _("'%(kind)s' ties statements of different reports.") % {"kind": kind.label}


def link_makes_no_cycle(link: Link) -> Iterator[str]:
    """Neither follow-ups nor dependencies run in a circle."""
    is_follow_up = LinkKind(link.kind).is_follow_up
    edges: dict[int, set[int]] = defaultdict(set)
    for newer, older, kind in Link.objects.counting().exclude(pk=link.pk).values_list("newer_id", "older_id", "kind"):
        if LinkKind(kind).is_follow_up == is_follow_up:
            edges[newer].add(older)
    seen, waiting = set(), [link.older_id]
    while waiting:
        current = waiting.pop()
        if current == link.newer_id:
            yield _("This link would close a circle.")
            return
        if current not in seen:
            seen.add(current)
            waiting.extend(edges[current])


def excluded_is_not_promised(exclusion: Exclusion) -> Iterator[str]:
    """A passage is not both a promise and excluded."""
    claims = CommitmentSource.objects.filter(passage=exclusion.passage, is_primary=True).exclude(
        commitment__state=State.WITHDRAWN
    )
    for claim in claims.select_related("commitment"):
        yield _("%(reference)s rests on this passage: withdraw it first.") % {"reference": claim.commitment.reference}


def excluded_once(exclusion: Exclusion) -> Iterator[str]:
    """A passage has one exclusion that counts."""
    earlier = Exclusion.objects.counting().filter(passage=exclusion.passage)
    if exclusion.corrects_id:
        earlier = earlier.exclude(pk=exclusion.corrects_id)
    for row in earlier.exclude(pk=exclusion.pk):
        yield _("The passage is excluded already by %(key)s: correct that row.") % {"key": row.key}


def row_checks(model: type[AppendOnly]) -> tuple[Check, ...]:
    """Return the checks that a correction of a row of ``model`` must pass."""
    checks: dict[type[AppendOnly], tuple[Check, ...]] = {
        Update: (evidence_is_later, deliverable_is_of_commitment),
        Assessment: (verdict_is_later, deliverable_is_of_commitment),
        Link: (link_points_back, link_makes_no_cycle),
        Exclusion: (excluded_is_not_promised, excluded_once),
    }
    return checks.get(model, ())


# Predicates over the whole record


def passages_do_not_overlap() -> Iterator[str]:
    """Passages of one document never overlap."""
    previous: tuple[int, int] | None = None
    rows = Passage.objects.order_by("document", "start").values_list("document_id", "document__slug", "start", "end")
    for document, slug, start, end in rows:
        if previous and previous[0] == document and start < previous[1]:
            yield f"{slug} {start}–{end} overlaps the passage before it"
        previous = (document, end)


def passages_stand_in_their_section() -> Iterator[str]:
    """A passage lies within its section, in the same document."""
    strays = Passage.objects.filter(
        Q(start__lt=F("section__start")) | Q(end__gt=F("section__end")) | ~Q(document=F("section__document"))
    )
    for slug, start, end in strays.values_list("document__slug", "start", "end"):
        yield f"{slug} {start}–{end} lies outside its section"


def sections_stand_in_their_parent() -> Iterator[str]:
    """A sub-heading lies within its parent and carries its role."""
    strays = Section.objects.filter(
        Q(start__lt=F("parent__start"))
        | Q(end__gt=F("parent__end"))
        | ~Q(document=F("parent__document"))
        | ~Q(role=F("parent__role")),
        parent__isnull=False,
    )
    for slug, order in strays.values_list("document__slug", "order"):
        yield f"{slug} section {order} does not fit its parent"


def commitments_have_one_primary_source() -> Iterator[str]:
    """Every commitment that is not withdrawn has exactly one primary source, in its own report."""
    live = Commitment.objects.exclude(state=State.WITHDRAWN)
    counted = live.annotate(primaries=Count("sources", filter=Q(sources__is_primary=True)))
    for reference in counted.exclude(primaries=1).values_list("reference", flat=True):
        yield f"{reference} has no single primary source"
    strays = CommitmentSource.objects.exclude(passage__document__report=F("commitment__report"))
    for reference in strays.values_list("commitment__reference", flat=True):
        yield f"{reference} cites a passage of another report"


def references_say_report_and_group() -> Iterator[str]:
    """A reference names the report's year and the group's code, CMP for the partnership as a whole."""
    for reference, year, code in Commitment.objects.values_list("reference", "report__year", "working_group__code"):
        if not reference.startswith(f"CMP-{year}-{code or 'CMP'}-"):
            yield f"{reference} does not fit report {year} and group {code or 'CMP'}"


def commitments_are_complete_in_three_languages() -> Iterator[str]:
    """Every published commitment has title and summary in English, French and Spanish."""
    for commitment in Commitment.objects.published():
        for field in ("title", "summary"):
            for language in ("en", "fr", "es"):
                if not getattr(commitment, f"{field}_{language}"):
                    yield f"{commitment.reference} has no {field} in {language}"


def parts_lie_within_their_passage() -> Iterator[str]:
    """A cited part of a passage lies within it."""
    strays = CommitmentSource.objects.filter(Q(start__lt=F("passage__start")) | Q(end__gt=F("passage__end")))
    for reference in strays.values_list("commitment__reference", flat=True):
        yield f"{reference} cites a part outside its passage"


def promises_sections_are_decided() -> Iterator[str]:
    """Every passage of a published report's promises section is claimed by a commitment or excluded."""
    for passage in undecided_passages():
        yield f"{passage.document.slug} {passage.start}–{passage.end} is neither claimed nor excluded"


def undecided_passages(report_year: int | None = None) -> Iterator[Passage]:
    """Yield the passages of promises sections that nobody has decided, of one report or of all published ones."""
    claimed = CommitmentSource.objects.filter(is_primary=True).exclude(commitment__state=State.WITHDRAWN)
    passages = Passage.objects.filter(section__role=SectionRole.PROMISES)
    passages = (
        passages.filter(document__report__state=State.PUBLISHED)
        if report_year is None
        else passages.filter(document__report__year=report_year)
    )
    yield from (
        passages.exclude(pk__in=claimed.values("passage"))
        .exclude(pk__in=Exclusion.objects.counting().values("passage"))
        .select_related("document")
    )


def claimed_passages_are_not_excluded() -> Iterator[str]:
    """No passage is both a promise and excluded."""
    for exclusion in Exclusion.objects.counting().select_related("passage"):
        for message in excluded_is_not_promised(exclusion):
            yield f"{exclusion.key}: {message}"


def evidence_is_later_than_promises() -> Iterator[str]:
    """No update rests on a report of its commitment's own year, or on anything before the promise."""
    for update in Update.objects.counting().select_related(
        "commitment__report", "searched", "passage__document__report"
    ):
        for message in evidence_is_later(update):
            yield f"{update.key}: {message}"


def verdicts_have_evidence() -> Iterator[str]:
    """Every verdict but *no evidence* rests on an update, and none holds for a day before the promise."""
    for assessment in Assessment.objects.counting().select_related("commitment"):
        for message in (*verdict_has_evidence(assessment), *verdict_is_later(assessment)):
            yield f"{assessment.key}: {message}"


def links_point_back() -> Iterator[str]:
    """Every follow-up points to an earlier report, where its kind asks for it."""
    for link in Link.objects.counting().select_related("newer__report", "older__report"):
        for message in link_points_back(link):
            yield f"{link.key}: {message}"


def links_make_no_cycle() -> Iterator[str]:
    """Neither family of links runs in a circle."""
    for link in Link.objects.counting():
        for message in link_makes_no_cycle(link):
            yield f"{link.key}: {message}"


def silence_and_word_do_not_contradict() -> Iterator[str]:
    """A report that says something of a commitment was not searched in vain for it."""
    spoken = {
        (update.commitment_id, update.passage.document.report_id)
        for update in Update.objects.counting()
        .declaring()
        .of_the_whole()
        .filter(passage__isnull=False)
        .select_related("passage__document")
    }
    silent = Update.objects.counting().of_the_whole().filter(says=Says.NOT_MENTIONED)
    for update in silent:
        if (update.commitment_id, update.searched_id) in spoken:
            yield f"{update.key} says that a report is silent, which another update cites"


def corrections_are_fit() -> Iterator[str]:
    """Every correction is about the same subject, and no draft corrects a published row."""
    for model in (Update, Assessment, Link, Exclusion):
        for row in model.objects.exclude(corrects=None).select_related("corrects"):
            for message in correction_is_fit(row):
                yield f"{row.key}: {message}"


PREDICATES: tuple[Predicate, ...] = (
    passages_do_not_overlap,
    passages_stand_in_their_section,
    sections_stand_in_their_parent,
    commitments_have_one_primary_source,
    references_say_report_and_group,
    commitments_are_complete_in_three_languages,
    parts_lie_within_their_passage,
    promises_sections_are_decided,
    claimed_passages_are_not_excluded,
    evidence_is_later_than_promises,
    verdicts_have_evidence,
    links_point_back,
    links_make_no_cycle,
    silence_and_word_do_not_contradict,
    corrections_are_fit,
)

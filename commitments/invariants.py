"""Rules that span rows, each a named predicate over the whole record, run by tests and by ``audit_record``.

A *predicate* yields one line for each violation, naming the rows; an empty record violates none.
What the ledger asks of one row before it writes stands in :mod:`commitments.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q

from commitments import decided, rules
from commitments.choices import NOT_DECLARED, Basis, Life, Says, SourceRole, Strength, WindowPrecision
from commitments.models import (
    Assessment,
    Coding,
    Commitment,
    CommitmentSource,
    Exclusion,
    Guideline,
    Link,
    Ownership,
    Question,
    Reply,
    Update,
)
from commitments.outcomes import without_outcome
from commitments.presentation.threads import ties
from reports import invariants as library
from reports import querysets as library_querysets
from reports.choices import SectionRole, State
from reports.models import Passage, Report, Session

Predicate = library.Predicate
APPEND_ONLY: tuple[Any, ...] = (Guideline, Update, Assessment, Coding, Reply, Link, Exclusion, Question)
END_OF_TIME = date(2999, 12, 31)


def published_commitments_have_published_reports() -> Iterator[str]:
    """A published commitment stands in a published report."""
    strays = Commitment.objects.filter(state=State.PUBLISHED).exclude(report__state=State.PUBLISHED)
    for reference in strays.values_list("reference", flat=True):
        yield f"{reference} is published, its report is not"


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


def commitments_stand_in_their_chapter() -> Iterator[str]:
    """The group of a commitment is that of the chapter in which its primary passage stands."""
    primaries = CommitmentSource.objects.filter(is_primary=True).values_list(
        "commitment__reference", "commitment__working_group__code", "passage__section__working_group__code"
    )
    for reference, group, chapter in primaries:
        if group != chapter:
            yield f"{reference} belongs to {group or 'no group'}, its passage to the chapter of {chapter or 'no group'}"


def promises_are_dated_by_their_meeting() -> Iterator[str]:
    """A promise was made on the last day of its group's sessions of that meeting, else of the meeting itself."""
    sessions = {
        (meeting, group): last
        for meeting, group, last in Session.objects.values_list("meeting", "group").annotate(last=Max("ends_on"))
    }
    for commitment in Commitment.objects.select_related("report__meeting"):
        meeting = commitment.report.meeting
        if meeting is None:
            continue
        day = sessions.get((meeting.pk, commitment.working_group_id), meeting.ends_on)
        if commitment.promised_on != day:
            yield f"{commitment.reference} is dated {commitment.promised_on}, its group met until {day}"


def windows_say_how_they_were_read() -> Iterator[str]:
    """A window has words, a precision, and a rule by which it was read; without words it has none of them."""
    for commitment in Commitment.objects.all():
        is_printed = commitment.window_text != ""
        if is_printed != (commitment.window_precision != WindowPrecision.NONE):
            yield f"{commitment.reference}: words and precision of its window do not fit"
        if is_printed != bool(commitment.window_reading):
            yield f"{commitment.reference}: it is not said how its window was read"


def only_proposals_have_a_proposer() -> Iterator[str]:
    """A proposal names at most one proposer, other commitments none."""
    for commitment in Commitment.objects.all():
        proposers = (
            commitment.proposer_party,
            commitment.proposer_organization_id,
            commitment.proposer_group_id,
            commitment.proposer_person_id,
        )
        if sum(map(bool, proposers)) > (commitment.strength == Strength.PROPOSAL):
            yield f"{commitment.reference} names more proposers than its strength allows"


def owners_owe_after_the_promise() -> Iterator[str]:
    """No owner's time ends before the promise was made."""
    strays = Ownership.objects.filter(ends_on__lt=F("commitment__promised_on"))
    for reference in strays.values_list("commitment__reference", flat=True):
        yield f"{reference} has an owner whose time ended before it was promised"


def commitments_are_complete_in_three_languages() -> Iterator[str]:
    """Every published commitment has title and summary in English, French and Spanish."""
    for commitment in Commitment.objects.published():
        for field, language in missing_texts(commitment):
            yield f"{commitment.reference} has no {field} in {language}"


def missing_texts(commitment: Commitment) -> Iterator[tuple[str, str]]:
    """Yield what a commitment lacks of the texts that a published one has: field and language."""
    for field in ("title", "summary"):
        for language in ("en", "fr", "es"):
            if not getattr(commitment, f"{field}_{language}"):
                yield field, language


def parts_lie_within_their_passage() -> Iterator[str]:
    """A cited part of a passage lies within it."""
    strays = CommitmentSource.objects.filter(Q(start__lt=F("passage__start")) | Q(end__gt=F("passage__end")))
    for reference in strays.values_list("commitment__reference", flat=True):
        yield f"{reference} cites a part outside its passage"


def shared_passages_are_split() -> Iterator[str]:
    """Commitments that rest on one passage as their promise cite parts of it that do not overlap."""
    promises = CommitmentSource.objects.filter(role=SourceRole.PROMISE).exclude(commitment__state=State.WITHDRAWN)
    shared = promises.values("passage").annotate(n=Count("pk")).filter(n__gt=1).values("passage")
    previous: CommitmentSource | None = None
    for source in (
        promises.filter(passage__in=shared).select_related("commitment").order_by("passage", "start", "commitment")
    ):
        if source.start is None or source.end is None:
            yield f"{source.commitment.reference} shares its passage and does not say which part it means"
        elif previous and previous.passage_id == source.passage_id and source.start < (previous.end or 0):
            yield f"{source.commitment.reference} shares words with {previous.commitment.reference}"
        previous = source


def promises_sections_are_decided() -> Iterator[str]:
    """Every published passage of a promises section is claimed by a commitment or excluded."""
    for passage in undecided_passages():
        yield f"{passage.document.slug} {passage.start}–{passage.end} is neither claimed nor excluded"


def undecided_passages(report_year: int | None = None) -> Iterator[Passage]:
    """Yield the passages of promises sections that nobody has decided, of one report or of all published documents."""
    passages = decided.undecided_passages()
    passages = (
        passages.filter(library_querysets.in_published_document("document"), document__report__isnull=False)
        if report_year is None
        else passages.filter(document__report__year=report_year)
    )
    yield from passages.select_related("document").defer("document__text").order_by("document", "start")


def claimed_passages_are_not_excluded() -> Iterator[str]:
    """No passage is both a promise and excluded."""
    for exclusion in Exclusion.objects.standing().select_related("passage"):
        for message in rules.excluded_is_not_promised(exclusion):
            yield f"{exclusion.key}: {message}"


def exclusions_stand_in_promises_sections() -> Iterator[str]:
    """Only passages of promises sections are excluded; elsewhere nothing needs a decision."""
    strays = Exclusion.objects.standing().exclude(passage__section__role=SectionRole.PROMISES)
    for key in strays.values_list("key", flat=True):
        yield f"{key} excludes a passage outside the promises sections"


def evidence_is_later_than_promises() -> Iterator[str]:
    """No update rests on a report of its commitment's own year, or on anything before the promise."""
    for update in Update.objects.counting().select_related(
        "commitment__report", "searched", "passage__document__report"
    ):
        for message in rules.evidence_is_later(update):
            yield f"{update.key}: {message}"


def dropped_is_explicit() -> Iterator[str]:
    """Only explicit words say that a commitment was dropped."""
    strays = Update.objects.counting().filter(says=Says.DROPPED).exclude(basis=Basis.EXPLICIT)
    for key in strays.values_list("key", flat=True):
        yield f"{key} says dropped without explicit words"


def weak_rows_decide_nothing() -> Iterator[str]:
    """No axis rests on a weak update or link alone, and no weak link joins promises that a score counts as one."""
    firm = [Basis.EXPLICIT, Basis.STRONG]
    said = set(Update.objects.counting().filter(basis__in=firm).values_list("commitment", "says"))
    links = Link.objects.counting().filter(basis__in=firm)
    followed = set(links.values_list("older", flat=True))
    tied = followed.union(links.values_list("newer", flat=True))
    threads = ties(END_OF_TIME, is_deciding=True)
    for row in Commitment.objects.published().with_status(END_OF_TIME).order_by("reference"):
        if row.declared != NOT_DECLARED and (row.pk, row.declared) not in said:
            yield f"{row.reference} is declared {row.declared} by weak words alone"
        if row.life in (Life.CARRIED_FORWARD, Life.SUPERSEDED) and row.pk not in followed:
            yield f"{row.reference} is {row.life} by weak links alone"
        if row.pk in threads.oldest and row.pk not in tied:
            yield f"{row.reference} is counted with others by weak links alone"


def commitments_have_one_guideline() -> Iterator[str]:
    """A commitment is judged by one guideline that stands."""
    for guideline in Guideline.objects.counting().select_related("commitment"):
        for message in rules.guideline_once(guideline):
            yield f"{guideline.key}: {message}"


def verdicts_follow_their_guideline() -> Iterator[str]:
    """Every verdict was reached by a published guideline of its commitment that was written before it."""
    for assessment in Assessment.objects.counting().select_related("guideline"):
        for message in rules.verdict_has_guideline(assessment):
            yield f"{assessment.key}: {message}"


def replies_are_to_public_verdicts() -> Iterator[str]:
    """No published reply is to a draft or to a withdrawal."""
    for reply in Reply.objects.filter(state=State.PUBLISHED).standing().select_related("assessment"):
        for message in rules.reply_is_to_a_public_verdict(reply):
            yield f"{reply.key}: {message}"


def codings_are_by_two_people() -> Iterator[str]:
    """A commitment is coded for a party by two people at most, and by each once."""
    seen: dict[tuple[int, str], set[int | None]] = {}
    for coding in Coding.objects.standing().order_by("pk"):
        coders = seen.setdefault((coding.commitment_id, coding.party), set())
        if coding.recorded_by_id in coders or len(coders) > 1:
            yield f"{coding.key} is one coding too many"
        coders.add(coding.recorded_by_id)


def verdicts_have_evidence() -> Iterator[str]:
    """Every verdict but *no evidence* rests on an update, and none holds for a day before the promise."""
    for assessment in Assessment.objects.counting().select_related("commitment"):
        for message in (*rules.verdict_has_evidence(assessment), *rules.verdict_is_later(assessment)):
            yield f"{assessment.key}: {message}"


def verdicts_rest_on_what_may_be_seen() -> Iterator[str]:
    """No published verdict rests on a draft, or on an update about another commitment."""
    for assessment in Assessment.objects.all():
        for message in rules.evidence_may_be_seen(assessment):
            yield f"{assessment.key}: {message}"


def deliverables_are_of_their_commitment() -> Iterator[str]:
    """A row about one deliverable is about a deliverable of its own commitment."""
    for model in (Update, Assessment):
        strays = model._base_manager.filter(deliverable__isnull=False).exclude(deliverable__commitment=F("commitment"))
        for key in strays.values_list("key", flat=True):
            yield f"{key} is about a deliverable of another commitment"


def links_point_back() -> Iterator[str]:
    """Every follow-up points to an earlier report, where its kind asks for it."""
    for link in Link.objects.counting().select_related("newer__report", "older__report"):
        for message in rules.link_points_back(link):
            yield f"{link.key}: {message}"


def links_make_no_cycle() -> Iterator[str]:
    """Neither family of links runs in a circle."""
    for link in Link.objects.counting():
        for message in rules.link_makes_no_cycle(link):
            yield f"{link.key}: {message}"


def open_commitments_have_outcomes() -> Iterator[str]:
    """Every commitment that was open before a published report is answered in it, or its group was silent there."""
    for report in Report.objects.published().select_related("meeting").order_by("year"):
        for reference in without_outcome(report).values_list("reference", flat=True):
            yield f"{reference} has no outcome in the report of {report.year}"


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
    for model in APPEND_ONLY:
        for row in model._base_manager.exclude(corrects=None).select_related("corrects"):
            for message in rules.correction_is_fit(row):
                yield f"{row.key}: {message}"


def keys_name_their_subject() -> Iterator[str]:
    """A key is the name of the row's subject, the letter of its kind and a number from 1."""
    for model in APPEND_ONLY:
        for key, name in model._base_manager.values_list("key", model.base_key_path):
            if not re.fullmatch(rf"{re.escape(name)}-{model.key_letter}[1-9]\d*", key):
                yield f"{key} does not fit {name}"


PREDICATES: tuple[Predicate, ...] = (
    *library.PREDICATES,
    published_commitments_have_published_reports,
    commitments_have_one_primary_source,
    references_say_report_and_group,
    commitments_stand_in_their_chapter,
    promises_are_dated_by_their_meeting,
    windows_say_how_they_were_read,
    only_proposals_have_a_proposer,
    owners_owe_after_the_promise,
    commitments_are_complete_in_three_languages,
    parts_lie_within_their_passage,
    shared_passages_are_split,
    promises_sections_are_decided,
    claimed_passages_are_not_excluded,
    exclusions_stand_in_promises_sections,
    evidence_is_later_than_promises,
    dropped_is_explicit,
    weak_rows_decide_nothing,
    commitments_have_one_guideline,
    verdicts_follow_their_guideline,
    replies_are_to_public_verdicts,
    codings_are_by_two_people,
    verdicts_have_evidence,
    verdicts_rest_on_what_may_be_seen,
    deliverables_are_of_their_commitment,
    links_point_back,
    links_make_no_cycle,
    open_commitments_have_outcomes,
    silence_and_word_do_not_contradict,
    corrections_are_fit,
    keys_name_their_subject,
)

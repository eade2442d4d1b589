"""Four axes and one badge: the database computes them as a short fold over the rows does, at every date."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import Count
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments import ledger
from commitments.choices import AssessedParty, Badge, Basis, Completion, LinkKind, Nature, Says, WindowKind
from commitments.models import Assessment, Commitment, Link, Update
from commitments.status import ANNOTATIONS, BADGE_TABLE
from reports.choices import GroupReportStatus, State
from reports.models import GroupReport
from tests.factories import (
    BY,
    AssessmentFactory,
    CommitmentFactory,
    DeliverableFactory,
    DraftAssessmentFactory,
    DraftLinkFactory,
    DraftUpdateFactory,
    LinkFactory,
    ReportFactory,
    SilenceFactory,
    SilentGroupReportFactory,
    UpdateFactory,
    WorkingGroupFactory,
    later_passage,
)

pytestmark = pytest.mark.django_db
PROMISED = date(2001, 11, 21)
SECOND, THIRD = date(2003, 11, 21), date(2005, 11, 21)
AT = date(2006, 1, 1)


def status(commitment, at=AT, known_at=None):
    row = Commitment.objects.with_status(at=at, known_at=known_at).get(pk=commitment.pk)
    return {name: getattr(row, name) for name in ANNOTATIONS}


# The fold


def counting(model, known_at):
    """Return the rows that count: published, known, no withdrawal, not corrected by a row that is both too."""
    known = [r for r in model.objects.all() if r.state == "published" and (not known_at or r.recorded_at <= known_at)]
    corrected = {row.corrects_id for row in known}
    return [row for row in known if row.pk not in corrected and not row.is_withdrawal]


def in_order(rows, at):
    rows = [row for row in rows if row.effective_on <= at and row.deliverable_id is None]
    return sorted(rows, key=lambda row: (row.effective_on, row.recorded_at, row.pk))


def run(rows, is_complete):
    """Return the last row, and the day since which the rows say *complete* without a break."""
    last = since = None
    for row in rows:
        last, since = row, (since or row.effective_on) if is_complete(row) else None
    return last, since


def folded(commitment, at, known_at):
    updates = in_order([u for u in counting(Update, known_at) if u.commitment_id == commitment.pk], at)
    said = [u for u in updates if u.says != "not_mentioned" and u.basis != "weak"]
    last, said_since = run(said, lambda u: u.says == "completed")
    declared = last.says if last else "not_declared"

    verdicts = in_order(counting(Assessment, known_at), at)
    by = {p: run([v for v in verdicts if v.party == p], lambda v: v.completion == "complete") for p in AssessedParty}
    acting = [party for party in ("CA", "MX") if party in commitment.parties]
    deciding = [by["joint"]] if by["joint"][0] else [by[party] for party in acting]
    ladder = ["no_evidence", "not_started", "limited", "substantial", "complete"]
    words = [verdict.completion if verdict else None for verdict, _ in deciding]
    completion = "not_assessed" if None in words else min(words, key=ladder.index)

    is_done = completion == "complete" or (declared == "completed" and completion == "not_assessed")
    since = max(since for _, since in deciding) if completion == "complete" else said_since if is_done else None
    end, horizon = commitment.window_end, commitment.window_kind == "horizon"
    schedule = (
        "no_date" if end is None or horizon
        else ("done_on_time" if since <= end else "done_late") if is_done
        else "overdue" if end < at
        else "due_soon" if end <= at + timedelta(days=90)
        else "not_due"
    )  # fmt: skip

    links = [
        link.kind
        for link in counting(Link, known_at)
        if link.older_id == commitment.pk and link.basis != "weak" and link.newer.promised_on <= at
    ]
    silent = {u.searched_id for u in updates if u.says == "not_mentioned"} | {
        row.report_id
        for row in GroupReport.objects.filter(group=commitment.working_group, report__year__gt=2001)
        if row.status != "chapter" and row.report.meeting.ends_on <= at
    }
    carried = {"continues", "repeats", "amends", "adopts", "splits_from", "merges"}
    life = (
        "closed" if declared in ("completed", "concluded", "dropped") or completion == "complete"
        else "superseded" if "supersedes" in links
        else "carried_forward" if carried & {*links}
        else "lapsed" if commitment.window_kind == "due" and end and end < at and len(silent) >= 2
        else "open"
    )  # fmt: skip

    badge = (
        "dropped" if declared == "dropped"
        else ("done_late" if schedule == "done_late" else "done") if is_done
        else "concluded" if declared == "concluded"
        else "postponed" if declared == "postponed"
        else "carried_forward" if life in ("carried_forward", "superseded")
        else "under_way" if completion in ("limited", "substantial")
        or declared in ("started", "progress", "partly_completed", "completed", "obstructed")
        else "mentioned" if declared in ("mentioned", "contradicted")
        else "not_mentioned" if silent
        else "no_later_report"
    )  # fmt: skip
    return {
        "declared": declared,
        "declared_on": last.effective_on if last else None,
        "completion": completion,
        "completed_on": since,
        "is_silent": bool(silent),
        "searches": len(silent),
        "schedule": schedule,
        "life": life,
        "badge": badge,
    }


# Random histories

DAYS = st.integers(0, 1500).map(lambda days: PROMISED + timedelta(days=days))
RECORDED = st.integers(0, 9).map(lambda day: datetime(2010, 1, 1, tzinfo=UTC) + timedelta(days=day))
EVENTS = st.one_of(
    st.tuples(
        st.just("update"),
        st.sampled_from([says for says in Says if says not in (Says.NOT_MENTIONED, Says.DROPPED)] + [Says.COMPLETED]),
        st.sampled_from(Basis),
        DAYS,
        RECORDED,
        st.sampled_from([State.PUBLISHED, State.PUBLISHED, State.DRAFT]),
    ),
    st.tuples(st.just("dropped"), DAYS, RECORDED),
    st.tuples(st.just("silence"), st.sampled_from([2003, 2005]), RECORDED),
    st.tuples(
        st.just("assessment"),
        st.sampled_from(AssessedParty),
        st.sampled_from([*Completion, Completion.COMPLETE]),
        DAYS,
        RECORDED,
    ),
    st.tuples(
        st.just("link"),
        st.sampled_from([k for k in LinkKind if k != LinkKind.DEPENDS_ON]),
        st.sampled_from(Basis),
        st.sampled_from([2003, 2005]),
        RECORDED,
    ),
    st.tuples(st.just("correct"), st.integers(0, 20), st.sampled_from([Says.COMPLETED, Says.MENTIONED])),
    st.tuples(st.just("withdraw"), st.integers(0, 20)),
)


def play(commitment, event, rows):
    """Append what ``event`` says, by the ledger. ``rows`` are those appended so far."""
    kind, *values = event
    if kind == "update":
        says, basis, day, recorded, state = values
        source = ledger.WebPage("https://example.org", day)
        return UpdateFactory(
            commitment=commitment, says=says, basis=basis, effective_on=day, recorded_at=recorded, state=state,
            source=source,
        )  # fmt: skip
    if kind == "dropped":
        day, recorded = values
        source = ledger.WebPage("https://example.org", day)
        return UpdateFactory(
            commitment=commitment, says=Says.DROPPED, effective_on=day, recorded_at=recorded, source=source
        )
    if kind == "silence":
        year, recorded = values
        report = ReportFactory(year=year)
        return SilenceFactory(
            commitment=commitment, searched=report, effective_on=report.meeting.ends_on, recorded_at=recorded
        )
    if kind == "assessment":
        party, completion, day, recorded = values
        evidence = [
            row for row in rows if isinstance(row, Update) and row.state == State.PUBLISHED and row.basis != "weak"
        ][:1]
        if not evidence:
            completion = Completion.NO_EVIDENCE
        return AssessmentFactory(
            commitment=commitment, party=party, completion=completion, effective_on=day, updates=evidence,
            recorded_at=recorded,
        )  # fmt: skip
    if kind == "link":
        link_kind, basis, year, recorded = values
        newer = CommitmentFactory(year=year)
        return LinkFactory(older=commitment, newer=newer, kind=link_kind, basis=basis, recorded_at=recorded)
    number, *change = values
    live = [row for row in rows if not type(row).objects.filter(corrects=row).exists()]
    if not live:
        return None
    row = live[number % len(live)]
    if kind == "correct" and isinstance(row, Update) and row.says != Says.NOT_MENTIONED and not row.is_withdrawal:
        return ledger.correct(row, by=BY, says=change[0])
    return ledger.withdraw(row, by=BY)


@settings(
    max_examples=settings.default.max_examples // 5,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    events=st.lists(EVENTS, max_size=8),
    parties=st.sampled_from([(True, True), (True, False), (False, True)]),
    window=st.one_of(st.none(), st.tuples(st.sampled_from(WindowKind), DAYS)),
    silent=st.sets(st.sampled_from([2003, 2005])),
    at=DAYS,
    known_at=RECORDED,
)
def test_axes_equal_the_fold_over_the_rows(db, events, parties, window, silent, at, known_at):
    with transaction.atomic():
        kind, end = window or ("", None)
        commitment = CommitmentFactory(
            must_canada_act=parties[0],
            must_mexico_act=parties[1],
            window_kind=kind,
            window_end=end,
            window_text="by then" if window else "",
        )
        for year in silent:
            SilentGroupReportFactory(report=ReportFactory(year=year))
        rows = []
        for event in events:
            row = play(commitment, event, rows)
            rows += [row] if row else []
        for day, moment in ((at, known_at), (at, None), (date(2030, 1, 1), known_at), (date(2030, 1, 1), None)):
            found = status(commitment, day, moment)
            assert found | {"is_silent": bool(found["is_silent"])} == folded(commitment, day, moment)
        transaction.set_rollback(True)


# The badge table, line by line


def test_badge_table_is_in_the_published_order():
    assert [rule.badge for rule in BADGE_TABLE] == [
        Badge.DROPPED,
        Badge.DONE_LATE,
        Badge.DONE,
        Badge.CONCLUDED,
        Badge.POSTPONED,
        Badge.CARRIED_FORWARD,
        Badge.UNDER_WAY,
        Badge.MENTIONED,
        Badge.NOT_MENTIONED,
        Badge.NO_LATER_REPORT,
    ]
    assert {rule.badge for rule in BADGE_TABLE} == {*Badge}


BADGES = {
    "started": "under_way",
    "progress": "under_way",
    "partly_completed": "under_way",
    "completed": "done",
    "concluded": "concluded",
    "postponed": "postponed",
    "dropped": "dropped",
    "obstructed": "under_way",
    "contradicted": "mentioned",
    "mentioned": "mentioned",
}


@pytest.mark.parametrize(("says", "badge"), BADGES.items())
def test_badge_of_what_a_source_says(says, badge):
    assert status(UpdateFactory(says=says).commitment)["badge"] == badge


@pytest.mark.parametrize(
    ("completion", "badge"),
    [
        ("no_evidence", "mentioned"),
        ("not_started", "mentioned"),
        ("limited", "under_way"),
        ("substantial", "under_way"),
        ("complete", "done"),
    ],
)
def test_badge_of_a_verdict(completion, badge):
    update = UpdateFactory(says=Says.MENTIONED)
    AssessmentFactory(commitment=update.commitment, updates=[update], completion=completion)
    assert status(update.commitment)["badge"] == badge


def test_badge_without_anything_later():
    found = status(CommitmentFactory())
    assert (found["declared"], found["completion"], found["badge"]) == (
        "not_declared",
        "not_assessed",
        "no_later_report",
    )


def test_verdict_beats_declaration():
    update = UpdateFactory(says=Says.COMPLETED)
    AssessmentFactory(commitment=update.commitment, updates=[update], completion=Completion.LIMITED)
    assert status(update.commitment)["badge"] == "under_way"


def test_dropped_beats_a_verdict():
    update = UpdateFactory(says=Says.DROPPED)
    AssessmentFactory(commitment=update.commitment, updates=[update], completion=Completion.COMPLETE)
    assert status(update.commitment)["badge"] == "dropped"


def test_carried_forward_beats_progress():
    update = UpdateFactory(says=Says.PROGRESS)
    LinkFactory(older=update.commitment)
    assert status(update.commitment)["badge"] == "carried_forward"


def test_postponed_beats_carried_forward():
    update = UpdateFactory(says=Says.POSTPONED)
    LinkFactory(older=update.commitment)
    assert status(update.commitment)["badge"] == "postponed"


def test_latest_word_decides_not_the_last_written():
    commitment = CommitmentFactory()
    source = later_passage(commitment)
    UpdateFactory(commitment=commitment, says=Says.COMPLETED, source=source, effective_on=date(2003, 5, 2))
    UpdateFactory(commitment=commitment, says=Says.STARTED, source=source, effective_on=date(2003, 5, 1))
    assert status(commitment)["declared"] == "completed"


def test_continuing_commitment_is_judged_by_the_same_table():
    assert (
        status(UpdateFactory(commitment__nature=Nature.CONTINUING, says=Says.COMPLETED).commitment)["badge"] == "done"
    )


# What changes nothing


def test_weak_update_changes_nothing():
    commitment = CommitmentFactory()
    before = status(commitment)
    UpdateFactory(commitment=commitment, says=Says.COMPLETED, basis=Basis.WEAK)
    assert status(commitment) == before


def test_weak_link_changes_nothing():
    commitment = CommitmentFactory()
    before = status(commitment)
    LinkFactory(older=commitment, basis=Basis.WEAK)
    assert status(commitment) == before


@pytest.mark.parametrize("factory", [DraftUpdateFactory, DraftAssessmentFactory, DraftLinkFactory])
def test_draft_changes_nothing(factory):
    commitment = CommitmentFactory()
    before = status(commitment)
    if factory is DraftLinkFactory:
        factory(older=commitment)
    elif factory is DraftAssessmentFactory:
        factory(commitment=commitment, completion=Completion.NO_EVIDENCE, updates=[])
    else:
        factory(commitment=commitment)
    assert status(commitment) == before


def test_row_about_one_deliverable_does_not_decide_the_whole():
    deliverable = DeliverableFactory()
    before = status(deliverable.commitment)
    UpdateFactory(commitment=deliverable.commitment, deliverable=deliverable, says=Says.COMPLETED)
    assert status(deliverable.commitment) == before


def test_depending_on_another_carries_nothing():
    commitment = CommitmentFactory()
    LinkFactory(older=commitment, kind=LinkKind.DEPENDS_ON)
    assert status(commitment)["life"] == "open"


def test_nothing_counts_before_it_was_true():
    update = UpdateFactory(says=Says.COMPLETED)
    assert status(update.commitment, SECOND - timedelta(days=1))["declared"] == "not_declared"
    assert status(update.commitment, SECOND)["declared"] == "completed"


def test_nothing_counts_before_it_was_written():
    written = datetime(2010, 1, 1, tzinfo=UTC)
    update = UpdateFactory(says=Says.COMPLETED, recorded_at=written)
    ledger.withdraw(update, by=BY)
    assert status(update.commitment, known_at=written - timedelta(seconds=1))["declared"] == "not_declared"
    assert status(update.commitment, known_at=written)["declared"] == "completed"
    assert status(update.commitment)["declared"] == "not_declared"


# Silence


def test_silence_is_not_mentioned_and_never_dropped():
    silence = SilenceFactory()
    found = status(silence.commitment)
    assert (found["badge"], found["life"], found["declared"]) == ("not_mentioned", "open", "not_declared")
    assert found["completion"] == "not_assessed"


def test_silence_of_the_whole_group_is_inherited():
    commitment = CommitmentFactory()
    SilentGroupReportFactory()
    found = status(commitment)
    assert (found["badge"], found["searches"]) == ("not_mentioned", 1)


@pytest.mark.parametrize("silence", [status for status in GroupReportStatus if status != GroupReportStatus.CHAPTER])
def test_every_kind_of_silence_of_a_group_counts(silence):
    commitment = CommitmentFactory()
    SilentGroupReportFactory(status=silence)
    assert status(commitment)["is_silent"]


def test_silence_of_another_group_is_not_inherited():
    commitment = CommitmentFactory()
    SilentGroupReportFactory(group=WorkingGroupFactory(code="SKY"))
    assert not status(commitment)["is_silent"]


def test_silence_of_a_group_before_the_promise_is_not_inherited():
    commitment = CommitmentFactory(year=2005)
    SilentGroupReportFactory()
    assert not status(commitment)["is_silent"]


def test_report_that_is_silent_twice_counts_once():
    silence = SilenceFactory()
    SilentGroupReportFactory()
    assert status(silence.commitment)["searches"] == 1


def test_one_word_breaks_the_silence():
    silence = SilenceFactory()
    UpdateFactory(commitment=silence.commitment, says=Says.MENTIONED)
    assert status(silence.commitment)["badge"] == "mentioned"


def _dated(end, **values):
    return CommitmentFactory(window_kind=WindowKind.DUE, window_text="by then", window_end=end, **values)


def test_lapsed_needs_a_closed_window_and_two_searches():
    commitment = _dated(date(2002, 12, 31))
    SilenceFactory(commitment=commitment)
    assert status(commitment)["life"] == "open"
    SilenceFactory(commitment=commitment, searched=ReportFactory(year=2005), effective_on=THIRD)
    assert status(commitment)["life"] == "lapsed"
    assert status(commitment, THIRD - timedelta(days=1))["life"] == "open"


def test_undated_commitment_never_lapses():
    commitment = CommitmentFactory()
    for year, day in ((2003, SECOND), (2005, THIRD)):
        SilenceFactory(commitment=commitment, searched=ReportFactory(year=year), effective_on=day)
    assert status(commitment)["life"] == "open"


# Both together, or one country


def _verdicts(commitment, **by_party):
    update = UpdateFactory(commitment=commitment)
    for party, completion in by_party.items():
        AssessmentFactory(commitment=commitment, updates=[update], party=party, completion=completion)
    return status(commitment)["completion"]


@pytest.mark.parametrize(
    ("acting", "verdicts", "completion"),
    [
        ((True, True), {"CA": "complete"}, "not_assessed"),
        ((True, True), {"CA": "complete", "MX": "limited"}, "limited"),
        ((True, True), {"CA": "no_evidence", "MX": "complete"}, "no_evidence"),
        ((True, True), {"CA": "limited", "MX": "limited", "joint": "complete"}, "complete"),
        ((True, False), {"CA": "complete"}, "complete"),
        ((True, False), {"CA": "complete", "MX": "limited"}, "complete"),
        ((True, False), {"MX": "complete"}, "not_assessed"),
        ((False, True), {"MX": "substantial"}, "substantial"),
        ((False, True), {"joint": "not_started"}, "not_started"),
    ],
)
def test_joint_verdict_decides_else_the_lower_of_those_who_must_act(acting, verdicts, completion):
    commitment = CommitmentFactory(must_canada_act=acting[0], must_mexico_act=acting[1])
    assert _verdicts(commitment, **verdicts) == completion


# Schedule


@pytest.mark.parametrize(
    ("at", "schedule"),
    [
        (date(2004, 12, 31) - timedelta(days=91), "not_due"),
        (date(2004, 12, 31) - timedelta(days=90), "due_soon"),
        (date(2004, 12, 31), "due_soon"),
        (date(2005, 1, 1), "overdue"),
    ],
)
def test_schedule_at_its_boundaries(at, schedule):
    assert status(_dated(date(2004, 12, 31)), at)["schedule"] == schedule


@pytest.mark.parametrize(
    ("done_on", "schedule", "badge"),
    [
        (date(2004, 12, 31), "done_on_time", "done"),
        (date(2005, 1, 1), "done_late", "done_late"),
    ],
)
def test_done_on_the_last_day_is_on_time(done_on, schedule, badge):
    commitment = _dated(date(2004, 12, 31))
    UpdateFactory(commitment=commitment, says=Says.COMPLETED, effective_on=done_on)
    found = status(commitment)
    assert (found["schedule"], found["badge"], found["completed_on"]) == (schedule, badge, done_on)


def test_repeated_completion_does_not_make_it_late():
    commitment = _dated(date(2003, 12, 31))
    UpdateFactory(commitment=commitment, says=Says.COMPLETED, effective_on=SECOND)
    UpdateFactory(commitment=commitment, says=Says.COMPLETED, effective_on=THIRD)
    found = status(commitment)
    assert (found["schedule"], found["completed_on"], found["declared_on"]) == ("done_on_time", SECOND, THIRD)


def test_completion_that_was_contradicted_counts_from_the_second_time():
    commitment = _dated(date(2003, 12, 31))
    UpdateFactory(commitment=commitment, says=Says.COMPLETED, effective_on=SECOND)
    UpdateFactory(commitment=commitment, says=Says.CONTRADICTED, effective_on=SECOND + timedelta(days=1))
    UpdateFactory(commitment=commitment, says=Says.COMPLETED, effective_on=THIRD)
    assert status(commitment)["schedule"] == "done_late"


def test_both_countries_are_done_when_the_later_one_is():
    commitment = _dated(date(2003, 12, 31))
    update = UpdateFactory(commitment=commitment)
    for party, day in (("CA", SECOND), ("MX", THIRD)):
        AssessmentFactory(
            commitment=commitment, updates=[update], party=party, completion=Completion.COMPLETE, effective_on=day
        )
    found = status(commitment)
    assert (found["schedule"], found["completed_on"]) == ("done_late", THIRD)


@pytest.mark.parametrize(
    "window", [{}, {"window_kind": WindowKind.HORIZON, "window_text": "2002 plan", "window_end": date(2002, 12, 31)}]
)
def test_undated_and_horizon_are_never_overdue(window):
    assert status(CommitmentFactory(**window))["schedule"] == "no_date"


def test_window_without_an_end_has_no_schedule():
    commitment = CommitmentFactory(window_kind=WindowKind.DUE, window_text="once it rains")
    assert status(commitment)["schedule"] == "no_date"


# Life


@pytest.mark.parametrize("kind", [*LinkKind])
def test_life_of_a_commitment_that_is_followed(kind):
    carried = {"continues", "repeats", "amends", "adopts", "splits_from", "merges"}
    commitment = CommitmentFactory()
    LinkFactory(older=commitment, kind=kind)
    expected = "superseded" if kind == "supersedes" else "carried_forward" if kind in carried else "open"
    assert status(commitment)["life"] == expected


def test_link_takes_effect_when_the_newer_statement_was_made():
    link = LinkFactory()
    assert status(link.older, SECOND - timedelta(days=1))["life"] == "open"
    assert status(link.older, SECOND)["life"] == "carried_forward"


def test_newer_commitment_stays_open():
    assert status(LinkFactory().newer)["life"] == "open"


@pytest.mark.parametrize("says", ["completed", "concluded", "dropped"])
def test_closed_by_a_word(says):
    update = UpdateFactory(says=says)
    LinkFactory(older=update.commitment)
    assert status(update.commitment)["life"] == "closed"


def test_closed_by_a_verdict():
    assert status(AssessmentFactory(completion=Completion.COMPLETE).commitment)["life"] == "closed"


# As a list


def test_axes_filter_order_and_count_in_one_query_each(django_assert_num_queries):
    UpdateFactory(says=Says.COMPLETED)
    CommitmentFactory()
    rows = Commitment.objects.with_status(at=AT)
    with django_assert_num_queries(3):
        assert [row.badge for row in rows.order_by("badge", "reference")] == ["done", "no_later_report"]
        assert rows.filter(badge="done", life="closed").count() == 1
        counted = rows.values("badge").order_by("badge").annotate(n=Count("pk")).values_list("badge", "n")
        assert list(counted) == [("done", 1), ("no_later_report", 1)]


def test_axes_stay_small_in_sql():
    sql, _ = Commitment.objects.published().with_status(at=AT).filter(badge="done").query.sql_with_params()
    assert len(sql) < 150_000

"""The method page prints the rules as the code holds them; every word has a definition."""

import re
from datetime import date

import pytest
from django.utils.html import escape

from commitments import choices
from commitments.desk.detection_words import KINDS
from commitments.desk.proposing import PROGRAM
from commitments.detection.cues import read
from commitments.detection.evaluation import Counts
from commitments.management.commands.evaluate_follow_ups import PROGRAM as FOLLOW_UP_PROGRAM
from commitments.measuring import measured as figures
from commitments.measuring.measured import DETECTION, FOLLOW_UPS, measured, version_of
from commitments.presentation import vocabulary
from commitments.presentation.method_changes import METHOD_CHANGES
from commitments.scores import RULES
from commitments.status import BADGE_TABLE
from reports import choices as library
from reports import vocabulary as library_vocabulary
from reports.templatetags.pages import longdate
from tests import factories

DEFINED = {
    vocabulary.STRENGTH: choices.Strength,
    vocabulary.NATURE: choices.Nature,
    vocabulary.WINDOW: choices.WindowKind,
    vocabulary.OWNERS: choices.OwnershipRole,
    vocabulary.SOURCES: choices.SourceRole,
    vocabulary.EXCLUSIONS: choices.ExclusionReason,
    vocabulary.DECLARED: choices.Says,
    vocabulary.BASES: choices.Basis,
    vocabulary.COMPLETION: choices.Completion,
    vocabulary.ROUNDS: choices.Round,
    vocabulary.SCHEDULE: choices.Schedule,
    vocabulary.LIFE: choices.Life,
    vocabulary.LINKS: choices.LinkKind,
    library_vocabulary.SECTION_ROLES: library.SectionRole,
    library_vocabulary.GROUP_REPORTS: library.GroupReportStatus,
    library_vocabulary.GAP_KINDS: library.GapKind,
    library_vocabulary.SUCCESSION_BASES: library.SuccessionBasis,
}


@pytest.mark.parametrize(("words", "enum"), DEFINED.items(), ids=lambda value: getattr(value, "slug", ""))
def test_every_word_of_a_vocabulary_is_defined(words, enum):
    assert set(words.terms) == set(enum)


def test_every_vocabulary_is_printed():
    assert set(DEFINED) == {*vocabulary.VOCABULARIES, *library_vocabulary.VOCABULARIES}


@pytest.mark.django_db
def test_method_prints_the_rules_of_the_score_and_the_agreement(client):
    text = client.get("/en/method/").content.decode()
    assert [escape(str(rule)) in text for rule in RULES] == [True] * 9
    assert re.findall(r"<tr><th scope=\"row\">(?:No evidence found|Complete)</th><td>(.*?)</td>", text) == [
        "unknown",
        "100%",
    ]
    assert "Nothing has been coded twice yet" in text
    commitment = factories.CommitmentFactory()
    factories.CodingFactory.create_batch(2, commitment=commitment)
    factories.CodingFactory.create_batch(2, commitment=commitment, party="CA", completion="complete")
    text = client.get("/en/method/").content.decode()
    assert "2 verdicts were coded twice; the readers agree in 2. Krippendorff’s alpha" in text
    assert "without an order, is 1.00." in text


@pytest.mark.django_db
def test_method_prints_badge_table_in_order_and_every_definition(client):
    text = client.get("/en/method/").content.decode()
    places = [text.index(escape(str(rule.wording))) for rule in BADGE_TABLE]
    assert places == sorted(places)
    for words in DEFINED:
        for value, _label, meaning in words.lines:
            assert f'{escape(str(meaning))} <code class="meta">{value}</code>' in text


@pytest.mark.django_db
def test_method_prints_the_cues_as_the_data_hold_them(client):
    text = client.get("/en/method/").content.decode()
    assert "<dt>Agreed (Firm)</dt>" in text
    for code in ("en", "fr", "es"):
        for phrases in read(code)["cues"].values():
            for phrase in phrases:
                assert f"<code>{escape(phrase)}</code>" in text


def test_every_kind_of_cue_has_a_name():
    assert {kind for code in ("en", "fr", "es") for kind in read(code)["cues"]} == set(KINDS)


@pytest.mark.django_db
def test_method_prints_what_was_measured_with_day_and_version(client):
    found = measured(DETECTION)
    text = client.get("/en/method/").content.decode()
    assert f"version {found.version}" in text
    assert f"measured on {longdate(found.measured_on)}" in text
    for line in found.lines:
        assert f'<th scope="row">{line.report}</th><td>{line.figures["promises_sections"].value:.3f} (' in text


def test_figures_are_those_of_the_program_as_it_is():
    assert measured(DETECTION).version == version_of(PROGRAM), (
        "run manage.py fit_detection DIR --held-out --labels 2021 FILE --record-figures"
    )


@pytest.mark.django_db
def test_method_prints_how_well_answers_are_suggested(client):
    found = measured(FOLLOW_UPS)
    text = client.get("/en/method/").content.decode()
    assert f"version {found.version}" in text
    assert [(line.earlier, line.report) for line in found.lines] == [
        (2019, 2021),
        (2009, 2019),
        (2009, 2021),
        (None, None),
    ]
    for line in found.lines:
        name = f"{line.earlier} → {line.report}" if line.report else "All pairs"
        first, held_out = line.figures["first"], line.figures["held_out_first"]
        assert f'<th scope="row">{name}</th><td>{first.value:.2f} ({held_out.value:.2f}) ' in text


def test_figures_of_the_suggestions_are_those_of_the_program_as_it_is():
    assert measured(FOLLOW_UPS).version == version_of(FOLLOW_UP_PROGRAM), (
        "run manage.py evaluate_follow_ups --cross-validate --record-figures"
    )


def test_figures_of_one_program_leave_those_of_others(tmp_path, monkeypatch):
    monkeypatch.setattr(figures, "FILE", tmp_path / "measured.json")
    measured.cache_clear()
    line = figures.Line(2001, {"whole_report": figures.of_counts(Counts(right=3, false=1, missed=1))})
    figures.write("one", version="a", measured_on=date(2001, 5, 6), lines=[line])
    figures.write("other", version="b", measured_on=date(2001, 5, 7), lines=[])
    assert measured("one") == figures.Measured(date(2001, 5, 6), "a", (line,))
    assert line.figures["whole_report"] == figures.Figure(0.75, 5, 0.75, 0.75)
    assert measured("nothing") is None
    measured.cache_clear()


@pytest.mark.django_db
def test_method_lists_its_changes_newest_first(client):
    days = [change.on for change in METHOD_CHANGES]
    assert days == sorted(days, reverse=True)
    section = re.search(
        '<section aria-labelledby="changes">.*?</section>', client.get("/en/method/").content.decode(), re.S
    )
    assert re.findall('<time datetime="(.*?)">', section.group()) == [f"{day:%Y-%m-%d}" for day in days]

"""One report in four formats reads the same."""

import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from reports.reading.reading import read
from tests.conftest import CHROMIUM
from tests.reading_formats import printing
from tests.reading_formats.comparing import outlined, people, shared
from tests.reading_formats.make_sample import SAMPLES, files
from tests.reading_formats.paging import STYLES, as_paged_text
from tests.reading_formats.structure import parts_of

TITLE = "Canada-Mexico Partnership Annual Report"
KINDS = ("html", "docx", "pdf")


# The sample report


def test_sample_files_are_those_that_the_generator_prints():
    printed = files()
    assert sorted(path.name for path in SAMPLES.glob("sample-report.*")) == sorted(printed)
    for name in ("sample-report.txt", "sample-report.html", "sample-report.pdf"):
        assert (SAMPLES / name).read_bytes() == printed[name], (
            f"run python -m tests.reading_formats.make_sample: {name}"
        )
    assert _text_of(SAMPLES / "sample-report.docx") == read(printed["sample-report.docx"]).text


def _text_of(path):
    return read(path.read_bytes(), path.name).text


def test_sample_text_is_read_whole():
    reading = _sample("txt")
    assert reading.title == "Canada-Mexico Partnership - 2022 Annual Report (a sample, all of it invented)"
    assert (reading.language, reading.year, reading.warnings) == ("en", 2022, ())
    assert [name for name, _ in reading.working_groups] == [
        "Environment Working Group",
        "Mining Working Group",
        "Human Capital Working Group",
        "Agri-business Working Group",
    ]
    assert len(reading.passages) == 44
    assert len(reading.co_chairs) == 11
    assert sorted(gap.kind for gap in reading.gaps) == ["empty_section", "lost_list"]
    assert [meeting.edition for meeting in reading.meetings] == [1, 2, 3, 4]


@pytest.mark.parametrize("kind", KINDS)
def test_sample_reads_the_same_in_every_format(kind):
    text, other = _sample("txt"), _sample(kind)
    assert shared(text, other) == 1
    assert outlined(other) == outlined(text)
    assert people(other) == people(text)
    assert other.title == text.title
    assert [(gap.kind, other.text[gap.start : gap.end]) for gap in other.gaps] == [
        (gap.kind, text.text[gap.start : gap.end]) for gap in text.gaps
    ]


def _sample(kind):
    return read((SAMPLES / f"sample-report.{kind}").read_bytes(), f"sample-report.{kind}")


def test_sample_pdf_gives_pages_and_leaves_out_its_header():
    reading = _sample("pdf")
    pages = [passage.page for passage in reading.passages]
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (1, 4)
    assert "Sample report, all of it invented" not in reading.text
    assert {passage.page for passage in _sample("txt").passages} == {None}


# The printed reports


@cache
def _printed(year):
    folder = settings.BASE_DIR.parent / "shared" / "reports"
    data = (folder / f"{year}.txt").read_bytes()
    return read(data, f"{year}.txt"), parts_of(data)


@pytest.mark.printed
@pytest.mark.parametrize("year", ["2009", "2019", "2021", "overview"])
@pytest.mark.parametrize("kind", KINDS)
def test_printed_report_reads_the_same_in_every_format(year, kind):
    reading, parts = _printed(year)
    data = {
        "html": lambda: printing.as_html(parts, title=TITLE),
        "docx": lambda: printing.as_docx(parts, title=TITLE),
        "pdf": lambda: printing.as_pdf(
            parts, header=("Canada-Mexico Partnership", "Annual Report"), title=TITLE, every=3
        ),
    }[kind]()
    other = read(data, f"report.{kind}")
    assert shared(reading, other) >= 0.98
    assert outlined(other) == outlined(reading)


@pytest.mark.printed
@pytest.mark.parametrize("year", ["2009", "2019", "2021"])
@pytest.mark.parametrize("style", STYLES)
def test_printed_report_reads_the_same_with_pages_in_its_text(year, style):
    reading, parts = _printed(year)
    data, broken = as_paged_text(parts, style)
    other = read(data, "report.txt")
    assert broken >= 20
    assert shared(reading, other) >= 0.98
    assert [section[:2] for section in outlined(other)] == [section[:2] for section in outlined(reading)]


@pytest.mark.browser
@pytest.mark.parametrize("has_header", [False, True])
def test_sample_printed_by_a_browser_reads_the_same(tmp_path, has_header):
    page = (SAMPLES / "sample-report.html").read_text(encoding="utf-8")
    source, target = tmp_path / "report.html", tmp_path / "report.pdf"
    source.write_text(page.replace("<style>", "<style>nav, footer { display: none } "), encoding="utf-8")
    _print(source, target, has_header=has_header)
    text, other = _sample("txt"), read(target.read_bytes(), "report.pdf")
    assert shared(text, other) == 1
    assert outlined(other) == outlined(text)
    assert people(other) == people(text)


def _print(source: Path, target: Path, *, has_header: bool):
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    options += [] if has_header else ["--no-pdf-header-footer"]
    subprocess.run(
        [CHROMIUM, *options, f"--print-to-pdf={target}", source.as_uri()], check=True, capture_output=True, timeout=60
    )

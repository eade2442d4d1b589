"""How a reading is scored, and the command that prints the scores."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.reading.evaluation import (
    LabelledGap,
    LabelledMeeting,
    LabelledPerson,
    LabelledSection,
    Labels,
    evaluate,
    labels_from_json,
)
from reports.reading.reading import read
from tests.reading_content.texts import ENGLISH


@pytest.fixture(scope="module")
def reading():
    return read(ENGLISH.encode())


def place(words: str) -> tuple[int, int]:
    start = ENGLISH.index(words)
    return start, start + len(words)


def scores(reading, **labels):
    return {score.name: score for score in evaluate(reading, Labels(**labels))}


def label_file(**changes):
    start, end = place("To that end, the agencies agreed to:")
    heading = ENGLISH.index("Theme 2: Dams")
    data = {
        "report": {
            "year": 2031,
            "title": "Lake and River Partnership - 2031 Annual Report",
            "edition": 9,
            "meeting_dates": ["2031-05-30", "2031-05-31"],
            "host_country": "Canada",
            "format": "hybrid (both ways)",
            "national_co_chairs": [],
        },
        "annual_meetings": [{"edition": 2, "place": "Mexico City", "start": "2024-03-04", "end": "2024-03-05"}],
        "working_groups": [{"name": "Clean Water Working Group", "co_chairs": []}],
        "sections": [
            {
                "working_group": "Clean Water Working Group",
                "kind": "future_actions",
                "heading": "II. Next Steps:",
                "start": ENGLISH.index("II. Next Steps:"),
                "end": ENGLISH.index("III. Challenges"),
                "empty": False,
                "list_lost": True,
                "subsections": [{"heading": "Theme 2: Dams", "start": heading, "end": end}],
            }
        ],
        "actions": [{"id": "A-1", "start": place("The two agencies will")[0], "end": place("June 2032.")[1]}],
        "notes": [f"LOST LIST of dams [{start}:{end}]", "CONVENTION none [1:2]"],
    }
    return {**data, **changes}


def test_labels_of_a_file_are_all_met(reading):
    found = evaluate(reading, labels_from_json(label_file()))
    assert {score.name: (score.right, score.labelled) for score in found} == {
        "chapters": (1, 1),
        "sections, role and start": (2, 2),
        "co-chairs": (0, 0),
        "meeting facts": (7, 7),
        "annual meetings": (1, 1),
        "quotes within one passage or whole ones": (1, 1),
        "lost lists": (2, 2),
        "other gaps": (0, 0),
    }


def test_labels_of_another_form_are_refused():
    with pytest.raises(KeyError):
        labels_from_json({"report": {}})


def test_chapters_missed_and_read_beyond_are_named(reading):
    score = scores(reading, chapters=("CLEAN WATER working group", "Energy Working Group"))["chapters"]
    assert (score.right, score.labelled, score.share) == (1, 2, 0.5)
    assert score.misses == ("Energy Working Group",)
    assert score.false == ("Working Group on Boats",)


def test_sections_are_right_by_role_and_start(reading):
    start = ENGLISH.index("Wells and springs")
    right = LabelledSection(start, frozenset({"results"}), "Wells")
    wrong = LabelledSection(start, frozenset({"other"}), "Wells")
    moved = LabelledSection(start + 1, frozenset({"results"}), "Wells")
    score = scores(reading, sections=(right, wrong, moved))["sections, role and start"]
    assert score.right == 1
    assert score.misses == (f"{start} Wells: other read as results", f"{start + 1} Wells: results read as nothing")


def test_co_chairs_are_right_only_in_every_fact(reading):
    roe = LabelledPerson(None, "Jane Roe", "Assistant Deputy Minister for the Lakes.", "global affairs canada", "CA")
    gil = LabelledPerson(None, "Juan Pérez Gil", "Head of Unit", None, "MX")
    poe = LabelledPerson(None, "Ann Poe", None, None, "CA")
    score = scores(reading, people=(roe, gil, poe))["co-chairs"]
    assert score.right == 1
    assert score.misses == (
        "Juan Pérez Gil: organization 'Secretariat of Foreign Affairs, Mexico', labelled None",
        "Ann Poe (partnership): not read",
    )
    assert len(score.false) == 3


def test_meetings_are_right_by_edition_days_and_place(reading):
    days = date(2024, 3, 4), date(2024, 3, 5)
    labels = (
        LabelledMeeting(2, "mexico city", *days),
        LabelledMeeting(3, None, *days),
        LabelledMeeting(3, None, *days, has_printed_edition=False),
        LabelledMeeting(2, "Tula", *days),
    )
    score = scores(reading, meetings=labels)["annual meetings"]
    assert score.right == 2
    assert len(score.false) == 2


def test_quotes_lie_within_one_passage_or_are_whole_ones(reading):
    first, second = place("It reviewed three topics"), place("A map of all wells was printed")
    whole = place("We are glad") if "We are glad" in ENGLISH else place("The 9th Annual Meeting")
    both = (whole[0], place("in a hybrid format.")[1])
    half = (place("held in Calgary")[0], both[1])
    score = scores(reading, quotes=(("a", *first), ("b", *second), ("c", *both), ("d", *half), ("e", 0, 3)))[
        "quotes within one passage or whole ones"
    ]
    assert score.right == 3
    assert [miss[0] for miss in score.misses] == ["d", "e"]


def test_gaps_found_missed_and_false(reading):
    lost = place("To that end, the agencies agreed to:")
    labels = (LabelledGap(frozenset({"lost_list"}), *lost), LabelledGap(frozenset({"lost_list"}), 0, 3))
    found = scores(reading, gaps=labels)
    assert found["lost lists"].right == 1
    assert found["lost lists"].misses == ("lost_list [0:3]",)
    assert found["lost lists"].false == ()
    assert scores(reading)["lost lists"].false == (f"lost_list [{lost[0]}:{lost[1]}]",)


@pytest.fixture
def files(tmp_path):
    text, labels = tmp_path / "2031.txt", tmp_path / "2031.json"
    text.write_text(ENGLISH, encoding="utf-8", newline="")
    labels.write_text(json.dumps(label_file()), encoding="utf-8")
    return text, labels


def run(*arguments) -> str:
    out = StringIO()
    call_command("evaluate_reading", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_command_prints_a_table(files):
    printed = run(*files)
    assert printed.startswith("2031.txt against 2031.json\n")
    assert "sections, role and start" in printed
    assert "2 of 2, 100.0 %" in printed
    assert "no labels" in printed


def test_command_prints_json(files):
    answer = json.loads(run(*files, "--json"))
    (score,) = [row for row in answer["2031.json"] if row["name"] == "chapters"]
    assert score == {
        "name": "chapters",
        "right": 1,
        "labelled": 1,
        "share": 1.0,
        "misses": [],
        "read": 2,
        "false": ["Working Group on Boats"],
    }


def test_command_names_misses(files):
    text, labels = files
    labels.write_text(json.dumps(label_file(working_groups=[{"name": "Sky", "co_chairs": []}])), encoding="utf-8")
    assert "missed  Sky" in run(text, labels)


@pytest.mark.parametrize("content", ["[]", "{}", "no json", '{"report": {}, "working_groups": 3}'])
def test_command_refuses_labels_of_another_form(files, content):
    text, labels = files
    labels.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match="does not hold labels of this form") as refused:
        run(text, labels)
    assert refused.value.returncode == 2


def test_command_refuses_files_that_are_not_there_and_no_labels(files, tmp_path):
    text, labels = files
    for arguments in ((tmp_path / "none.txt", labels), (text, tmp_path / "none.json"), (text,)):
        with pytest.raises(CommandError) as refused:
            run(*arguments)
        assert refused.value.returncode == 2


def test_command_refuses_an_empty_text(files, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    with pytest.raises(CommandError) as refused:
        run(empty, files[1])
    assert refused.value.returncode == 2


def test_command_refuses_a_record_of_another_capture(files, record):
    with pytest.raises(CommandError, match="another capture"):
        run(files[0], "--record", 2021)

"""``detect`` and ``evaluate_detection`` as an operator uses them, on a database that holds nothing."""

import json

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

TEXT = (
    "Joint statement of 2023\n\n"
    "The ministers met in Halifax. They agreed to map the lakes by the end of 2024. "
    "The Water Institute of Mexico will draw the first map.\n"
)
KEYS = [
    "quote", "start", "end", "working_group", "section_role", "strength", "parties", "proposer", "owners", "window",
    "score", "cues",
]  # fmt: skip


@pytest.fixture
def statement(tmp_path):
    path = tmp_path / "statement.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(capsys, *arguments):
    call_command(*map(str, arguments))
    return capsys.readouterr().out


def rows_of_all_tables():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


@pytest.mark.django_db
def test_detect_prints_what_is_promised_without_a_directory_and_writes_nothing(statement, capsys):
    before = rows_of_all_tables()
    rows = json.loads(run(capsys, "detect", statement, "--json"))
    assert rows_of_all_tables() == before
    assert [list(row) for row in rows] == [KEYS, KEYS]
    first, second = rows
    assert first["quote"] == TEXT[first["start"] : first["end"]] == "They agreed to map the lakes by the end of 2024."
    assert first["window"] == {"text": "by the end of 2024", "start": None, "end": "2024-12-31"}
    assert (first["strength"], first["parties"], first["owners"], first["proposer"]) == ("firm", ["CA", "MX"], [], None)
    name = {"kind": "organization", "key": None, "name": "Water Institute of Mexico", "role": "lead"}
    assert (second["owners"], second["parties"]) == ([name], ["MX"])
    assert second["window"] == {"text": None, "start": None, "end": None}
    assert all(row["start"] <= cue["start"] < cue["end"] <= row["end"] for row in rows for cue in row["cues"])
    assert all(cue["text"] == TEXT[cue["start"] : cue["end"]] for row in rows for cue in row["cues"])


@pytest.mark.django_db
def test_detect_tells_people_in_plain_lines(statement, capsys):
    out = run(capsys, "detect", statement)
    assert "lead: Water Institute of Mexico" in out
    assert out.strip().endswith("2 of 3 sentences are proposed.")


@pytest.mark.django_db
def test_detect_counts_from_the_day_that_is_given(tmp_path, capsys):
    path = tmp_path / "note.txt"
    path.write_text("Statement\n\nThe two countries will meet next year.\n", encoding="utf-8")
    (row,) = json.loads(run(capsys, "detect", path, "--json", "--meeting-end", "2030-05-04"))
    assert row["window"] == {"text": "next year", "start": "2031-01-01", "end": "2031-12-31"}


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "empty"), (b"  \n ", "white space"), (b"\x00\x01\x02" * 50, "not a text")]
)
@pytest.mark.django_db
def test_detect_refuses_what_is_no_text_in_one_sentence(tmp_path, content, message):
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=message) as refused:
        call_command("detect", str(path))
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_detect_refuses_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened") as refused:
        call_command("detect", str(tmp_path / "none.txt"))
    assert refused.value.returncode == 2


@pytest.fixture
def labels(tmp_path):
    start = TEXT.index("They agreed")
    action = {
        "start": start, "end": TEXT.index(" The Water"), "strength": "firm", "parties": ["Canada", "Mexico"],
        "owners": [], "core": False, "borderline": None,
        "due": {"text": "by the end of 2024", "start": None, "end": "2024-12-31"},
    }  # fmt: skip
    path = tmp_path / "labels.json"
    path.write_text(json.dumps({"actions": [action], "excluded_borderline": []}), encoding="utf-8")
    return path


@pytest.mark.django_db
def test_evaluate_detection_gives_the_figures_as_json(statement, labels, capsys):
    figures = json.loads(run(capsys, "evaluate_detection", statement, labels, "--json"))
    assert figures["whole_report"] == {
        "right": 1, "false": 1, "missed": 0, "precision": 0.5, "recall": 1.0, "f1": 0.6667,
    }  # fmt: skip
    assert figures["strength"] == {"agreed": 1, "of": 1, "share": 1.0}
    assert figures["windows"] == {"agreed": 1, "of": 1, "share": 1.0}
    assert [row["quote"] for row in figures["false_alarms"]] == [
        "The Water Institute of Mexico will draw the first map."
    ]


@pytest.mark.django_db
def test_evaluate_detection_lists_misses_and_false_alarms(statement, labels, capsys):
    out = run(capsys, "evaluate_detection", statement, labels)
    assert "precision 0.500, recall 1.000, F1 0.667 (1 right, 1 false, 0 missed)" in out
    assert "False alarms: 1" in out


@pytest.mark.parametrize("content", ["[]", "{}", "no json", '{"actions": [{"start": 1}]}'])
@pytest.mark.django_db
def test_evaluate_detection_refuses_what_is_no_file_of_labels(statement, tmp_path, content):
    path = tmp_path / "labels.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match="not a file of labels") as refused:
        call_command("evaluate_detection", str(statement), str(path))
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_evaluate_detection_needs_labels_or_a_year(statement, labels):
    for arguments in ([str(statement)], [str(statement), str(labels), "--record=2019"]):
        with pytest.raises(CommandError, match="LABELS or a year") as refused:
            call_command("evaluate_detection", *arguments)
        assert refused.value.returncode == 2


@pytest.mark.django_db
def test_evaluate_detection_says_that_the_record_holds_no_such_year(statement):
    with pytest.raises(CommandError, match="no commitment of 2019") as refused:
        call_command("evaluate_detection", str(statement), "--record=2019")
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_fit_detection_needs_two_reports(tmp_path):
    with pytest.raises(CommandError, match="fewer than two") as refused:
        call_command("fit_detection", str(tmp_path))
    assert refused.value.returncode == 2

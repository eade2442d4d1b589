"""``manage.py read_report``: prints what was read, touches nothing."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.reading_formats.make_sample import SAMPLES


def run(capsys, *arguments):
    call_command("read_report", *map(str, arguments))
    return capsys.readouterr()


def test_json_holds_all_that_was_read_and_nothing_else(capsys):
    told = run(capsys, SAMPLES / "sample-report.pdf", "--json")
    assert told.err == ""
    reading = json.loads(told.out)
    assert list(reading) == [
        "language",
        "title",
        "year",
        "working_groups",
        "sections",
        "passages",
        "co_chairs",
        "meetings",
        "gaps",
        "warnings",
    ]
    assert (reading["language"], reading["year"], reading["warnings"]) == ("en", 2022, [])
    assert set(reading["sections"][0]) == {"working_group", "role", "heading", "parent", "start", "end", "empty"}
    assert set(reading["passages"][0]) == {"start", "end", "text", "section", "page", "fingerprint"}
    assert set(reading["co_chairs"][0]) == {"working_group", "name", "title", "organization", "side", "subgroup"}
    assert set(reading["gaps"][0]) == {"kind", "start", "end", "text"}
    assert reading["meetings"][-1] == {
        "edition": 4,
        "place": "Oaxaca, Oaxaca",
        "start": "2022-11-08",
        "end": "2022-11-09",
    }
    empty = [section["heading"] for section in reading["sections"] if section["empty"]]
    assert "IV. Challenges and opportunities" in empty


def test_offsets_are_those_of_the_text_file(capsys):
    path = SAMPLES / "sample-report.txt"
    reading = json.loads(run(capsys, path, "--json").out)
    with path.open(encoding="utf-8", newline="") as stream:
        text = stream.read()
    assert all(text[one["start"] : one["end"]] == one["text"] for one in reading["passages"])
    assert all(text.startswith(group["name"], group["start"]) for group in reading["working_groups"])


def test_summary_is_printed_without_json(capsys):
    out = run(capsys, SAMPLES / "sample-report.docx").out
    assert "Year: 2022\nLanguage: en\n" in out
    assert "Sentences: 44\nCo-chairs: 11\n" in out


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.txt", b"", "The file is empty; choose the file that holds the report."),
        ("a.pdf", b"%PDF-1.4", "The PDF is damaged or cut off; download or export it again."),
    ],
)
def test_no_text_to_read_is_exit_status_two_with_one_sentence(tmp_path, name, data, sentence):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CommandError, match=f"^{sentence}$") as error:
        call_command("read_report", str(path), "--json")
    assert error.value.returncode == 2


def test_file_that_is_not_there_is_exit_status_two(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened") as error:
        call_command("read_report", str(tmp_path / "none.txt"))
    assert error.value.returncode == 2

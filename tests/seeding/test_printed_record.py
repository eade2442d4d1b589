"""The curated record and the printed texts: every citation agrees, and a changed letter is found."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.models import Document, Passage


def verify(folder, *arguments):
    out = StringIO()
    call_command("verify_citations", str(folder), *arguments, stdout=out)
    return out.getvalue()


def test_record_agrees_with_the_printed_texts(record, printed_dir):
    answer = json.loads(verify(printed_dir, "--json"))
    assert answer["agrees"] is True
    assert answer["passages"] == Passage.objects.count() == 986
    assert answer["citations"] > 700
    assert [document["is_same_file"] for document in answer["documents"]] == [True] * Document.objects.count()


def test_changed_letter_in_a_printed_text_is_found(record, printed_dir, tmp_path):
    for path in printed_dir.glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    passage = Passage.objects.filter(document__slug="2021-en").order_by("start")[100]
    text = (tmp_path / "2021.txt").read_bytes().decode()
    place = next(at for at in range(passage.start, passage.end) if text[at].isalpha())
    changed = "x" if text[place] != "x" else "y"
    (tmp_path / "2021.txt").write_bytes(f"{text[:place]}{changed}{text[place + 1 :]}".encode())
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_citations", str(tmp_path), stdout=out)
    out = out.getvalue()
    assert f"  2021-en {passage.start}-{passage.end} has another fingerprint" in out
    assert out.count("has another fingerprint") == 1

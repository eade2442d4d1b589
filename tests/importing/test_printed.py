"""After importing the real texts every citation agrees, and its words are shown in place."""

from io import StringIO

import pytest
from django.core.management import call_command

from commitments import audit
from commitments.models import CommitmentSource
from reports.models import Document, Passage


@pytest.fixture
def imported(record, printed_dir):
    for name in ("2009", "2019", "2021", "overview"):
        call_command("import_report", str(printed_dir / f"{name}.txt"), stdout=StringIO())


@pytest.mark.printed
def test_all_citations_agree_and_have_their_words(imported, printed_dir, client):
    assert not Passage.objects.filter(text="").exists()
    assert not Document.objects.filter(text="").exists()
    out = StringIO()
    call_command("verify_citations", str(printed_dir), stdout=out)
    assert out.getvalue().splitlines()[-1] == "786 citations and 986 passages checked."
    assert {name: lines for name, lines in audit.violations().items() if lines} == {}
    source = CommitmentSource.objects.filter(commitment__reference="CMP-2021-FOR-03", is_primary=True).get()
    body = client.get("/api/v1/commitments/CMP-2021-FOR-03/").json()
    assert [row["quotation"] for row in _quotations(body) if row["start"] == source.passage.start] == [
        source.passage.text
    ]


def _quotations(body):
    """Every object of an answer that has a quotation."""
    if isinstance(body, dict):
        if "quotation" in body:
            yield body
        body = list(body.values())
    for part in body if isinstance(body, list) else []:
        yield from _quotations(part)


@pytest.mark.printed
def test_other_capture_is_compared_and_gives_the_known_passages_their_words(record, printed_dir, tmp_path):
    text = (printed_dir / "2021.txt").read_bytes().decode()
    path = tmp_path / "2021.txt"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    out = StringIO()
    call_command("import_report", str(path), stdout=out)
    assert "Known sentences: 389 verified, 0 not found" in out.getvalue()
    known = Document.objects.get(slug="2021-en")
    assert (known.text, known.passages.filter(text="").count()) == ("", 0)
    assert Document.objects.get(slug="2021-en-2").passages.count() == 389
    assert {name: lines for name, lines in audit.violations().items() if lines} == {}

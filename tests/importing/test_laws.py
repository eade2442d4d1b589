"""Laws of importing, for whatever text."""

import hashlib

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import importing
from reports.importing import Refused
from reports.models import Document
from reports.reading.reading import Unreadable, read
from tests.importing import snapshot
from tests.importing.texts import REPORT

LINES = st.sampled_from([*REPORT.splitlines(), "• Mend the nets;", "1. Plant trees.", "Page 3", "Annual Report 2001"])
TEXTS = st.lists(st.one_of(LINES, st.text(max_size=60)), min_size=1, max_size=40).map("\n".join)


def import_twice(text):
    data = text.encode("utf-8", errors="surrogatepass")
    try:
        reading = read(data, "report.txt")
    except Unreadable:
        return
    before = snapshot.rows()
    made = importing.plan(reading, data=data, file_name="report.txt")
    assert snapshot.rows() == before
    if made.refusals_of(is_draft=True):
        with pytest.raises(Refused):
            importing.carry_out(made, is_draft=True, by="a tester")
        assert snapshot.rows() == before
        return
    document = importing.carry_out(made, is_draft=True, by="a tester")
    for passage in document.passages.all():
        assert document.text[passage.start : passage.end] == passage.text
    after = snapshot.rows()
    again = importing.plan(reading, data=data, file_name="report.txt")
    assert importing.carry_out(again, is_draft=True, by="another") == document
    assert snapshot.rows() == after
    assert Document.objects.get(sha256=hashlib.sha256(data).hexdigest()) == document


def test_importing_twice_changes_nothing(db, uploads):
    @settings(max_examples=40)
    @given(TEXTS.map(lambda text: f"{REPORT[:420]}\n{text}"))
    def law(text):
        with transaction.atomic():
            import_twice(text)
            transaction.set_rollback(True)

    law()

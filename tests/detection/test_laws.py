"""Laws of detection: a proposal quotes one passage exactly, a cue lies within its proposal, the same text gives the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.detection import cues, detect
from reports.reading.formats.plain import read
from reports.reading.outline import outline
from tests.detection.reading_text import NAMES, NOVEMBER
from tests.detection.samples import samples

PIECES = [
    "Canada", "Mexico", "the two countries", "will", "agreed to", "explore", "a map", "of the lakes", "in March 2022",
    "by 2024", "(", ")", ",", ";", ":", ".", ". ", "\n", "\n\n", "  • ", "1. ", "Future actions\n\n", "com-\nmitted to",
    "which", "that", "it was proposed", "CONAG", "Water and Fisheries Working Groups", "’s", "\u00ad", "\n\n12\n\n", "İ",
    "ﬁ", "sera créé", "se acordó", "organizará", "31 February 2022", "2022-2021", "in the coming year", "once", "\u200b",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(max_size=200),
)


@given(text=TEXTS, language=st.sampled_from(["en", "fr", "es"]), least=st.sampled_from([0.0, None]))
def test_proposal_quotes_one_passage_and_holds_its_cues(text, language, least):
    printed = outline(read(text), language)
    found = detect(text, printed, language=language, calendar=NOVEMBER, directory=NAMES, least=least)
    passages = {(passage.start, passage.end) for passage in printed.passages}
    for row in found:
        assert row.quote == text[row.start : row.end]
        assert (row.start, row.end) in passages
        assert 0 <= row.score <= 1
        assert row.strength in ("firm", "exploratory", "proposal")
        assert row.parties in (("CA",), ("MX",), ("CA", "MX"))
        for cue in row.cues:
            assert row.start <= cue.start < cue.end <= row.end
            assert cue.text == text[cue.start : cue.end]
        if row.window and row.window.start and row.window.end:
            assert row.window.start <= row.window.end
    assert len({row.start for row in found}) == len(found)
    assert found == detect(text, printed, language=language, calendar=NOVEMBER, directory=NAMES, least=least)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_every_cue_of_a_sample_is_a_phrase_of_its_language(sample):
    kinds = set(cues.read(sample.language)["cues"])
    printed = outline(read(sample.text), sample.language)
    found = detect(sample.text, printed, language=sample.language)
    assert found
    assert {cue.kind for row in found for cue in row.cues} <= kinds

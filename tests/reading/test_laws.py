"""What holds of every text whatever: no error, exact offsets, the same answer twice."""

from hypothesis import given
from hypothesis import strategies as st

from reports.reading.fingerprint import fingerprint, normal_form
from reports.reading.formats.plain import read
from reports.reading.language import languages
from reports.reading.outline import outline
from reports.reading.sentences import sentences

LINES = st.sampled_from(
    [
        "",
        "  ",
        "Looking ahead",
        "Perspectives",
        "Acciones futuras",
        "Seas Working Group",
        "Canadian Co-chairs:",
        "Theme 2: Buoys",
        "1. Buoys",
        "• Mr. Reef will set out two buoys. He will paint them",
        "     and go home",
        "17",
        "IV. RESULTS",
        "The two coasts have looked at the tides for many years and have set out a long",
        "row of buoys be-",
        "tween the harbours. They said “good.”Then they left",
        "\u00a0- caf\u00e9\u00ad s",
        "\x0c",
        "\u2028x\x85y",
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(LINES, max_size=40).map("\n".join))
LANGUAGES = st.sampled_from(languages())


@given(TEXTS, LANGUAGES)
def test_sentences_cover_the_text_in_order(text, language):
    spans = sentences(text, 0, len(text), language)
    position = 0
    for start, end in spans:
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        position = end
    assert not text[position:].strip()
    assert sentences(text, 0, len(text), language) == spans


@given(TEXTS)
def test_blocks_are_in_order_and_hold_every_word_but_markers_and_page_numbers(text):
    extracted = read(text)
    assert extracted.text == text
    position = 0
    for block in extracted.blocks:
        assert position <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        assert all(block.start <= start < end <= block.end for start, end in block.furniture)
        assert (block.lines[0][0], block.lines[-1][1]) == (block.start, block.end)
        position = block.end
    assert read(text) == extracted


@given(TEXTS, LANGUAGES)
def test_outline_has_exact_offsets_and_is_the_same_twice(text, language):
    found = outline(read(text), language)
    position = 0
    for passage in found.passages:
        section = found.sections[passage.section]
        assert position <= passage.start < passage.end <= len(text)
        assert section.start <= passage.start
        assert passage.end <= section.end
        assert text[passage.start : passage.end].strip() == text[passage.start : passage.end]
        position = passage.end
    for section in found.sections:
        assert 0 <= section.start < section.end <= len(text)
        if section.parent is not None:
            parent = found.sections[section.parent]
            assert (parent.role, parent.start <= section.start, section.end <= parent.end) == (section.role, True, True)
    assert outline(read(text), language) == found


@given(TEXTS)
def test_normal_form_is_folded_words_and_stays_so(text):
    normal = normal_form(text)
    assert normal == " ".join(normal.split())
    assert len(fingerprint(text)) == 64
    assert fingerprint(text) == fingerprint(text)


@given(st.text(alphabet="abcé -\n", max_size=60))
def test_fingerprint_ignores_line_breaks(text):
    assert fingerprint(text) == fingerprint(text.replace("\n", " "))

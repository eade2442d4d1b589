"""Where a sentence ends."""

import pytest

from reports.reading.sentences import sentences


def split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text), language)]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["Tides rise.", "Waves fall."]),
        ("en", ["Do tides rise?", "They do!", "Good."]),
        ("en", ["They said “tides rise.”", "We agree."]),
        ("en", ["(They met.)", "Then they left."]),
        ("en", ["They met Dr. Reef and Mr. Mar in May.", "All went well."]),
        ("en", ["J. P. Reef spoke.", "She left."]),
        ("en", ["The U.S. Navy came.", "It left."]),
        ("en", ["Tables, e.g. The Tide Table, are printed.", "They help."]),
        ("en", ["The group grew by 3.5 per cent.", "It is glad."]),
        ("en", ["They met in 2020.", "2021 was quiet."]),
        ("en", ["They will: meet; talk; and write.", "Then rest."]),
        ("en", ["They met… and talked.", "Then they left."]),
        ("en", ["No final stop here"]),
        ("fr", ["M. Récif a parlé.", "Elle est partie."]),
        ("fr", ["Les tables, p.ex. La Table, aident.", "Elles servent."]),
        ("es", ["El Sr. Mar habló.", "La Dra. Ola escuchó.", "Todos salieron."]),
        ("es", ["Suben.", "¿Bajan las mareas?", "¡Sí!", "Bien."]),
        ("fr", ["Elles « montent ».", "« Bien », dit-elle."]),
        ("fr", ["« Bien. »", "Elle part."]),
        ("fr", ["«\u00a0Bien.\u00a0»", "Elle part."]),
    ],
)
def test_sentences_of_a_paragraph(language, parts):
    assert split(" ".join(parts), language) == parts


def test_sentence_ends_where_a_space_is_missing():
    assert split("The table is ready.Waves are next.") == ["The table is ready.", "Waves are next."]


def test_sentence_does_not_end_before_small_letters():
    assert split("The office of Reef et al. is small.") == ["The office of Reef et al. is small."]


def test_sentence_does_not_end_inside_an_address():
    assert split("See www.tides.example.org for more.") == ["See www.tides.example.org for more."]


def test_sentences_have_no_white_space_around_them():
    assert split("  Tides rise. \n\n Waves fall.  ") == ["Tides rise.", "Waves fall."]


def test_sentences_of_nothing_are_none():
    assert split(" \n ") == []


def test_sentences_stay_within_the_given_span():
    text = "Before. Tides rise. Waves fall. After."
    start, end = text.index("Tides"), text.index(" After")
    assert sentences(text, start, end) == [(8, 19), (20, 31)]


def test_language_without_rules_is_refused():
    with pytest.raises(LookupError, match="No reading rules for language 'xx'; there are en, es, fr"):
        split("Mr. Reef. Left.", "xx")

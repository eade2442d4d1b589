"""The fingerprint is a public contract: what it ignores, and that it ignores nothing else."""

import pytest

from reports.reading.fingerprint import fingerprint, normal_form

PLAIN = "The two coasts will re-open the tide office in 2030."
NORMAL = "the two coasts will reopen the tide office in 2030"


def test_fingerprint_is_the_sha256_of_the_normal_form():
    # printf 'tides rise' | sha256sum
    assert fingerprint("• Tides rise.") == "314545298fcaddd6369ade0105214a00f85de8265f91ec26cfbde8d5480f2d62"


@pytest.mark.parametrize(
    "printed",
    [
        PLAIN,
        PLAIN.upper(),
        PLAIN.replace(" ", "\n  "),
        PLAIN.replace(" ", "\u00a0"),
        PLAIN.replace("re-open", "re-\nopen"),
        PLAIN.replace("re-open", "re\u00adopen"),
        PLAIN.replace("re-open", "re\u2010open"),
        PLAIN.replace("re-open", "re\u2011open"),
        PLAIN.replace("re-open", "reopen"),
        PLAIN.replace("office", "oﬃce"),
        PLAIN.replace("2030", "２０３０"),
        f"“{PLAIN}”",
        PLAIN.replace("coasts", "coasts,"),
        *(f"{marker} {PLAIN}" for marker in ("•", "√", "-", "*", "1.", "12.", "a)", "iv.", "–", "·")),
        f"•\u00a0{PLAIN}",
        f"  \n• {PLAIN}",
    ],
)
def test_normal_form_ignores_how_a_sentence_is_set(printed):
    assert normal_form(printed) == NORMAL


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("Tides will rise.", "tides will rise"),
        ("Marées à l'été", "marées à l été"),
        ("Straße", "strasse"),
        ("USD 1,500.50", "usd 1 500 50"),
        ("Tides - and waves", "tides and waves"),
        ("• - Tides", "tides"),
        ("No marker 1. inside", "no marker 1 inside"),
        ("a tide", "a tide"),
        ("1.5 metres", "1 5 metres"),
        ("", ""),
        ("…", ""),
    ],
)
def test_normal_form_keeps_the_words(printed, normal):
    assert normal_form(printed) == normal


def test_normal_form_strips_one_marker_only():
    assert normal_form("1. a) tides") == "a tides"


def test_normal_form_leaves_out_furniture_inside_the_sentence():
    cut = "The two coasts will\n\n17\n\nre-open the tide office in 2030."
    start = cut.index("17")
    assert normal_form(cut, [(start, start + 2)]) == NORMAL
    assert normal_form(cut) != NORMAL


def test_normal_form_leaves_out_every_piece_of_furniture():
    cut = "The two 3 coasts will 4 re-open the tide office in 2030."
    spans = [(cut.index(number), cut.index(number) + 1) for number in ("3 ", "4 ")]
    assert normal_form(cut, spans) == NORMAL


@pytest.mark.parametrize("other", ["The two coasts may reopen the tide office in 2030.", PLAIN.replace("2030", "2031")])
def test_fingerprint_tells_other_words_apart(other):
    assert fingerprint(other) != fingerprint(PLAIN)


def test_fingerprint_is_the_same_twice():
    assert fingerprint(PLAIN) == fingerprint(PLAIN)

"""Who must act, who is named, who proposes."""

import pytest

from commitments.detection import Directory
from tests.detection.reading_text import only, proposals

PARTIES = [
    ("Canada will map the lakes.", "CA"),
    ("Mexico will map the lakes with Canada.", "MX"),
    ("With support from Canada, Mexico will map the lakes.", "MX"),
    ("Canada and Mexico will map the lakes.", "CA MX"),
    ("The two countries agreed to map the lakes.", "CA MX"),
    ("A map of Mexican lakes will be drawn.", "CA MX"),
    ("A map will be drawn by Canadian students.", "CA"),
    ("It was agreed that Canada would map the lakes.", "CA"),
    ("Mexico said that it would consider a map.", "MX"),
    ("Canada requested that Mexico send its maps.", "MX"),
    ("Canada proposed a map of the lakes.", "CA MX"),
    ("The Canadian members will find a room.", "CA"),
    ("The Water Commission will map the lakes.", "MX"),
    ("The Forest Service and the Water Commission will map the lakes.", "CA MX"),
]


@pytest.mark.parametrize(("words", "expected"), PARTIES)
def test_parties_are_those_who_act(words, expected):
    assert " ".join(only(words).parties) == expected


def roles(found):
    return {owner.key: owner.role for owner in found.owners}


def test_owner_in_the_subject_leads_and_the_counterpart_is_a_partner():
    found = only("The Forest Service will map the lakes with the Water Commission, with support from the River Fund.")
    assert roles(found) == {"forests": "lead", "water": "partner", "fund": "support"}


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("The Forest Service, with the support of the Water Commission, will map the lakes.", "en"),
        ("Le Forest Service, avec l’appui de CONAG, cartographiera les lacs.", "fr"),
        ("El Forest Service, con el apoyo de la Comisión del Agua, elaborará un mapa.", "es"),
    ],
)
def test_who_supports_the_doer_does_not_lead(words, language):
    assert roles(only(words, language)) == {"forests": "lead", "water": "support"}


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("CONAG will map the lakes.", "en"),
        ("The WATER COMMISSION will map the lakes.", "en"),
        ("La Comisión del Agua elaborará un mapa.", "es"),
        ("CONAG cartographiera les lacs.", "fr"),
    ],
)
def test_owner_is_known_by_any_of_its_names(words, language):
    assert roles(only(words, language)) == {"water": "lead"}


def test_owner_named_as_contact_is_a_contact():
    assert roles(only("Mexico named Ana Ruiz as point of contact."))["ana-ruiz"] == "contact"


def test_agent_of_a_passive_leads():
    found = only("The lakes will be mapped by the Forest Service.")
    assert (roles(found), found.parties) == ({"forests": "lead"}, ("CA",))


def test_subject_of_a_passive_does_not_act():
    found = only("The Forest Service will be invited.")
    assert (roles(found), found.parties) == ({}, ("CA", "MX"))


def test_groups_of_a_list_are_owners_and_the_own_group_is_not():
    text = (
        "Water Working Group\n\nCanadian Co-chair\n\nJane Roe\n\nFuture actions\n\n"
        "The Water Working Group will meet with the Water and Fisheries Working Groups.\n"
    )
    (found,) = proposals(text)
    assert roles(found) == {"FIS": "partner"}


def test_owner_of_a_sentence_that_refers_back_is_the_one_before():
    text = "Talks\n\nThe Forest Service agreed to map the lakes. It will publish the map in 2022.\n"
    assert [roles(row) for row in proposals(text)] == [{"forests": "lead"}] * 2
    assert [row.parties for row in proposals(text)] == [("CA",), ("CA",)]


def test_item_inherits_the_owner_of_its_lead_in():
    text = "Talks\n\nThe Forest Service will work to:\n\n  • map the lakes;\n  • open the harbours.\n"
    assert [roles(row) for row in proposals(text)] == [{"forests": "lead"}] * 2


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The Canadian Lake Institute will map the lakes.", "Canadian Lake Institute"),
        (
            "In 2022, the Ministry of Rivers and Lakes of Mexico will map them.",
            "Ministry of Rivers and Lakes of Mexico",
        ),
        ("ABCDE and FGHIJ will map the lakes.", "ABCDE"),
    ],
)
def test_unknown_institution_that_acts_is_an_owner_by_its_looks(words, name):
    found = only(words, directory=Directory())
    assert (found.owners[0].key, found.owners[0].name, found.owners[0].role) == (None, name, "lead")


def test_nobody_is_an_owner_where_countries_act():
    assert only("Canada and Mexico will map the lakes.", directory=Directory()).owners == ()


@pytest.mark.parametrize(
    ("words", "kind", "key", "name"),
    [
        ("Mexico proposed a map.", "party", "MX", "Mexico"),
        ("The Water Commission suggested a map.", "organization", "water", "Water Commission"),
        ("The Mexican fishers recommended a map.", "party", "MX", "The Mexican fishers"),
    ],
)
def test_proposer_is_named(words, kind, key, name):
    found = only(words).proposer
    assert (found.kind, found.key, found.name) == (kind, key, name)


def test_proposer_is_none_where_nobody_is_named():
    assert only("It was proposed to draw a map.").proposer is None
    assert only("Canada will draw a map.").proposer is None

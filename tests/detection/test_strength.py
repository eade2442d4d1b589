"""How firmly a sentence binds."""

import pytest

from commitments.detection.strength import strength
from tests.detection.reading_text import proposals, sentence

FIRM = {
    "en": [
        "Canada will map the lakes.",
        "Both sides agreed to publish a map.",
        "The group is committed to mapping the lakes.",
        "Mexico offered to lend its boats.",
        "Mexico named Ana Ruiz as its point of contact.",
        "It was agreed that Canada would send the maps.",
        "Map the lakes of both countries",
        "A map will be drawn by both services.",
    ],
    "fr": [
        "Le Canada cartographiera les lacs.",
        "Les deux parties ont convenu de publier une carte.",
        "Le Mexique s'est engagé à prêter ses bateaux.",
        "Une carte sera dressée.",
        "Publier une carte des lacs",
    ],
    "es": [
        "Canadá elaborará un mapa de los lagos.",
        "Ambas partes acordaron publicar un mapa.",
        "México se comprometió a prestar sus barcos.",
        "Se elaborará un mapa.",
        "Publicar un mapa de los lagos",
    ],
}
EXPLORATORY = {
    "en": [
        "Canada will explore a map of the lakes.",
        "Both sides agreed to consider a map.",
        "The group will seek funds for a map.",
        "Mexico expressed its interest in a map.",
        "A map will be considered.",
        "The two services could draw a map.",
        "The possibility of drawing a map was discussed.",
        "Canada would like to draw a map.",
        "The group will contact the services to explore a joint map.",
        "Explore a map of the lakes",
    ],
    "fr": [
        "Le Canada étudiera la possibilité d'une carte.",
        "Le Mexique souhaite dresser une carte.",
        "Les deux services pourraient dresser une carte.",
        "Les parties ont convenu d'explorer cette piste.",
    ],
    "es": [
        "Canadá explorará la posibilidad de un mapa.",
        "México manifestó su interés en un mapa.",
        "Los dos servicios podrían elaborar un mapa.",
        "Las partes acordaron explorar esta vía.",
    ],
}
PROPOSAL = {
    "en": [
        "Mexico proposed a map of the lakes.",
        "Canada requested that Mexico send its maps.",
        "It was suggested to draw a map.",
        "All groups are encouraged to draw maps.",
        "The fishers recommended that both countries draw a map.",
    ],
    "fr": [
        "Le Mexique a proposé une carte des lacs.",
        "Le Canada a demandé au Mexique d'envoyer ses cartes.",
        "Les pêcheurs recommandent aux deux pays de dresser une carte.",
    ],
    "es": [
        "México propuso un mapa de los lagos.",
        "Canadá solicitó a México enviar sus mapas.",
        "Los pescadores recomendaron a los dos países elaborar un mapa.",
    ],
}
CASES = [
    (words, language, expected)
    for expected, cases in (("firm", FIRM), ("exploratory", EXPLORATORY), ("proposal", PROPOSAL))
    for language, rows in cases.items()
    for words in rows
]


@pytest.mark.parametrize(("words", "language", "expected"), CASES)
def test_strength_follows_the_governing_verb(words, language, expected):
    assert strength(sentence(words, language))[0] == expected


def test_strength_of_a_mixed_sentence_is_that_of_its_first_limb():
    assert strength(sentence("Canada will draw a map and explore its use in schools."))[0] == "firm"
    assert strength(sentence("Canada will explore a map and draw it in schools."))[0] == "exploratory"


def test_item_takes_the_strength_of_its_lead_in():
    text = "Talks\n\nThe fishers recommended the following steps:\n\n  • a map of the lakes;\n  • open the harbours.\n"
    assert [row.strength for row in proposals(text)] == ["proposal", "proposal"]


def test_lead_in_gives_no_proposal_when_its_items_do():
    text = "Talks\n\nThe two countries agreed to:\n\n  • map the lakes;\n  • open the harbours.\n"
    assert [row.quote for row in proposals(text)] == ["map the lakes;", "open the harbours."]

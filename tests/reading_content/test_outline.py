"""Parts, chapters, sections with their role, themes, tables of contents and what is no passage."""

import pytest

from reports.reading.blocks import Block, ExtractedText
from reports.reading.headings import heading_words
from reports.reading.outline import outline
from tests.reading_content.texts import ENGLISH, FRENCH, SPANISH, WRAPPED, printed, read, roles, table


def of_lines(*lines: tuple[str, int | None]) -> ExtractedText:
    text, blocks = "", []
    for line, level in lines:
        blocks.append(Block(len(text), len(text) + len(line), ((len(text), len(text) + len(line)),), level=level))
        text += f"{line}\n\n"
    return ExtractedText(text, tuple(blocks))


def test_outline_english_report_has_its_chapters_and_roles():
    extracted, found = read(ENGLISH)
    assert [name for name, _ in found.chapters] == ["Clean Water Working Group", "Working Group on Boats"]
    assert all(extracted.text[start:].startswith(name) for name, start in found.chapters)
    assert [(section.heading, section.role, section.parent) for section in found.sections[8:]] == [
        ("I. INTRODUCTION AND OBJECTIVES", "introduction", None),
        ("Wells and springs", "results", None),
        ("Inclusion of youth and gender equality", "gender", None),
        ("Overview of the lakes", "other", None),
        ("II. Next Steps:", "promises", None),
        ("Theme 1: Wells", "promises", 12),
        ("Theme 2: Dams", "promises", 12),
        ("III. Challenges and Opportunities", "challenges", None),
        ("Closing of the meeting of the Clean Water Working Group", "other", None),
        ("Working Group on Boats", "other", None),
        ("Introduction", "introduction", None),
        ("Results", "results", None),
        ("Future actions", "promises", None),
    ]


def test_outline_sections_start_at_their_heading_and_end_at_the_next():
    extracted, found = read(ENGLISH)
    for number, section in enumerate(found.sections):
        flat = " ".join(extracted.text[section.start : section.start + len(section.heading) + 2].split())
        assert flat.startswith(section.heading.split()[0])
        following = [other for other in found.sections[number + 1 :] if other.parent != number]
        assert section.end == (following[0].start if following else len(extracted.text))


def test_outline_working_group_of_a_section_is_its_chapter():
    _, found = read(ENGLISH)
    assert {section.working_group for section in found.sections} == {
        None,
        "Clean Water Working Group",
        "Working Group on Boats",
    }


def test_outline_french_headings_of_any_case_have_their_role():
    found = roles(FRENCH, "fr")
    assert found["INTRODUCTION ET OBJECTIFS"] == "introduction"
    assert found["Réseaux des puits"] == "results"
    assert found["ACTIVITÉS FUTURES :"] == "promises"
    assert found["Défis et possibilités"] == "challenges"
    assert found["Clôture de la réunion du Groupe de travail sur l’eau"] == "other"
    assert found["II. Prochaines étapes"] == "promises"
    _, read_outline = read(FRENCH, "fr")
    assert [name for name, _ in read_outline.chapters] == ["Groupe de travail sur l’eau", "Groupe de travail : Mines"]


def test_outline_spanish_headings_with_roman_numbers_have_their_role():
    _, found = read(SPANISH, "es")
    assert [name for name, _ in found.chapters] == [
        "GRUPO DE TRABAJO DE ENERGÍA",
        "Grupo de Trabajo sobre Capital Humano",
    ]
    assert [section.role for section in found.sections if section.working_group and section.role != "participants"] == [
        "other",
        "introduction",
        "results",
        "promises",
        "challenges",
        "other",
        "introduction",
        "promises",
    ]


@pytest.mark.parametrize(
    ("language", "heading", "role"),
    [
        ("en", "LOOKING AHEAD", "promises"),
        ("en", "Looking Ahead to 2032", "promises"),
        ("en", "iii. next steps:", None),
        ("en", "3.2 Way forward", "promises"),
        ("en", "The year at a Glance", "results"),
        ("en", "Success\u00a0Stories", "results"),
        ("en", "IV – Challenges and opportunities", "challenges"),
        ("en", "Key Results", "results"),
        ("fr", "L’année en bref", "results"),
        ("fr", "Égalité entre les sexes", "gender"),
        ("es", "CASOS DE ÉXITO", "results"),
        ("es", "Perspectiva de género", "gender"),
        ("en", "Wells", None),
    ],
)
def test_role_of_a_heading(language, heading, role):
    assert heading_words(language).role(heading) == role


@pytest.mark.parametrize(
    ("language", "heading", "name"),
    [
        ("en", "Energy Working Group", "Energy Working Group"),
        ("en", "3. Energy Working Group", "Energy Working Group"),
        ("en", "Chapter 3: Energy Working Group (EWG)", "Energy Working Group (EWG)"),
        (
            "en",
            "Working Group on Trade, Investment and Innovation",
            "Working Group on Trade, Investment and Innovation",
        ),
        ("en", "Working Group 2: Energy", "Working Group 2: Energy"),
        ("fr", "GROUPE DE TRAVAIL SUR L’ÉNERGIE", "GROUPE DE TRAVAIL SUR L’ÉNERGIE"),
        ("es", "Grupo de trabajo de energía", "Grupo de trabajo de energía"),
        ("en", "Closing of the meeting of the Energy Working Group", None),
        ("en", "Reports of the working groups", None),
        ("en", "Working Group Membership", None),
        ("en", "Working groups and activities", None),
        ("en", "Work carried out by the Energy Working Group", None),
        ("en", "Canadian Working Group", None),
        ("fr", "Clôture de la réunion du Groupe de travail sur l’énergie", None),
        ("es", "Clausura del Grupo de Trabajo de Energía", None),
    ],
)
def test_chapter_named_by_a_heading(language, heading, name):
    assert heading_words(language).chapter(heading) == name


@pytest.mark.parametrize(
    ("language", "label", "role", "sides"),
    [
        ("en", "MEXICANS CO-CHAIRS:", "co_chair", ("MX",)),
        ("en", "Co-Chair (Canada)", "co_chair", ("CA",)),
        ("en", "Energy Working Group Co-chairs", "co_chair", ()),
        ("en", "List of participants", "participant", ()),
        ("fr", "Coprésidents pour le Mexique", "co_chair", ("MX",)),
        ("es", "Copresidencia de Canadá", "co_chair", ("CA",)),
    ],
)
def test_people_label(language, label, role, sides):
    found = heading_words(language).people_label(label)
    assert (found.role, found.sides) == (role, sides)


@pytest.mark.parametrize(
    "line", ["Message from the National Co-chairs", "The co-chairs met twice", "Participant Contributions:"]
)
def test_people_label_is_none_where_a_line_says_more(line):
    assert heading_words("en").people_label(line) is None


def test_outline_heading_without_group_words_over_its_co_chairs_is_a_chapter():
    text = "Energy\n\nCanadian Co-chair\n\nJane Roe\nDirector\nGlobal Affairs Canada\n\nResults\n\nThey met.\n"
    assert [name for name, _ in read(text)[1].chapters] == ["Energy"]


def test_outline_mention_of_a_group_before_the_part_of_reports_is_no_chapter():
    text = (
        "Part II: Profile\n\nForeign Policy Working Group\n\nThis group is to be created.\n\n"
        "Part III - Reports of the working groups\n\nEnergy Working Group\n\nResults\n\nThey met.\n"
    )
    assert [name for name, _ in read(text)[1].chapters] == ["Energy Working Group"]


def test_outline_table_of_contents_makes_neither_chapters_nor_passages():
    text = (
        "Table of contents\n\nPart I: Message ........ 3\n\nEnergy Working Group ........ 5\n\nNext steps\n\n"
        "Part I: Message\n\nWe are glad.\n\nEnergy Working Group\n\nNext steps\n\nThey will meet.\n"
    )
    _, found = read(text)
    assert len(found.chapters) == 1
    assert printed(text) == ["We are glad.", "They will meet."]


def test_outline_agenda_that_lists_headings_is_a_list():
    text = "Energy Working Group\n\nIntroduction\n\nThe agenda was:\n\n  1. Introduction\n  2. Results\n  3. Next steps\n\nThey met.\n"
    assert [section.heading for section in read(text)[1].sections] == ["Energy Working Group", "Introduction"]
    assert printed(text) == ["The agenda was:", "Introduction", "Results", "Next steps", "They met."]


def test_outline_roman_heading_stands_beside_roman_ones():
    text = "Energy Working Group\n\nI. Introduction\n\nThey met.\n\nII. Results\n\nA map.\n\nIII. Regional agenda\n\nIt was read.\n"
    assert [(section.heading, section.parent) for section in read(text)[1].sections][-2:] == [
        ("II. Results", None),
        ("III. Regional agenda", None),
    ]


def test_outline_heading_over_prose_ends_a_list_of_people():
    text = (
        "Energy Working Group\n\nCanadian Co-chair\n\nJane Roe\nDirector\nGlobal Affairs Canada\n\nHighlights so far\n\n"
        "The group has met three times since it was created in spring.\n"
    )
    assert roles(text)["Highlights so far"] == "results"


def test_outline_prose_among_people_is_a_passage():
    text = (
        "Energy Working Group\n\nCanadian Co-chair\n\nJane Roe\nDirector\nGlobal Affairs Canada\n\n"
        "The group has met three times since it was created in spring.\n\nResults\n\nA map.\n"
    )
    assert printed(text) == ["The group has met three times since it was created in spring.", "A map."]


def test_outline_annex_and_part_end_a_chapter():
    text = "Energy Working Group\n\nResults\n\nA map.\n\nAnnex A: Boats\n\nThere are two.\n\nPart IV: Thanks\n\nThanks to all.\n"
    assert [section.working_group for section in read(text)[1].sections][-2:] == [None, None]


def test_outline_higher_heading_of_a_format_ends_a_chapter():
    found = outline(
        of_lines(
            ("Energy Working Group", 3),
            ("Results", 4),
            ("A map was drawn by both sides.", None),
            ("Afterword", 2),
            ("Thanks to all who came here.", None),
        )
    )
    assert [(section.heading, section.working_group) for section in found.sections][-1] == ("Afterword", None)


def test_outline_sides_and_names_marked_as_headings_stay_people():
    found = outline(
        of_lines(
            ("Energy Working Group", 2),
            ("Co-chairs", None),
            ("Canada", 4),
            ("Jane Roe", 5),
            ("Director of Lakes", None),
            ("Highlights", 3),
            ("A map was drawn.", None),
        )
    )
    assert [section.heading for section in found.sections] == ["Energy Working Group", "Co-chairs", "Highlights"]


def test_outline_text_before_any_heading_is_kept():
    assert printed("This sentence stands alone in a text without any heading at all.\n") == [
        "This sentence stands alone in a text without any heading at all."
    ]
    assert printed("one\ntwo\n") == ["one", "two"]


def test_outline_line_that_breaks_off_is_text_and_no_heading():
    assert printed("Results\n\nIt was noted by all that the\n") == ["It was noted by all that the"]


def test_outline_wrapped_headings_on_their_paragraph_are_headings():
    found = roles(WRAPPED)
    assert found["I. INTRODUCTION"] == "introduction"
    assert found["II. THE YEAR AT A GLANCE"] == "results"
    assert found["III. LOOKING AHEAD"] == "promises"
    assert "PART I. MESSAGE FROM THE NATIONAL CO-CHAIRS" in found


def test_outline_cells_of_a_table_of_people_are_no_passages_and_other_cells_are():
    people = table(
        ("Country", "Name", "Title"),
        ("Canada", "Jane Roe", "Director"),
        above=("Energy Working Group",),
        below=("Results", "A map was drawn."),
    )
    found = outline(people)
    assert [people.text[passage.start : passage.end] for passage in found.passages] == ["A map was drawn."]
    other = table(("Lake", "Depth"), ("Long Lake", "40 m"), above=("Results",))
    assert len(outline(other).passages) == 4


def test_outline_unknown_language_is_refused():
    with pytest.raises(LookupError, match="No reading rules"):
        outline(ExtractedText("", ()), "xx")


def test_outline_label_of_people_below_a_wrapped_list_is_a_heading():
    prose = "The group has met three times since it was created by both sides in the\nspring, and it has looked at wells and dams in all of the states there.\n"
    text = (
        f"Water Working Group\n\nResults\n\n{prose}\n{prose}\nMexican participants\n1. Luis Gil\n   Manager of Wells, CONAGUA\n"
        "Canadian participants\n\nMining Working Group\n\nResults\n\nA map was drawn.\n"
    )
    assert [section.heading for section in read(text)[1].sections if section.role == "participants"] == [
        "Mexican participants",
        "Canadian participants",
    ]


def test_outline_theme_with_a_whole_paragraph_on_it_is_text():
    text = "Results\n\nTheme 1: Wells and all that belongs to them. The two agencies will finish the second map.\n"
    assert len(printed(text)) == 2


def test_outline_heading_right_below_another_heading_needs_no_blank_line_above():
    text = "Water Working Group\n\nFuture actions\nWells and springs\n\nThey will dig.\n"
    assert [(section.heading, section.parent) for section in read(text)[1].sections][-1] == ("Wells and springs", 1)

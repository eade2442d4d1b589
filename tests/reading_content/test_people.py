"""Co-chairs and participants: names, offices, institutions, sides, subgroups."""

import pytest

from reports.reading.blocks import ExtractedText
from reports.reading.offices import split_office
from reports.reading.outline import outline
from reports.reading.people import read_co_chairs, read_participants
from tests.reading_content.texts import ENGLISH, FRENCH, SPANISH, WRAPPED, read, table


def people(text: str, language: str = "en"):
    return [(p.name, p.title, p.organization, p.side) for p in read_co_chairs(*read(text, language), language)]


def of_table(extracted: ExtractedText):
    return [(p.name, p.title, p.organization, p.side) for p in read_co_chairs(extracted, outline(extracted))]


def test_co_chairs_in_lines():
    assert people(ENGLISH) == [
        ("Jane Roe", "Assistant Deputy Minister for the Lakes", "Global Affairs Canada", "CA"),
        ("Juan Pérez Gil", "Head of Unit", "Secretariat of Foreign Affairs, Mexico", "MX"),
        ("Anne Dubois-Roy", "Director General, Lakes and Rivers", "Natural Resources Canada (NRCan)", "CA"),
        ("Peter O'Neil", None, "Business Council of Canada", "CA"),
        ("Luis Ángel Ortega", "Head of the International Affairs Unit", "National Water Commission (CONAGUA)", "MX"),
    ]


def test_co_chairs_have_their_group_and_role():
    found = read_co_chairs(*read(ENGLISH))
    assert [person.working_group for person in found] == [None, None, *["Clean Water Working Group"] * 3]
    assert [person.role for person in found] == [*["national_co_chair"] * 2, *["co_chair"] * 3]


def test_co_chairs_place_is_that_of_their_lines():
    extracted, found = read(ENGLISH)
    roe = read_co_chairs(extracted, found)[0]
    assert extracted.text[roe.start : roe.end].split("\n") == [
        "Jane Roe",
        "Assistant Deputy Minister for the Lakes",
        "Global Affairs Canada",
    ]


def test_co_chairs_in_wrapped_lines_cut_by_blank_ones():
    assert people(WRAPPED) == [
        ("Steven Grey", "Assistant Deputy Minister", "Agriculture and Agri-food Canada", "CA"),
        ("Laura Stone", "President", "Canadian Federation of Agriculture", "CA"),
        (
            "Rafael Lozano Gil",
            "General Executive Secretary",
            "National Association of Wells and High Dams (ANPRE)",
            "MX",
        ),
        ("Arturo Elías", "Director General", "Mexican Counsel of Boat Builders and Lake Harbours and Shipyards", "MX"),
        ("Tomás Rojas", "Director of Wells", "TransBorder Pipelines Ltd", "MX"),
    ]


def test_co_chairs_under_subgroup_headings_carry_the_subgroup():
    found = read_co_chairs(*read(WRAPPED))
    assert [person.subgroup for person in found] == [
        None,
        None,
        "Wells Subgroup",
        "Springs Subgroup",
        "Springs Subgroup",
    ]


def test_co_chairs_in_french():
    assert people(FRENCH, "fr") == [
        ("Anne Dubois-Roy", "Présidente", "Association minière du Canada", "CA"),
        ("Luis Ortega", "Chef des affaires internationales", "Secrétariat de l’Énergie (SENER)", "MX"),
    ]


def test_co_chairs_in_spanish():
    assert people(SPANISH, "es") == [
        ("Anne Dubois-Roy", "Directora General de Política Energética", "Recursos Naturales Canadá (NRCan)", "CA"),
        ("Luis Ángel Ortega", "Titular de la Unidad de Asuntos Internacionales", "Secretaría de Energía (SENER)", "MX"),
        ("María de la Luz Gómez", "Presidenta", "Consejo Nacional Agropecuario", "MX"),
    ]


def test_co_chairs_in_two_columns_run_together():
    text = (
        "Water Working Group\n\nCo-chairs\n\n"
        "Anne Dubois             Luis Ángel Ortega\n"
        "Director of Lakes       Head of Unit\n"
        "Global Affairs Canada   Ministry of Energy (SENER)\n\nResults\n\nA map was drawn.\n"
    )
    assert people(text) == [
        ("Anne Dubois", "Director of Lakes", "Global Affairs Canada", "CA"),
        ("Luis Ángel Ortega", "Head of Unit", "Ministry of Energy (SENER)", "MX"),
    ]


def test_co_chairs_with_sides_told_in_lines_of_their_own():
    text = (
        "Water Working Group\n\nCo-chairs\n\nFor Canada:\n\nAnne Dubois\nDirector of Lakes\n\n"
        "For Mexico:\n\nLuis Gil\nDirector of Rivers\n\nResults\n\nA map was drawn.\n"
    )
    assert people(text) == [
        ("Anne Dubois", "Director of Lakes", None, "CA"),
        ("Luis Gil", "Director of Rivers", None, "MX"),
    ]


def test_co_chairs_each_on_one_line():
    text = (
        "Water Working Group\n\nCo-chairs\n\nMs. Anne Dubois, Director of Lakes, Global Affairs Canada\n\n"
        "Luis Gil – Undersecretary, Ministry of Energy (SENER)\n\nResults\n\nA map was drawn.\n"
    )
    assert people(text) == [
        ("Anne Dubois", "Director of Lakes", "Global Affairs Canada", "CA"),
        ("Luis Gil", "Undersecretary", "Ministry of Energy (SENER)", "MX"),
    ]


def test_co_chairs_signature_that_ends_in_its_label():
    text = "Message\n\nWe are glad.\n\nJuan Pérez\nMexican Co-Chair\nUndersecretary for Lakes\nMinistry of Foreign Affairs\n"
    found = read_co_chairs(*read(text))
    assert [(p.name, p.side, p.role) for p in found] == [("Juan Pérez", "MX", "national_co_chair")]


def test_co_chairs_of_a_table_with_heads_of_columns():
    extracted = table(
        ("Country", "Name", "Title", "Institution"),
        ("Canada", "Anne Dubois", "Director General", "Natural Resources Canada (NRCan)"),
        ("Mexico", "Luis Gil", "", "Ministry of Energy (SENER)"),
        above=("Energy Working Group", "Co-chairs"),
        below=("Results", "A map was drawn."),
    )
    assert of_table(extracted) == [
        ("Anne Dubois", "Director General", "Natural Resources Canada (NRCan)", "CA"),
        ("Luis Gil", None, "Ministry of Energy (SENER)", "MX"),
    ]


def test_co_chairs_of_a_table_with_a_column_for_each_side():
    extracted = table(
        ("Canadian Co-chair", "Mexican Co-chair"),
        ("Anne Dubois\nDirector\nGlobal Affairs Canada", "Luis Gil\nHead of Unit\nSecretariat of Economy (SE)"),
        above=("Energy Working Group",),
        below=("Results", "A map was drawn."),
    )
    assert of_table(extracted) == [
        ("Anne Dubois", "Director", "Global Affairs Canada", "CA"),
        ("Luis Gil", "Head of Unit", "Secretariat of Economy (SE)", "MX"),
    ]


def test_co_chairs_of_a_table_with_labels_in_its_rows():
    extracted = table(
        ("Canadian co-chair", "Anne Dubois", "Director", "Global Affairs Canada"),
        ("Mexican co-chair", "Luis Gil", "Head of Unit", "Secretariat of Economy (SE)"),
        above=("Energy Working Group", "Co-chairs"),
        below=("Results", "A map was drawn."),
    )
    assert [person[:1] + person[3:] for person in of_table(extracted)] == [("Anne Dubois", "CA"), ("Luis Gil", "MX")]


def test_co_chairs_row_without_a_name_goes_on_with_the_one_above():
    extracted = table(
        ("Name", "Title", "Institution"),
        ("Anne Dubois", "Director General of", "Natural Resources"),
        ("", "Lakes", "Canada"),
        above=("Energy Working Group", "Canadian Co-chairs"),
    )
    assert of_table(extracted) == [("Anne Dubois", "Director General of Lakes", "Natural Resources Canada", "CA")]


def test_participants_are_apart_from_co_chairs():
    text = (
        "Water Working Group\n\nResults\n\nA map was drawn.\n\nMexican participants\n"
        "  1. Luis Gil\n     Manager of Wells, CONAGUA\n  2. Rosa Paz\n     External Consultant, BlueLakes\n"
    )
    extracted, found = read(text)
    assert read_co_chairs(extracted, found) == ()
    assert [(p.name, p.title, p.organization, p.side) for p in read_participants(extracted, found)] == [
        ("Luis Gil", "Manager of Wells", "CONAGUA", "MX"),
        ("Rosa Paz", "External Consultant", "BlueLakes", "MX"),
    ]


@pytest.mark.parametrize(
    ("lines", "title", "organization"),
    [
        (["Director of Lakes"], "Director of Lakes", None),
        (["Boats and Co."], None, "Boats and Co."),
        (["Director Ministry of Lakes (ML)"], "Director", "Ministry of Lakes (ML)"),
        (
            ["Director at the Undersecretary of Lakes Secretariat of Water"],
            "Director at the Undersecretary of Lakes",
            "Secretariat of Water",
        ),
        (["President of the Boat Federation"], "President", "Boat Federation"),
        (["Manager of Wells, CONAGUA"], "Manager of Wells", "CONAGUA"),
        (
            ["Director at Lakes.", "Secretariat for the South", "Fisheries Canada (FC)"],
            "Director at Lakes. Secretariat for the South",
            "Fisheries Canada (FC)",
        ),
        (["Head of Unit", "Ministry of Water", "(MW)"], "Head of Unit", "Ministry of Water (MW)"),
        (["Director", "Blue Boats"], "Director", "Blue Boats"),
        ([], None, None),
    ],
)
def test_split_office(lines, title, organization):
    assert split_office(lines, "en") == (title, organization)


def test_co_chairs_in_wrapped_lines_as_wide_as_the_page_keep_their_lines_apart():
    prose = "The group has met three times since it was created by both sides in the\nspring, and it has looked at wells and dams in all of the states there.\n"
    text = (
        f"Water Working Group\n\nCanadian Co-chairs\n\nJane Roe\nDirector at Boat Access.\nSecretariat for the South\n"
        f"Fisheries Canada (FC)\n\nAnne Poe\nDirector General of the Office of Lakes and Rivers and of all the Wells\n"
        f"National Boat Agency (NBA)\nMinistry of Water (MW)\n\nResults\n\n{prose}\n{prose}"
    )
    assert people(text) == [
        ("Jane Roe", "Director at Boat Access. Secretariat for the South", "Fisheries Canada (FC)", "CA"),
        (
            "Anne Poe",
            "Director General of the Office of Lakes and Rivers and of all the Wells",
            "National Boat Agency (NBA), Ministry of Water (MW)",
            "CA",
        ),
    ]


def test_co_chairs_signature_is_no_chapter_where_its_label_stands_below_the_name():
    text = (
        "Message\n\nWe are glad.\n\nJuan Pérez\n\nMexican Co-Chair\n\nUndersecretary for Lakes\n\nResults\n\nA map.\n"
    )
    _, found = read(text)
    assert found.chapters == ()


SIDES = """Sea Working Group

Co-chairs

{}

Results

Both sides measured the tides.
"""
ROE = ("Anne-Marie Roe", "Director General, Coastal Relations", "Department of Sample Waters (DSW)", "CA")
PEREZ = ("Juan Pérez Gil", "Head of the Unit for Lakes", "National Water Council", "MX")


def test_co_chairs_of_a_table_set_with_spaces_go_on_over_several_lines():
    rows = [
        ("Name", "Title", "Institution", "Country"),
        (),
        ("Anne-Marie", "Director General,", "Department of", "Canada"),
        ("Roe", "Coastal Relations", "Sample Waters", ""),
        ("", "", "(DSW)", ""),
        (),
        ("Juan Pérez Gil", "Head of the Unit", "National Water", "Mexico"),
        ("", "for Lakes", "Council", ""),
    ]
    lines = ["".join(cell.ljust(21) for cell in row).rstrip() for row in rows]
    assert people(SIDES.format("\n".join(lines))) == [ROE, PEREZ]


def test_co_chairs_of_a_table_in_tabs_keep_their_column_where_the_other_is_empty():
    rows = (
        "Canadian Co-chairs\tMexican Co-chairs",
        "Anne-Marie Roe, Director General, Coastal Relations, Department of Sample Waters (DSW)\tJuan Pérez Gil, Head of the Unit for Lakes, National Water Council",
        "Jane Poe, President, Innovation, Science and Fish Canada\t",
    )
    assert people(f"Sea Working Group\n\n{rows[0]}\n{rows[1]}\n{rows[2]}\n\nResults\n\nBoth sides measured.\n") == [
        ROE,
        PEREZ,
        ("Jane Poe", "President", "Innovation, Science and Fish Canada", "CA"),
    ]


def test_co_chairs_of_a_table_whose_cells_stand_below_each_other():
    cells = ["Country", "Name", "Title", "Institution", ROE[3], *ROE[:3], PEREZ[3], *PEREZ[:3]]
    names = {"CA": "Canada", "MX": "Mexico"}
    assert people(SIDES.format("\n".join(names.get(cell, cell) for cell in cells))) == [ROE, PEREZ]


def test_co_chair_who_is_president_keeps_the_title():
    text = "Grupo de Trabajo del Mar\n\nCopresidente mexicano\n\nJuan Pérez Gil\nPresidente\nCámara Marina de México\n\nResultados\n\nAmbas partes midieron las mareas.\n"
    assert people(text, "es") == [("Juan Pérez Gil", "Presidente", "Cámara Marina de México", "MX")]


def test_heading_over_a_page_break_is_read_without_the_furniture():
    prose = "Both sides measured the tides of the bays in all of the months of the year, and in\nthe nights as well, and they compared what they had found there with the old charts.\n"
    page = f"{prose}\n{prose}\n{prose}\n"
    heads = "Canada-Mexico Partnership\nAnnual Report 2001\n\n"
    text = f"{heads}Sea Working Group\n\nI. Results\n\n{page}1\n\n{heads}{page}Theme 1: The tides and the exchange of good practices between all of the\n\n2\n\n{heads}bays and of the coasts of both countries\n\n{page}3\n\n{heads}{page}4\n"
    _, found = read(text)
    assert [section.heading for section in found.sections][-1] == (
        "Theme 1: The tides and the exchange of good practices between all of the bays and of the coasts of both countries"
    )

"""Chapters, sections with their role, and the passages that stand in them, in three languages."""

import pytest

from reports.reading.fingerprint import fingerprint
from reports.reading.formats.plain import read
from reports.reading.outline import outline

EN = """Annual report of the tides

Part I: Message

The two coasts met in spring.

Seas Working Group

Canadian Co-chairs:

Ann Reef, Director, Office of Tides

Mexican Co-chairs:

Luis Mar, Director, Office of Waves

Introduction and objectives

The group looks at tides. It met twice.

Theme 1: Buoys

Three buoys were set out.

Looking ahead

The group will:

• set out two more buoys. It will paint them;
• publish a table.

The group will meet in May.

Challenges and opportunities

Storms are frequent.
"""
FR = """Groupe de travail sur les mers

Coprésidents canadiens :

Anne Récif, directrice

Coprésidents mexicains :

Luis Mar, directeur

Introduction et objectifs

Le groupe étudie les marées.

Résultats

Trois bouées ont été posées.

Activités futures

Le groupe posera deux autres bouées.

Défis

Les tempêtes sont fréquentes.
"""
ES = """Grupo de Trabajo sobre Mares

Copresidentes canadienses:

Ana Arrecife, directora

Copresidentes mexicanos:

Luis Mar, director

Introducción

El grupo estudia las mareas.

Resultados

Se colocaron tres boyas.

Acciones futuras

El grupo colocará dos boyas más.

Retos

Hay muchas tormentas.
"""


def test_outline_of_a_report_in_english():
    found = outline(read(EN))
    assert [(s.heading, s.role, s.working_group) for s in found.sections] == [
        ("Annual report of the tides", "other", None),
        ("Part I: Message", "other", None),
        ("Seas Working Group", "other", "Seas Working Group"),
        ("Canadian Co-chairs:", "participants", "Seas Working Group"),
        ("Mexican Co-chairs:", "participants", "Seas Working Group"),
        ("Introduction and objectives", "introduction", "Seas Working Group"),
        ("Theme 1: Buoys", "results", "Seas Working Group"),
        ("Looking ahead", "promises", "Seas Working Group"),
        ("Challenges and opportunities", "challenges", "Seas Working Group"),
    ]


@pytest.mark.parametrize(("text", "language"), [(FR, "fr"), (ES, "es")], ids=["fr", "es"])
def test_outline_knows_the_roles_in_other_languages(text, language):
    found = outline(read(text), language)
    assert [section.role for section in found.sections] == [
        "other",
        "participants",
        "participants",
        "introduction",
        "results",
        "promises",
        "challenges",
    ]
    assert {section.working_group for section in found.sections} == {text.splitlines()[0]}
    assert [found.sections[p.section].role for p in found.passages] == [
        "introduction",
        "results",
        "promises",
        "challenges",
    ]


def test_passages_are_sentences_and_items_without_headings_and_people():
    found = outline(read(EN))
    assert [(EN[p.start : p.end], p.paragraph, p.item) for p in found.passages] == [
        ("The two coasts met in spring.", 1, None),
        ("The group looks at tides.", 2, None),
        ("It met twice.", 2, None),
        ("Three buoys were set out.", 3, None),
        ("The group will:", 4, None),
        ("set out two more buoys.", 4, 1),
        ("It will paint them;", 4, 1),
        ("publish a table.", 4, 2),
        ("The group will meet in May.", 5, None),
        ("Storms are frequent.", 6, None),
    ]


def test_passages_carry_the_fingerprint_of_their_words():
    assert all(p.fingerprint == fingerprint(EN[p.start : p.end]) for p in outline(read(EN)).passages)


def test_sections_follow_one_another_to_the_end_of_the_text():
    sections = outline(read(EN)).sections
    assert [s.end for s in sections] == [*(s.start for s in sections[1:]), len(EN)]


def test_sub_heading_stands_in_its_section_and_has_its_role():
    text = EN.replace("The group will meet in May.", "Painting of the Buoys\n\nThe group will paint two buoys.")
    found = outline(read(text))
    child = next(s for s in found.sections if s.heading == "Painting of the Buoys")
    parent = found.sections[child.parent]
    assert (parent.heading, child.role) == ("Looking ahead", "promises")
    assert parent.start < child.start < child.end <= parent.end


def test_site_furniture_is_no_passage():
    text = EN + "\nDate modified: 2030-01-01\n"
    assert len(outline(read(text)).passages) == 10

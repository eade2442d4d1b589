"""Made-up reports in three languages, and how the tests read them."""

from reports.reading.blocks import Block, ExtractedText
from reports.reading.formats import plain
from reports.reading.outline import Outline, outline

BLANK = " "

ENGLISH = f"""Lake and River Partnership - 2031 Annual Report

Table of contents

Part I: Words of the National Co-chairs

The 9th Annual Meeting of the Partnership was held in Calgary, Alberta on May 30 and 31st, 2031. It was hosted by Canada in a hybrid format.

Three working groups met this year.

Jane Roe
Assistant Deputy Minister for the Lakes
Global Affairs Canada

Juan Pérez Gil
Head of Unit
Secretariat of Foreign Affairs, Mexico

Part II: Profile

The Partnership has held the following annual meetings:

  1. Ottawa, Ontario - October 25 2023
  2. Mexico City - March 4-5, 2024

Part III - Reports of the working groups

Clean Water Working Group

Canadian Co-chairs

Anne Dubois-Roy
Director General, Lakes and Rivers
Natural Resources Canada (NRCan)

Peter O'Neil
Business Council of Canada

Mexican Co-chair

Luis Ángel Ortega
Head of the International Affairs Unit
National Water Commission (CONAGUA)

I. INTRODUCTION AND OBJECTIVES{BLANK}

The group met on May 30, 2031. It reviewed three topics, namely:

  1. wells;
  2. dams; and,
  3. pumps.

Wells and springs

A map of all wells was printed with Mr. Roe of the U.S. team.

Inclusion of youth and gender equality

Both sides named it a priority.

Overview of the lakes

The lakes were shown on a map.

II. Next Steps:

Theme 1: Wells

The two agencies will finish the second map by June 2032.

Theme 2: Dams

To that end, the agencies agreed to:

III. Challenges and Opportunities

Money remains scarce in both countries.

Closing of the meeting of the Clean Water Working Group

The chairs thanked everybody.

Working Group on Boats

Introduction

This group is new. Please refer to Annex B for the list of boats.

Results

Future actions
"""

FRENCH = """Partenariat des lacs - Rapport annuel 2031

Partie I : Message des coprésidents nationaux

La 9e réunion annuelle du Partenariat s’est tenue à Ottawa du 27 au 28 novembre 2031. Elle a été organisée par le Canada.

Partie III - Rapports des groupes de travail

Groupe de travail sur l’eau

Coprésidente canadienne

Anne Dubois-Roy
Présidente de l’Association minière du Canada

Coprésident mexicain

M. Luis Ortega
Chef des affaires internationales
Secrétariat de l’Énergie (SENER)

INTRODUCTION ET OBJECTIFS

Le groupe a vu M. Roy, p. ex. pour les études. « Tout va bien. » Le plan a été revu.

Réseaux des puits

Une étude a été publiée.

ACTIVITÉS FUTURES :

Les parties se sont engagées à :

  1. tenir un atelier;
  2. publier la carte.

Défis et possibilités

Les défis suivants ont été relevés :

Clôture de la réunion du Groupe de travail sur l’eau

Les coprésidents ont remercié tout le monde.

Groupe de travail : Mines

I. Introduction

Le groupe s’est réuni. Voir l’annexe B pour la liste.

II. Prochaines étapes
"""

SPANISH = """Alianza de los lagos - Informe anual 2031

Parte I: Mensaje de los copresidentes nacionales

La XVIII Reunión Anual de la Alianza se celebró en la Ciudad de México del 27 al 28 de noviembre de 2031, en formato híbrido.

Parte III: Informes de los grupos de trabajo

GRUPO DE TRABAJO DE ENERGÍA

Copresidentes por Canadá

Anne Dubois-Roy
Directora General de Política Energética
Recursos Naturales Canadá (NRCan)

Copresidentes por México

Lic. Luis Ángel Ortega
Titular de la Unidad de Asuntos Internacionales de la Secretaría de Energía (SENER)

María de la Luz Gómez
Presidenta del Consejo Nacional Agropecuario

I. Introducción y objetivos

El Sr. Ortega presentó el plan con Pozos, S.A. de C.V. y otros.

II. El año en resumen

¿Qué se logró? Se publicó un mapa.

III. Próximos pasos

Las partes acordaron:

• realizar un taller;
• publicar el mapa.

IV. Retos y oportunidades

Se mantiene la falta de fondos.

Grupo de Trabajo sobre Capital Humano

I. Introducción

Es un grupo nuevo.

II. Acciones a futuro

Se acordó lo siguiente:
"""

WRAPPED = """LAKE AND RIVER PARTNERSHIP 2031 ANNUAL REPORT

PART I. MESSAGE FROM THE NATIONAL CO-CHAIRS
The 9th Annual Meeting of the Partnership was held in Calgary, Alberta,
on September 8 to 10, 2031. We thank the two working groups for their con-
tinued work in the year, and look forward to the next one with pleasure.

A. WORKING GROUP ON WELLS AND SPRINGS

CANADIANS CO-CHAIRS:


Steven Grey

Assistant Deputy Minister of Agriculture
and Agri-food Canada


Laura Stone
President of the Canadian Federation of

Agriculture



MEXICAN CO-CHAIRS:

Wells Subgroup

Rafael Lozano Gil
General Executive Secretary of the

National Association of Wells and
High Dams (ANPRE)


Springs Subgroup

Arturo Elías
Director General of the Mexican
Counsel of Boat Builders and Lake

Harbours and Shipyards

Tomás Rojas
Director of Wells
TransBorder Pipelines Ltd


I. INTRODUCTION
The group met on September 8, 2031 and reviewed its plan for the year,
which had been agreed in 2030 by both sides.

II. THE YEAR AT A GLANCE
A study on wells was printed in May 2031 by both agencies. It speaks of
four basins.

III. LOOKING AHEAD
The parties will:
• hold a workshop on wells in the spring of 2032 with the states and
  the provinces;
• publish a second study.
"""


def read(text: str, language: str = "en") -> tuple[ExtractedText, Outline]:
    """Read a plain text and outline it."""
    extracted = plain.read(text)
    return extracted, outline(extracted, language)


def roles(text: str, language: str = "en") -> dict[str, str]:
    """The role of each heading; of a heading printed twice, that of the last."""
    return {section.heading: section.role for section in read(text, language)[1].sections}


def printed(text: str, language: str = "en") -> list[str]:
    """The passages as printed, on one line each."""
    extracted, read_outline = read(text, language)
    return [" ".join(extracted.text[passage.start : passage.end].split()) for passage in read_outline.passages]


def table(*rows: tuple[str, ...], above: tuple[str, ...] = (), below: tuple[str, ...] = ()) -> ExtractedText:
    """A text with lines above, a table (a line break in a cell makes two paragraphs of it), and lines below."""
    text, blocks = "", []
    for line in above:
        blocks.append(Block(len(text), len(text) + len(line), ((len(text), len(text) + len(line)),)))
        text += f"{line}\n\n"
    for row in rows:
        cells, starts = [], []
        for cell in row:
            cells.append((len(text), len(text) + len(cell)))
            for line in cell.split("\n"):
                starts.append((len(text), len(text) + len(line)))
                text += f"{line}\n"
            text = text[:-1] + "\t"
        blocks += [Block(a, b, ((a, b),), is_alone=False, cells=tuple(cells)) for a, b in starts if b > a]
        text += "\n"
    for line in below:
        blocks.append(Block(len(text), len(text) + len(line), ((len(text), len(text) + len(line)),)))
        text += f"{line}\n\n"
    return ExtractedText(text, tuple(blocks))

"""Chapters of a report that is not imported, under whatever name a group has there."""

import pytest

from commitments.follow_ups.chapters import chapter_groups
from commitments.matching.material import Directory

NAMES = Directory(
    group_names={
        "SEA": ("Sea Working Group", "Sea"),
        "FOR": ("Forestry Working Group", "Forestry", "Sector forestal"),
        "EFO": ("Environment and Forestry Working Group", "Environment and Forestry"),
        "HUM": ("Human Capital Working Group", "Human Capital"),
    }
)
PLAIN = ("Twelve officers met in Halifax.",)


@pytest.mark.parametrize(
    ("chapter", "sentences", "code"),
    [
        ("Working Group on Forestry", PLAIN, "FOR"),
        ("Forests and Fire Working Group", PLAIN, "FOR"),
        ("Talent Working Group", ("Until 2002 it was the Human Capital\nWorking Group.",), "HUM"),
        ("Oceans Working Group", ("This is the former Working Group on Sea.",), "SEA"),
        ("Space Working Group", PLAIN, "Space Working Group"),
    ],
)
def test_a_chapter_belongs_to_the_group_that_it_names(chapter, sentences, code):
    assert chapter_groups({chapter: sentences}, NAMES) == {chapter: code}


def test_a_group_that_has_its_chapter_takes_no_other():
    chapters = {"Forests Working Group": ("It works with the Sea Working Group.",), "Sea Working Group": PLAIN}
    assert chapter_groups(chapters, NAMES) == {"Sea Working Group": "SEA", "Forests Working Group": "FOR"}

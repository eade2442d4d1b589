"""The method page prints the rules as the code holds them; every word has a definition."""

import pytest
from django.utils.html import escape

from commitments import choices, vocabulary
from commitments.status import BADGE_TABLE
from reports import choices as library
from reports import vocabulary as library_vocabulary

DEFINED = {
    vocabulary.STRENGTH: choices.Strength,
    vocabulary.NATURE: choices.Nature,
    vocabulary.WINDOW: choices.WindowKind,
    vocabulary.OWNERS: choices.OwnershipRole,
    vocabulary.SOURCES: choices.SourceRole,
    vocabulary.EXCLUSIONS: choices.ExclusionReason,
    vocabulary.DECLARED: choices.Says,
    vocabulary.BASES: choices.Basis,
    vocabulary.COMPLETION: choices.Completion,
    vocabulary.SCHEDULE: choices.Schedule,
    vocabulary.LIFE: choices.Life,
    vocabulary.LINKS: choices.LinkKind,
    library_vocabulary.SECTION_ROLES: library.SectionRole,
    library_vocabulary.GROUP_REPORTS: library.GroupReportStatus,
    library_vocabulary.GAP_KINDS: library.GapKind,
    library_vocabulary.SUCCESSION_BASES: library.SuccessionBasis,
}


@pytest.mark.parametrize(("words", "enum"), DEFINED.items(), ids=lambda value: getattr(value, "slug", ""))
def test_every_word_of_a_vocabulary_is_defined(words, enum):
    assert set(words.terms) == set(enum)


def test_every_vocabulary_is_printed():
    assert set(DEFINED) == {*vocabulary.VOCABULARIES, *library_vocabulary.VOCABULARIES}


@pytest.mark.django_db
def test_method_prints_badge_table_in_order_and_every_definition(client):
    text = client.get("/en/method/").content.decode()
    places = [text.index(escape(str(rule.wording))) for rule in BADGE_TABLE]
    assert places == sorted(places)
    for words in DEFINED:
        for value, _label, meaning in words.lines:
            assert f'{escape(str(meaning))} <code class="meta">{value}</code>' in text

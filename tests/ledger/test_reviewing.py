"""Several reviewers at the same moment: one decides, the others are told, and nothing is decided twice."""

import threading

import pytest
from django.db import connection

from commitments.choices import ExclusionReason
from commitments.desk import reviewing
from commitments.models import Commitment, Exclusion
from reports.models import Passage
from tests.factories import DraftDocumentFactory, PromisePassageFactory


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_reviewers_of_one_sentence_on_postgresql_take_turns():
    pk = PromisePassageFactory(document=DraftDocumentFactory(report__year=2003)).pk
    outcomes, together = [], threading.Barrier(4)

    def decide(number):
        try:
            passage = Passage.objects.select_related("document__report__meeting", "section__working_group").get(pk=pk)
            together.wait()
            if number % 2:
                reviewing.accept(passage, proposal=None, seen="", by=f"reviewer {number}")
            else:
                reviewing.exclude(passage, reason=ExclusionReason.OPINION, note={}, seen="", by=f"reviewer {number}")
            outcomes.append("decided")
        except reviewing.Overtaken:
            outcomes.append("told")
        except Exception as error:  # told below, in the thread of the test
            outcomes.append(error)
        finally:
            connection.close()

    reviewers = [threading.Thread(target=decide, args=[number]) for number in range(4)]
    for reviewer in reviewers:
        reviewer.start()
    for reviewer in reviewers:
        reviewer.join()
    assert sorted(map(str, outcomes)) == ["decided", "told", "told", "told"]
    assert Commitment.objects.count() + Exclusion.objects.count() == 1

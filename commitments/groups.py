"""Which commitments are those of a working group."""

from collections import defaultdict

from django.db.models import Q

from commitments.filters import PARTNERSHIP
from commitments.models import Commitment
from reports.models import WorkingGroup


def of_group(group: WorkingGroup) -> Q:
    """Return the condition that a commitment stands in the chapter of ``group`` or is carried jointly by it.

    The partnership as a whole has those that stand in no chapter.
    """
    if group.slug == PARTNERSHIP:
        return Q(working_group=None)
    joint = Commitment.joint_groups.through.objects.filter(workinggroup=group)
    return Q(working_group=group) | Q(pk__in=joint.values("commitment"))


def joint_groups() -> dict[int, set[int]]:
    """Return, for each commitment that further groups carry jointly, these groups; all by primary key. One query."""
    joint: dict[int, set[int]] = defaultdict(set)
    for commitment, group in Commitment.joint_groups.through.objects.values_list("commitment", "workinggroup"):
        joint[commitment].add(group)
    return joint

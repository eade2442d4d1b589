"""Who may make things public."""

from django.http import HttpRequest

from commitments.models import Commitment
from reports.choices import State

PUBLISH = "commitments.publish_commitment"


def may_publish(request: HttpRequest) -> bool:
    """Whether the account may publish and withdraw."""
    return request.user.has_perm(PUBLISH)


def may_edit(request: HttpRequest, commitment: Commitment | None) -> bool:
    """Whether the account may edit ``commitment``, model permissions apart: drafts, or everything that it may publish."""
    return commitment is None or commitment.state == State.DRAFT or may_publish(request)

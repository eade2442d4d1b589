"""By what a commitment will be judged, written before anybody judges it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.models.append_only import AppendOnly
from commitments.models.commitment import Commitment
from commitments.querysets import OnCommitmentQuerySet


class Guideline(AppendOnly):
    """What would count as complete, partial and not started, and which proof is expected.

    A commitment has one that stands. A verdict names the guideline by which it was reached, also
    when a later guideline has corrected that one.
    """

    key_letter: ClassVar[str] = "G"

    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="guidelines",
        verbose_name=_("commitment"),
        help_text=_("The commitment that it prepares to judge."),
    )
    complete = models.TextField(_("complete"), help_text=_("What would count as complete, in our own words."))
    partial = models.TextField(
        _("partial"),
        help_text=_("What would count as limited or substantial progress, and where the line between them runs."),
    )
    not_started = models.TextField(
        _("not started"), help_text=_("What would show that nothing has begun; silence alone does not.")
    )
    proof = models.TextField(_("proof expected"), help_text=_("Which evidence is expected, and where to look for it."))

    objects = OnCommitmentQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        verbose_name = _("guideline")
        verbose_name_plural = _("guidelines")
        ordering = ["commitment", "pk"]

    @property
    def key_subject(self) -> models.Model:
        """The commitment that the key belongs to."""
        return self.commitment

    @property
    def base_key(self) -> str:
        """The commitment's reference."""
        return self.commitment.reference

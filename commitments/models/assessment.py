"""What we judge, with reason and evidence."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.choices import AssessedParty, Completion, Round
from commitments.models.append_only import AppendOnly, AppendOnlyError
from commitments.models.commitment import Commitment, Deliverable
from commitments.models.guideline import Guideline
from commitments.models.update import Update
from commitments.querysets import AboutCommitmentQuerySet, GuardedQuerySet


class Assessment(AppendOnly):
    """How far a commitment has been fulfilled, by both together or by one country."""

    key_letter: ClassVar[str] = "A"

    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="assessments",
        verbose_name=_("commitment"),
        help_text=_("The commitment that is judged."),
    )
    deliverable = models.ForeignKey(
        Deliverable,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assessments",
        verbose_name=_("deliverable"),
        help_text=_("The one deliverable that is judged; empty for the whole."),
    )
    guideline = models.ForeignKey(
        Guideline,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="assessments",
        verbose_name=_("guideline"),
        help_text=_("The guideline by which it was judged, written before the verdict."),
    )
    round = models.CharField(
        _("round"),
        max_length=7,
        choices=Round,
        default=Round.INTERIM,
        help_text=_("Interim while a second reader or the countries may still answer; final after that."),
    )
    party = models.CharField(
        _("party"), max_length=5, choices=AssessedParty, help_text=_("For whom the result is judged.")
    )
    completion = models.CharField(_("completion"), max_length=12, choices=Completion, help_text=_("The verdict."))
    reason = models.TextField(_("reason"), help_text=_("Why, in our own words."))
    searched_until = models.DateField(_("searched until"), help_text=_("Up to which day evidence was looked for."))
    effective_on = models.DateField(_("effective on"), help_text=_("The day for which the verdict holds."))

    objects = AboutCommitmentQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["commitment", "effective_on", "pk"]
        indexes = [models.Index(fields=["deliverable", "commitment"], name="commitments_verdict_by_part")]

    @property
    def key_subject(self) -> models.Model:
        """The commitment that the key belongs to."""
        return self.commitment

    @property
    def base_key(self) -> str:
        """The commitment's reference."""
        return self.commitment.reference


class AssessmentEvidence(models.Model):
    """An update that an assessment rests on. Written with the assessment, never changed."""

    assessment = models.ForeignKey(
        Assessment,
        models.PROTECT,
        related_name="evidence",
        verbose_name=_("assessment"),
        help_text=_("The verdict."),
    )
    update = models.ForeignKey(
        Update,
        models.PROTECT,
        related_name="evidence_for",
        verbose_name=_("update"),
        help_text=_("The update that it rests on."),
    )

    objects = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["assessment", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="commitments_assessmentevidence_unique",
                fields=["assessment", "update"],
                violation_error_message=_("The assessment already rests on this update."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.update_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row. Raises AppendOnlyError if it exists already."""
        if not self._state.adding:
            raise AppendOnlyError("The evidence of an assessment only appends.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse. Raises AppendOnlyError."""
        raise AppendOnlyError("The evidence of an assessment only appends.")

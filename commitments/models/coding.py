"""One of two readings of the same evidence, made without sight of the other."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.choices import AssessedParty, Completion
from commitments.models.append_only import AppendOnly
from commitments.models.commitment import Commitment
from commitments.querysets import CodingQuerySet


class Coding(AppendOnly):
    """How one reader alone judges a commitment. It changes no axis; two of them measure how far readers agree.

    Nobody but its author sees it until a second person has coded the same commitment for the same party.
    """

    key_letter: ClassVar[str] = "C"

    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="codings",
        verbose_name=_("commitment"),
        help_text=_("The commitment that is coded."),
    )
    party = models.CharField(_("party"), max_length=5, choices=AssessedParty, help_text=_("For whom it is coded."))
    completion = models.CharField(
        _("completion"), max_length=12, choices=Completion, help_text=_("What this reader finds.")
    )
    note = models.TextField(_("note"), help_text=_("Why, in the reader's own words."))

    objects = CodingQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        verbose_name = _("blind coding")
        verbose_name_plural = _("blind codings")
        ordering = ["commitment", "party", "pk"]
        constraints = [
            *AppendOnly.Meta.constraints,
            models.CheckConstraint(
                name="commitments_coding_has_an_account",
                condition=Q(recorded_by__isnull=False),
                violation_error_message=_("A coding is made by one person, with an account of their own."),
            ),
        ]

    @property
    def key_subject(self) -> models.Model:
        """The commitment that the key belongs to."""
        return self.commitment

    @property
    def base_key(self) -> str:
        """The commitment's reference."""
        return self.commitment.reference

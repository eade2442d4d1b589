"""How a commitment follows another."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.choices import Basis, LinkKind
from commitments.models.append_only import AppendOnly
from commitments.models.commitment import Commitment
from commitments.querysets import LinkQuerySet

_CHANGE = [MinValueValidator(-1), MaxValueValidator(1)]


class Link(AppendOnly):
    """A newer commitment follows an older one; the chain of links is a thread."""

    key_letter: ClassVar[str] = "L"
    base_key_path: ClassVar[str] = "newer__reference"

    newer = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="links_to_older",
        verbose_name=_("newer"),
        help_text=_("The commitment that follows."),
    )
    older = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="links_to_newer",
        verbose_name=_("older"),
        help_text=_("The commitment that is followed."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=LinkKind, help_text=_("How it follows."))
    basis = models.CharField(_("basis"), max_length=10, choices=Basis, help_text=_("How sure the link is."))
    rationale = models.TextField(_("rationale"), help_text=_("Why the two belong together, in our own words."))
    scope_change = models.SmallIntegerField(
        _("change of scope"), null=True, blank=True, validators=_CHANGE, help_text=_("−1 narrower, 0 same, +1 wider.")
    )
    strength_change = models.SmallIntegerField(
        _("change of strength"), null=True, blank=True, validators=_CHANGE, help_text=_("−1 weaker, 0 same, +1 firmer.")
    )
    date_change = models.SmallIntegerField(
        _("change of date"), null=True, blank=True, validators=_CHANGE, help_text=_("−1 later, 0 same, +1 earlier.")
    )

    objects = LinkQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["newer", "older", "pk"]
        constraints = [
            *AppendOnly.Meta.constraints,
            models.CheckConstraint(
                name="commitments_link_not_to_itself",
                condition=~Q(newer=F("older")),
                violation_error_message=_("A commitment cannot follow itself."),
            ),
        ]

    @property
    def key_subject(self) -> models.Model:
        """The newer commitment that the key belongs to."""
        return self.newer

    @property
    def base_key(self) -> str:
        """The newer commitment's reference."""
        return self.newer.reference

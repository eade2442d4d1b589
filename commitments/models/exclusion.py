"""Decisions about passages that are not commitments, and questions about passages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.choices import ExclusionReason
from commitments.models.append_only import AppendOnly
from commitments.querysets import AboutPassageQuerySet


class Exclusion(AppendOnly):
    """A passage of a promises section that is not a commitment, with the reason."""

    key_letter: ClassVar[str] = "X"
    base_key_path: ClassVar[str] = "passage__document__slug"

    passage = models.ForeignKey(
        "reports.Passage",
        models.PROTECT,
        related_name="+",
        verbose_name=_("passage"),
        help_text=_("The printed sentence."),
    )
    reason = models.CharField(_("reason"), max_length=20, choices=ExclusionReason, help_text=_("Why it is none."))
    note = models.TextField(_("note"), help_text=_("One sentence of our own that says why."))

    objects = AboutPassageQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        ordering = ["passage", "pk"]

    @property
    def key_subject(self) -> models.Model:
        """The document that the key belongs to."""
        return self.passage.document

    @property
    def base_key(self) -> str:
        """The document's public name."""
        return self.passage.document.slug


class Question(AppendOnly):
    """Somebody should look at a passage again."""

    key_letter: ClassVar[str] = "Q"
    base_key_path: ClassVar[str] = "passage__document__slug"

    passage = models.ForeignKey(
        "reports.Passage",
        models.PROTECT,
        related_name="+",
        verbose_name=_("passage"),
        help_text=_("The printed sentence."),
    )
    note = models.TextField(_("note"), help_text=_("What is asked."))

    objects = AboutPassageQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["passage", "pk"]

    @property
    def key_subject(self) -> models.Model:
        """The document that the key belongs to."""
        return self.passage.document

    @property
    def base_key(self) -> str:
        """The document's public name."""
        return self.passage.document.slug

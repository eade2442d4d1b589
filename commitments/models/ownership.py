"""Who owes a commitment."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commitments.choices import OwnershipRole
from commitments.models.commitment import Commitment
from commitments.querysets import OfCommitmentQuerySet


class Ownership(models.Model):
    """An institution, group or person that owes a commitment, in one role."""

    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        related_name="ownerships",
        verbose_name=_("commitment"),
        help_text=_("What is owed."),
    )
    organization = models.ForeignKey(
        "reports.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("institution"),
        help_text=_("The institution, if it is one."),
    )
    group = models.ForeignKey(
        "reports.WorkingGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("group"),
        help_text=_("The group or subgroup, if it is one."),
    )
    person = models.ForeignKey(
        "reports.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
        help_text=_("The person, if it is one."),
    )
    role = models.CharField(_("role"), max_length=10, choices=OwnershipRole, help_text=_("What the owner owes."))
    starts_on = models.DateField(_("from"), null=True, blank=True, help_text=_("First day, where known."))
    ends_on = models.DateField(_("until"), null=True, blank=True, help_text=_("Last day, where known."))

    objects = OfCommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("owner")
        verbose_name_plural = _("owners")
        ordering = ["commitment", "pk"]
        constraints = [
            models.CheckConstraint(
                name="commitments_ownership_one_owner",
                condition=(
                    Q(organization__isnull=False, group=None, person=None)
                    | Q(organization=None, group__isnull=False, person=None)
                    | Q(organization=None, group=None, person__isnull=False)
                ),
                violation_error_message=_("An owner is an institution, a group or a person: exactly one."),
            ),
            models.CheckConstraint(
                name="commitments_ownership_ends_after_start",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("An ownership cannot end before it starts."),
            ),
            *(
                models.UniqueConstraint(
                    name=f"commitments_ownership_unique_{owner}",
                    fields=["commitment", owner, "role"],
                    condition=Q(**{f"{owner}__isnull": False}),
                    violation_error_message=_("This owner is already recorded in this role."),
                )
                for owner in ("organization", "group", "person")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.role}"

    @property
    def owner(self) -> models.Model | None:
        """The institution, group or person. Needs the three fetched."""
        return self.organization or self.group or self.person

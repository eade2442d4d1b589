"""Vocabularies of the ledger. Behaviour that belongs to a word hangs on its enum."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Strength(models.TextChoices):
    """How firmly a statement binds."""

    FIRM = "firm", _("Firm")
    EXPLORATORY = "exploratory", _("Exploratory")
    PROPOSAL = "proposal", _("Proposal")


class Nature(models.TextChoices):
    """Whether a statement can be finished."""

    ONE_OFF = "one_off", _("One-off")
    CONTINUING = "continuing", _("Continuing")


class SourceRole(models.TextChoices):
    """What a cited passage is to the commitment."""

    PROMISE = "promise", _("The promise")
    LEAD_IN = "lead_in", _("Lead-in of a list")
    CONTEXT = "context", _("Context")


class WindowKind(models.TextChoices):
    """Whether a printed time dates the act or only labels a plan."""

    DUE = "due", _("Due")
    HORIZON = "horizon", _("Horizon of a plan")


class WindowPrecision(models.TextChoices):
    """How exactly the window is printed."""

    NONE = "none", _("No date printed")
    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    HALF = "half", _("Half-year")
    SEASON = "season", _("Season")
    YEAR = "year", _("Year")
    RANGE = "range", _("Range")
    RELATIVE = "relative", _("Relative")
    EVENT = "event", _("Event")


class Tag(models.TextChoices):
    """Cross-cutting concerns."""

    GENDER = "gender", _("Gender")
    YOUTH = "youth", _("Youth")
    INDIGENOUS_PEOPLES = "indigenous_peoples", _("Indigenous Peoples")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    SUBNATIONAL = "subnational", _("Provinces and states")


class OwnershipRole(models.TextChoices):
    """What an owner owes."""

    LEAD = "lead", _("Lead")
    SUPPORT = "support", _("Support")
    PARTNER = "partner", _("Partner")
    CONTACT = "contact", _("Point of contact")


class ExclusionReason(models.TextChoices):
    """Why a passage of a promises section is not a commitment."""

    LEAD_IN = "lead_in", _("Opens a list")
    CONTEXT = "context", _("Background or explanation")
    PAST_RESULT = "past_result", _("Tells of something already done")
    OPINION = "opinion", _("Opinion")
    RESTATES_MANDATE = "restates_mandate", _("Restates the mandate")
    REPEATS_IN_REPORT = "repeats_in_report", _("Repeats another statement of the same report")
    LOST_LIST = "lost_list", _("Opens a list that was lost")
    ASPIRATION = "aspiration", _("Importance, need or hope without an act")


class Says(models.TextChoices):
    """What a source says about a commitment."""

    STARTED = "started", _("Started")
    PROGRESS = "progress", _("Progress")
    PARTLY_COMPLETED = "partly_completed", _("Partly completed")
    COMPLETED = "completed", _("Completed")
    CONCLUDED = "concluded", _("Topic concluded")
    POSTPONED = "postponed", _("Postponed")
    DROPPED = "dropped", _("Dropped")
    OBSTRUCTED = "obstructed", _("Obstructed")
    CONTRADICTED = "contradicted", _("Contradicted")
    MENTIONED = "mentioned", _("Mentioned")
    NOT_MENTIONED = "not_mentioned", _("Not mentioned")

    @property
    def closes(self) -> bool:
        """Whether nothing more is expected after this word."""
        return self in (Says.COMPLETED, Says.CONCLUDED, Says.DROPPED)


class Basis(models.TextChoices):
    """How surely the source is about this commitment."""

    EXPLICIT = "explicit", _("Explicit")
    STRONG = "strong", _("Strong")
    WEAK = "weak", _("Weak")


class AssessedParty(models.TextChoices):
    """For whom a result is judged."""

    JOINT = "joint", _("Both together")
    CA = "CA", _("Canada")
    MX = "MX", _("Mexico")


class Completion(models.TextChoices):
    """What we judge. Without an assessment a commitment is *not assessed*, which is none of these."""

    NO_EVIDENCE = "no_evidence", _("No evidence found")
    NOT_STARTED = "not_started", _("Not started")
    LIMITED = "limited", _("Limited progress")
    SUBSTANTIAL = "substantial", _("Substantial progress")
    COMPLETE = "complete", _("Complete")


class Round(models.TextChoices):
    """At which stage a verdict was reached. Among verdicts the latest decides, of whatever round."""

    INTERIM = "interim", _("Interim")
    FINAL = "final", _("Final")


NOT_ASSESSED = "not_assessed"
NOT_DECLARED = "not_declared"


class LinkKind(models.TextChoices):
    """How a newer commitment follows an older one."""

    CONTINUES = "continues", _("Continues")
    REPEATS = "repeats", _("Repeats")
    AMENDS = "amends", _("Amends")
    SUPERSEDES = "supersedes", _("Supersedes")
    ADOPTS = "adopts", _("Adopts")
    SPLITS_FROM = "splits_from", _("Splits from")
    MERGES = "merges", _("Merges")
    DUPLICATES = "duplicates", _("Duplicates")
    DEPENDS_ON = "depends_on", _("Depends on")

    @property
    def is_follow_up(self) -> bool:
        """Whether the kind ties a newer statement to an earlier one, rather than a condition."""
        return self is not LinkKind.DEPENDS_ON

    @property
    def may_stay_in_report(self) -> bool:
        """Whether both ends may stand in one report."""
        return self in (LinkKind.ADOPTS, LinkKind.DUPLICATES, LinkKind.DEPENDS_ON)

    @classmethod
    def carrying(cls) -> list[str]:
        """Return the kinds that carry the older statement forward."""
        return [
            kind.value for kind in (cls.CONTINUES, cls.REPEATS, cls.AMENDS, cls.ADOPTS, cls.SPLITS_FROM, cls.MERGES)
        ]


class Schedule(models.TextChoices):
    """How a commitment stands against its window. Computed, never typed."""

    NO_DATE = "no_date", _("No date printed")
    NOT_DUE = "not_due", _("Not due yet")
    DUE_SOON = "due_soon", _("Due soon")
    OVERDUE = "overdue", _("Overdue")
    DONE_ON_TIME = "done_on_time", _("Done on time")
    DONE_LATE = "done_late", _("Done late")


class Life(models.TextChoices):
    """Where a commitment is in its series. Computed from links and silence."""

    OPEN = "open", _("Open")
    CARRIED_FORWARD = "carried_forward", _("Carried forward")
    SUPERSEDED = "superseded", _("Superseded")
    CLOSED = "closed", _("Closed")
    LAPSED = "lapsed", _("Lapsed")


class Badge(models.TextChoices):
    """The one public word, computed from the four axes by the table in ``status.py``."""

    DROPPED = "dropped", _("Dropped")
    DONE = "done", _("Done")
    DONE_LATE = "done_late", _("Done late")
    CONCLUDED = "concluded", _("Concluded")
    POSTPONED = "postponed", _("Postponed")
    CARRIED_FORWARD = "carried_forward", _("Carried forward")
    UNDER_WAY = "under_way", _("Under way")
    MENTIONED = "mentioned", _("Mentioned, outcome open")
    NOT_MENTIONED = "not_mentioned", _("Not mentioned later")
    NO_LATER_REPORT = "no_later_report", _("No later report held here")

    @property
    def is_answer(self) -> bool:
        """Whether a source or a verdict says what became of it."""
        return self not in (Badge.NOT_MENTIONED, Badge.NO_LATER_REPORT)

    @property
    def is_silence(self) -> bool:
        """Whether later reports were there to tell and did not."""
        return self is Badge.NOT_MENTIONED

    @property
    def icon(self) -> str:
        """Name of the symbol in the icon sprite."""
        return f"badge-{self.value.replace('_', '-')}"

    @property
    def css_class(self) -> str:
        """Class of the badge in the style sheet."""
        return f"badge--{self.value.replace('_', '-')}"

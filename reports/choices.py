"""Vocabularies of the library. Behaviour that belongs to a word hangs on its enum."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """Languages of the printed texts and of the site."""

    EN = "en", _("English")
    FR = "fr", _("French")
    ES = "es", _("Spanish")


class Country(models.TextChoices):
    """The two countries of the partnership."""

    CA = "CA", _("Canada")
    MX = "MX", _("Mexico")


class OrganizationCountry(models.TextChoices):
    """Where an institution belongs."""

    CA = "CA", _("Canada")
    MX = "MX", _("Mexico")
    BINATIONAL = "BI", _("Binational")
    INTERNATIONAL = "INT", _("International")
    OTHER = "OTHER", _("Other country")


class Sector(models.TextChoices):
    """What kind of institution it is."""

    GOVERNMENT = "government", _("Federal government")
    SUBNATIONAL = "subnational", _("Province, state or city")
    PRIVATE = "private", _("Private sector")
    ACADEMIC = "academic", _("Academic")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    INTERNATIONAL = "international", _("International organization")


class State(models.TextChoices):
    """Publication state. Only published rows leave the house."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DatePrecision(models.TextChoices):
    """How exactly a date of a meeting is known."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")


class MeetingFormat(models.TextChoices):
    """How a meeting was held."""

    IN_PERSON = "in_person", _("In person")
    VIRTUAL = "virtual", _("Virtual")
    HYBRID = "hybrid", _("Hybrid")


class DocumentKind(models.TextChoices):
    """What kind of source a document is."""

    ANNUAL_REPORT = "annual_report", _("Annual report")
    OVERVIEW = "overview", _("Overview page")
    CRITIQUE = "critique", _("Critique")
    WEB_PAGE = "web_page", _("Web page")
    STATEMENT = "statement", _("Statement")


class SectionRole(models.TextChoices):
    """What a section is for, whatever its heading says."""

    PROMISES = "promises", _("Promises")
    RESULTS = "results", _("Results")
    INTRODUCTION = "introduction", _("Introduction")
    CHALLENGES = "challenges", _("Challenges and opportunities")
    GENDER = "gender", _("Gender and inclusion")
    PARTICIPANTS = "participants", _("Co-chairs and participants")
    OTHER = "other", _("Other")


class GroupKind(models.TextChoices):
    """What kind of body a working group is."""

    GROUP = "group", _("Working group")
    SUBGROUP = "subgroup", _("Subgroup")
    TECHNICAL_COMMITTEE = "technical_committee", _("Technical committee")


class GroupReportStatus(models.TextChoices):
    """How a group stands in a report."""

    CHAPTER = "chapter", _("Has a chapter")
    MET_NO_CHAPTER = "met_no_chapter", _("Met, no chapter")
    DID_NOT_MEET = "did_not_meet", _("Did not meet")
    COUNTED_ONLY = "counted_only", _("Counted, no chapter")
    ABSENT = "absent", _("Absent")

    @classmethod
    def silent(cls) -> list[str]:
        """Return the values of a group that did not report."""
        return [member.value for member in cls if member is not cls.CHAPTER]


class SuccessionKind(models.TextChoices):
    """How one body follows another."""

    RENAMED = "renamed", _("Renamed")
    SPLIT = "split", _("Split")
    MERGED = "merged", _("Merged")
    CREATED = "created", _("Created")
    PROPOSED = "proposed", _("Proposed")
    REVIVED = "revived", _("Revived")
    DORMANT = "dormant", _("Dormant")
    DISSOLVED = "dissolved", _("Dissolved")


class SuccessionBasis(models.TextChoices):
    """On what a succession rests."""

    STATED = "stated", _("Stated in a document")
    INFERRED = "inferred", _("Inferred from the documents")
    GENERAL_KNOWLEDGE = "general_knowledge", _("General knowledge")


class NameKind(models.TextChoices):
    """What kind of further name an institution has."""

    ALIAS = "alias", _("Alias")
    FORMER = "former", _("Former name")
    ACRONYM = "acronym", _("Acronym")
    MISPRINT = "misprint", _("Misprint")


class AppointmentRole(models.TextChoices):
    """In what role a person is printed."""

    NATIONAL_CO_CHAIR = "national_co_chair", _("National co-chair")
    CO_CHAIR = "co_chair", _("Co-chair")
    PARTICIPANT = "participant", _("Participant")


class GapKind(models.TextChoices):
    """What a document announces and does not contain."""

    LOST_LIST = "lost_list", _("List lost in the capture")
    EMPTY_SECTION = "empty_section", _("Empty section")
    MISSING_ANNEX = "missing_annex", _("Missing annex")
    MISSING_CHAPTER = "missing_chapter", _("Missing chapter")
    CUT_OFF = "cut_off", _("Text cut off")


class ConflictResolution(models.TextChoices):
    """Whether a disagreement of sources has been settled."""

    OPEN = "open", _("Open")
    RESOLVED = "resolved", _("Resolved")

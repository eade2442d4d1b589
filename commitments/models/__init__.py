"""The ledger: commitments and their owners, and what was recorded about them since."""

from commitments.models.append_only import AppendOnly, AppendOnlyError
from commitments.models.assessment import Assessment, AssessmentEvidence
from commitments.models.coding import Coding
from commitments.models.commitment import Commitment, CommitmentSource, CommitmentTag, Deliverable, Theme
from commitments.models.exclusion import Exclusion, Question
from commitments.models.guideline import Guideline
from commitments.models.indicator import Indicator, Measurement, Milestone
from commitments.models.link import Link
from commitments.models.ownership import Ownership
from commitments.models.release import Release
from commitments.models.reply import Reply
from commitments.models.update import Update

__all__ = [
    "AppendOnly",
    "AppendOnlyError",
    "Assessment",
    "AssessmentEvidence",
    "Coding",
    "Commitment",
    "CommitmentSource",
    "CommitmentTag",
    "Deliverable",
    "Exclusion",
    "Guideline",
    "Indicator",
    "Link",
    "Measurement",
    "Milestone",
    "Ownership",
    "Question",
    "Release",
    "Reply",
    "Theme",
    "Update",
]

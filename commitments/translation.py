"""Fields in three languages, and the edit history of descriptive records.

Translation options must be registered before the history (else every save breaks).
"""

import simple_history
from modeltranslation.translator import TranslationOptions, translator

from commitments import models


class CommitmentOptions(TranslationOptions):
    """What we say of a commitment."""

    fields = ("title", "summary", "condition", "window_reading", "withdrawal_reason")


class NameOptions(TranslationOptions):
    """A name."""

    fields = ("name",)


class TextOptions(TranslationOptions):
    """A short text."""

    fields = ("text",)


class NoteOptions(TranslationOptions):
    """A note in our own words."""

    fields = ("note",)


class ReasonOptions(TranslationOptions):
    """The reason of a verdict."""

    fields = ("reason",)


class GuidelineOptions(TranslationOptions):
    """What would count as what, and which proof is expected."""

    fields = ("complete", "partial", "not_started", "proof")


class RationaleOptions(TranslationOptions):
    """The rationale of a link."""

    fields = ("rationale",)


_OPTIONS = {
    models.Theme: NameOptions,
    models.Commitment: CommitmentOptions,
    models.Deliverable: TextOptions,
    models.Indicator: NameOptions,
    models.Milestone: TextOptions,
    models.Exclusion: NoteOptions,
    models.Update: NoteOptions,
    models.Guideline: GuidelineOptions,
    models.Assessment: ReasonOptions,
    models.Reply: NoteOptions,
    models.Link: RationaleOptions,
}
for _model, _options in _OPTIONS.items():
    translator.register(_model, _options)

simple_history.register(models.Theme)
simple_history.register(
    models.Commitment, m2m_fields=[models.Commitment.joint_groups.field], excluded_fields=["search_text"]
)
for _model in (
    models.CommitmentSource,
    models.Deliverable,
    models.CommitmentTag,
    models.Ownership,
    models.Indicator,
    models.Measurement,
    models.Milestone,
):
    simple_history.register(_model)

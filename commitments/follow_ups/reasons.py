"""The reasons of a suggestion in words that a person reads."""

from django.utils.translation import gettext as _

from commitments.matching.material import Reason, ReasonKind


def sentence(reason: Reason) -> str:
    """Return ``reason`` as one short line in the active language."""
    words = ", ".join(reason.words)
    match reason.kind:
        case ReasonKind.WORDS:
            return _("Shared words: %(words)s") % {"words": words}
        case ReasonKind.IDEAS:
            return _("Other words for the same: %(words)s") % {"words": words}
        case ReasonKind.NAMES:
            return _("Shared institutions, instruments and names: %(words)s") % {"words": words}
        case ReasonKind.PLACES:
            return _("Shared places: %(words)s") % {"words": words}
        case ReasonKind.NUMBERS:
            return _("Shared numbers: %(words)s") % {"words": words}
        case ReasonKind.SAME_GROUP:
            return _("Chapter of the same working group (%(words)s)") % {"words": words}
        case ReasonKind.SUCCESSOR_GROUP:
            return _("Chapter of a group that follows it (%(words)s)") % {"words": " → ".join(reason.words)}
        case ReasonKind.NAMES_GROUP:
            return _("Names the working group (%(words)s)") % {"words": words}
        case ReasonKind.OTHER_GROUP:
            return _("Printed outside the group’s own chapter")
        case ReasonKind.HEADING:
            return _("Under a heading that names its subject: %(words)s") % {"words": words}
        case ReasonKind.CUE:
            return _("The report’s own words: %(words)s") % {"words": words}
        case ReasonKind.RECYCLED:
            return _("Nearly word for word the earlier sentence")
        case ReasonKind.DRIFT:
            return _("Drift against the earlier statement: %(words)s") % {"words": words}

"""Compares two readings of one report: by the fingerprints of their passages and by their outlines."""

from collections import Counter


def shared(reading, other):
    """The share of passages that both hold, by fingerprint."""
    counts = [Counter(passage.fingerprint for passage in one.passages) for one in (reading, other)]
    return (counts[0] & counts[1]).total() / max(count.total() for count in counts)


def outlined(reading):
    """Role, heading, chapter and parent of each section."""
    return [
        (section.role, " ".join(section.heading.split()), section.working_group, section.parent)
        for section in reading.sections
    ]


def people(reading):
    """What is told of each co-chair."""
    return [
        (person.working_group, person.name, person.title, person.organization, person.side)
        for person in reading.co_chairs
    ]

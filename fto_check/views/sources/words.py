"""The sentences of a bibliography: its title, and what it comes to."""

from __future__ import annotations

from fto_check.runs.sources import Bibliography
from fto_check.views.words import count, judged_on

EACH = "A letter grades the source itself, A to F. Copies and retellings share an origin, which counts once."


def title(found: Bibliography) -> str:
    """Return the organization, the day, and what is listed."""
    assessment = found.assessment
    name = assessment.profile.organization.name
    return f"{name} on {judged_on(assessment.as_of, assessment.known_by)}: sources"


def scope(found: Bibliography) -> str:
    """Return how many sources are listed, of how many."""
    whole = f"{count(found.total, 'source')}, {count(found.origins, 'origin')}"
    return whole if found.asked is None else f"{found.asked}: {len(found.entries)} of {whole}"


def decisive(found: Bibliography) -> str:
    """Return which sources change an answer when they fall away."""
    if not found.entries:
        return "The profile has no sources."
    if not found.decisive:
        which = "it" if len(found.entries) == 1 else "any one of them"
        return f"Without {which}, no status changes."
    named = ", ".join(entry.id for entry in found.decisive)
    one = len(found.decisive) == 1
    return f"Without {named} a status changes." if one else f"Without any one of these a status changes: {named}."


def next_command(path: str) -> str | None:
    """Return the command that shows one source; None for what was read from a pipe."""
    return None if path.startswith("<") else f"One source with all that cites it: fto-check sources {path} ID"

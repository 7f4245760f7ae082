"""What is said of an item, incident, source or origin, for the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from fto_check.runs.named import NamedAnswer
from fto_check.views.report_words import law_words
from fto_check.views.terminal import heading, safe_text, said_lines
from fto_check.views.why.named_words import kind_of, named_lines
from fto_check.views.words import given_words, judged_on


def render(found: NamedAnswer) -> RenderableType:
    """Return a block for each thing that was named."""
    assessment = found.assessment
    name = assessment.profile.organization.name
    parts: list[RenderableType] = [heading(f"{name} on {judged_on(assessment.as_of, assessment.known_by)}: why")]
    parts.append(safe_text(f"under {law_words(assessment)}", "dim"))
    parts += [safe_text(given, "bold") for given in given_words(assessment)]
    for named in found.named:
        kind = kind_of(named).value.capitalize()
        parts += [Text(), Text.assemble((f"{kind}  ", "dim"), safe_text(named.id, "bold"))]
        parts += said_lines(named_lines(named, assessment), 2)
    parts += [Text(), Text(assessment.statute.notice, style="italic")]
    return Group(*parts)

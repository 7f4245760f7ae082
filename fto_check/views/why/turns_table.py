"""The days on which a status changed and what changed it, for the terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fto_check.law.statute import Statute
from fto_check.problems.inert import inert
from fto_check.profile.left_out import Omission
from fto_check.profile.models import Profile
from fto_check.reasoning.timeline import Turn
from fto_check.runs.answer import StatusWhy
from fto_check.runs.over_time import ReasonedTurn
from fto_check.views.terminal import COLOURS, heading, safe_text
from fto_check.views.words import MARKS, WHY_WORDS, without_words


def render_turns(
    profile: Profile, statute: Statute, found: Sequence[ReasonedTurn], omission: Omission | None = None
) -> RenderableType:
    """Return the days on which a status changed, and what changed it."""
    marks = ", ".join(criterion.heading for criterion in statute.criteria)
    legend = f"Three marks: {marks}. The word: the three together. Each day under its own law, in hindsight."
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("From", no_wrap=True)
    table.add_column("Status", no_wrap=True)
    table.add_column("What happened that day", overflow="fold")
    for stage in found:
        table.add_row(stage.turn.day.isoformat(), _stage(stage, statute), Text(inert(_causes(stage.turn))))
    left_out = without_words(omission.parts, omission) if omission is not None else None
    return Group(
        heading(f"{profile.organization.name} over time"),
        Text(legend, style="dim"),
        *([safe_text(left_out, "bold")] if left_out is not None else []),
        table, Text(), Text(statute.notice, style="italic"),
    )  # fmt: skip


def _stage(stage: ReasonedTurn, statute: Statute) -> Text:
    """Return the marks and the word, and below them why each criterion is no better, those alike together."""
    *criteria, overall = stage.turn.statuses.values()
    marks = [Text(MARKS[one], style=COLOURS[one]) for one in criteria]
    alike = defaultdict[StatusWhy, list[str]](list)
    for name, why in stage.whys.items():
        if why is not None:
            alike[why].append(statute.by_id[name].heading.lower())
    reasons = [f"\n{', '.join(names)}: {WHY_WORDS[why]}" for why, names in alike.items()]
    return Text.assemble(*marks, " ", (overall.words, COLOURS[overall]), *((said, "dim") for said in reasons))


def _causes(turn: Turn, most: int = 4) -> str:
    more = len(turn.causes) - most
    return " · ".join(turn.causes[:most]) + (f" · and {more} more" if more > 0 else "")

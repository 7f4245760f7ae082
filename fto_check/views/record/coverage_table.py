"""The official list beside profiles, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from fto_check.runs.coverage import Coverage, UncoveredListing
from fto_check.views.record.coverage import standing_words
from fto_check.views.record.foot_table import foot
from fto_check.views.terminal import heading, safe_text
from fto_check.views.words import count, judged_on


def render(found: Coverage) -> RenderableType:
    """Return who on the list has no profile, then which profiles have no listing."""
    day = judged_on(found.as_of, found.known_by)
    return Group(
        heading(f"The official list on {day} beside {count(len(found.profiles), 'profile')}"),
        *_listed(found),
        Text(),
        *_unlisted(found),
        Text(),
        *foot(found.record, found.as_of),
    )


def _listed(found: Coverage) -> Iterator[RenderableType]:
    missing = len(found.without_profile)
    yield Text(f"Listed and without a profile: {missing} of {count(found.listed, 'designation')}", style="bold")
    if not found.without_profile:
        return
    table = _table("Since", "Organization", "Id")
    for one in found.without_profile:
        entry = one.entry
        since = entry.designated.isoformat() + ("" if entry.is_certain else " ~")
        table.add_row(Text(since), _name(one), safe_text(entry.id, "dim"))
    yield table
    if any(not one.entry.is_certain for one in found.without_profile):
        yield Text("~ the day is not certain: fto-check record ID says why", style="dim")


def _name(one: UncoveredListing) -> Text:
    name = safe_text(one.entry.name)
    if one.perhaps:
        paths = ", ".join(profile.path for profile in one.perhaps)
        name.append_text(safe_text(f" (perhaps that of {paths}, whose name is unclear)", "dim"))
    return name


def _unlisted(found: Coverage) -> Iterator[RenderableType]:
    missing = len(found.without_listing)
    yield Text(f"Profiles without a listing on that day: {missing} of {len(found.profiles)}", style="bold")
    if not found.without_listing:
        return
    table = _table("Profile", "Organization", "On the list")
    for one in found.without_listing:
        table.add_row(safe_text(one.path, "dim"), safe_text(one.organization), safe_text(standing_words(one.official)))
    yield table


def _table(*heads: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False)
    for number, head in enumerate(heads):
        table.add_column(head, no_wrap=number == 0 and head == "Since", overflow="fold")
    return table

"""A diff for the comment on a pull request: the verdict, the statuses, the evidence; long lists are cut."""

from __future__ import annotations

from collections.abc import Iterator

from fto_check.law.status import Status
from fto_check.problems.inert import inert_markdown
from fto_check.runs.diff import DiffReport, FileDifference, FileKind
from fto_check.views.diff.edits import edits, sections
from fto_check.views.diff.words import (
    StatusGroup,
    StatusRow,
    below,
    change_words,
    in_order,
    organization,
    overview,
    path_words,
    rows,
    statuses,
    two_organizations,
    verdict,
)
from fto_check.views.markdown import COMMENT_LIMIT, code, cut, markdown_table
from fto_check.views.words import MARKS, judged_on, status_words

SHOWN = 8
"""How many changes of a sort are listed; the rest is counted."""


def render(comparison: DiffReport) -> str:
    """Return the document; its first line is the verdict, and nothing from a profile is markup in it."""
    return cut("\n\n".join(_document(comparison)) + "\n", COMMENT_LIMIT, in_characters=True)


def _document(comparison: DiffReport) -> Iterator[str]:
    listed = in_order(comparison)
    if len(comparison.files) == 1:
        (found,) = comparison.files
        yield f"**{_sentence(verdict(found, comparison))}**"
        yield from _file(found)
        name = f"{inert_markdown(organization(found))}, " if organization(found) else ""
        yield f"{name}{code(path_words(found))}: {_basis(comparison)}"
    else:
        yield f"**{_sentence(overview(comparison))}**"
        if listed:
            headings = (criterion.heading for criterion in comparison.statute.criteria)
            yield markdown_table(("Profile", "What", *headings, "Together"), map(_row, listed))
        for found in listed:
            if found.difference is None and not found.unreadable:
                continue  # the table says everything about it
            name = f": {inert_markdown(organization(found))}" if organization(found) else ""
            yield f"### {code(path_words(found))}{name}"
            yield f"**{_sentence(verdict(found, comparison))}**"
            yield from _file(found)
        yield _sentence(_basis(comparison))
    yield f"> {inert_markdown(comparison.statute.notice)}"


def _row(found: FileDifference) -> list[str]:
    """Return the cells of a file in the table of a run."""
    name = inert_markdown(organization(found) or found.name)
    cells = ["?"] * 4 if found.unreadable else [_cell(old, new) for old, new in statuses(found)]
    return [name, change_words(found), *cells]


def _cell(old: Status | None, new: Status | None) -> str:
    if old is new or old is None:
        return status_words(new)
    return f"{MARKS[old]} → " + (f"**{status_words(new)}**" if new is not None else "–")


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def _basis(comparison: DiffReport) -> str:
    sides = f"{code(comparison.old)} against {code(comparison.new)}"
    return f"{sides}, judged on {judged_on(comparison.as_of, comparison.known_by)}."


def _file(found: FileDifference) -> Iterator[str]:
    if (two := two_organizations(found)) is not None:
        yield inert_markdown(two)
    table = list(rows(found))
    moved = any(row.old is not row.new or row.before != row.now for row in table)
    if moved:
        yield _statuses([row for row in table if not row.below])
    elif table and found.kind is FileKind.CHANGED:
        yield f"Statuses as before: {'; '.join(f'{row.label} {row.now}' for row in table)}."
    if moved and found.difference is not None and (said := edits(found.difference.profile)):
        yield f"{_sentence(said)}."
    if groups := below(table):
        yield "**Below the criteria**"
        yield _folded([_group(group) for group in groups])
    for section in sections(found):
        yield f"**{_sentence(section.title)}**"
        yield _folded([f"- {inert_markdown(f'{sign} {said}')}" for sign, said in section.entries])


def _statuses(table: list[StatusRow]) -> str:
    """Return the statuses before and now; what moved them is a column where anything did."""
    why = ["Why"] if any(row.through for row in table) else []
    return markdown_table(
        ("Criterion", "Before", "Now", *why),
        (
            (
                row.label,
                row.before,
                f"**{row.now}**" if row.before != row.now else row.now,
                *([inert_markdown(row.through)] if why else []),
            )
            for row in table
        ),
    )


def _group(group: StatusGroup) -> str:
    through = f", {inert_markdown(group.through)}" if group.through else ""
    labels = [*group.labels[:SHOWN], *([f"{len(group.labels) - SHOWN} more"] if len(group.labels) > SHOWN else [])]
    return f"- {group.before} → **{group.now}**{through}: {'; '.join(labels)}"


def _folded(lines: list[str]) -> str:
    more = len(lines) - SHOWN
    if more > 1:
        lines = [*lines[:SHOWN], f"- and {more} more"]
    return "\n".join(lines)

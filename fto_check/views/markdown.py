"""What all views in Markdown share: tables, code, the limit of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fto_check.problems.inert import inert, inert_link, inert_markdown
from fto_check.views.blocks import SaidLine, Tone
from fto_check.views.words import count

LIMIT = 900 * 1024
"""From 1 MiB on GitHub drops a step summary whole; this leaves room for what stands in it already."""
COMMENT_LIMIT = 60_000
"""GitHub takes no comment of more than 65,536 characters; this leaves room for what a workflow puts around it."""
_NOTE_BYTES = 1024  # of the note at the cut: kept free, and half of it may be headings


def cut(document: str, limit: int, *, in_characters: bool = False) -> str:
    """Return a document of at most `limit` bytes, or characters: a longer one up to a paragraph's end, with a note.

    A source whose footnote is cut off loses its number too.
    """
    raw = document.encode()
    if (len(document) if in_characters else len(raw)) <= limit:
        return document
    most = max(limit - _NOTE_BYTES, 0)
    room = document[:most] if in_characters else raw[:most].decode(errors="ignore")
    end = room.rfind("\n\n")
    if end < len(room) // 2:  # one long table or list: it is cut between its lines
        end = room.rfind("\n")
    kept = room[: max(end, 0)].rstrip()
    rest = document[len(kept) :]
    defined = set(re.findall(r"^\[\^(\d+)\]: ", kept, re.MULTILINE))
    kept = re.sub(r"\[\^(\d+)\]", lambda cited: cited[0] if cited[1] in defined else "", kept)
    missing = len(rest.encode()) // 1024 + 1
    headings = re.findall(r"^## (?!\d)(.*)$", rest, re.MULTILINE) or re.findall(r"^#+ (.*)$", rest, re.MULTILINE)
    note = f"> **Cut here.** About {missing} KiB are left out, since GitHub shows no more{_sections(headings)}."
    return f"{kept}\n\n{note}\n".lstrip()


def _sections(headings: Sequence[str]) -> str:
    """Return the headings of the part that is left out, as many as there is room for."""
    named: list[str] = []
    for heading in headings:
        if len("; ".join([*named, heading]).encode()) > _NOTE_BYTES // 2:
            break
        named.append(heading)
    more = len(headings) - len(named)
    listed = [*named, *([f"{count(more, 'more section' if named else 'section')}"] if more else [])]
    return f": {'; '.join(listed)}" if listed else ""


def markdown_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of cells that are Markdown already."""
    names = list(head)
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def code(text: str) -> str:
    """Return text from outside as code, on one line."""
    return f"`{inert(text).replace('`', ' ')}`"


def said_list(lines: Iterable[SaidLine]) -> str:
    """Return lines as a list, in which those of a higher level stand under the one before."""
    return "\n".join(f"{'  ' * line.level}- {_said(line)}" for line in lines)


def _said(line: SaidLine) -> str:
    text = inert_markdown(line.text)
    said = f"**{text}**" if line.tone is Tone.STRONG else text
    link = inert_link(line.link) if line.link is not None else None
    return said if link is None else f"{said} [{inert_markdown(line.link or '')}]({link})"

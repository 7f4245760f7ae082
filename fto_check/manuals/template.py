"""A new profile: commented, valid at once, with the names and days that the official record has for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from fto_check.documents.names import fold
from fto_check.law.nodes import Node
from fto_check.law.statute import Statute
from fto_check.manuals.begun import Beginning, item_lines, organization_lines, source_lines
from fto_check.profile.models import CREDIBILITY_MEANING, RELIABILITY_MEANING, SOURCE_KINDS, Attribution
from fto_check.record.entry import Entry

SCHEMA_NAME = ".fto-check.schema.json"
"""The file in the folder of a profile that its first line names for an editor."""
WIDTH = 112


def file_name(name: str) -> str:
    """Return a file's name for an organization: transliterated, lower case, hyphens."""
    from anyascii import anyascii

    stem = re.sub(r"[^a-z0-9]+", "-", fold(anyascii(fold(name))))[:80].strip("-")
    return f"{stem or 'organization'}.yaml"


def new_profile(
    name: str, statute: Statute, entries: tuple[Entry, ...] = (), begun: Beginning | None = None
) -> str:  # fmt: skip
    """Return the text of a profile that validates and explains each key.

    `entries` are the designations of one organization that the official record has by this name: its aliases and the
    id are filled in. `begun` is what else is known of it.
    """
    known = _known(name, entries) if begun is None else [*organization_lines(begun, _quoted), *_known_id(entries)]
    lines = [
        f"# yaml-language-server: $schema={SCHEMA_NAME}",
        "# A profile holds facts with their sources, for and against, and no verdict. Claims are your own sentences.",
        "# Check it with `fto-check FILE`; `fto-check explain ELEMENT` says what an element asks for.",
        "",
        "organization:",
        f"  name: {_quoted(name)}",
        *known,
        *(line for key, line in _NOT_YET.items() if begun is None or not getattr(begun, key)),
        *(
            []
            if entries
            else ["  # record: an-id            # its id in the official record (`fto-check record NAME`)"]
        ),
        "  # predecessors: [A name]   # and `successors`: what it grew out of, and what came out of it; context",
        "  # summary: What it is, in a neutral sentence.",
        "",
        *_section("sources", "# The documents that were read", begun, source_lines),
        "#  agency-report-2024:              # an id of your choice: lower case, digits, hyphens",
        "#    title: The title",
        "#    publisher: Who issued it",
        f"#    kind: government               # {' '.join(SOURCE_KINDS[:6])}",
        f"#                                   # {' '.join(SOURCE_KINDS[6:])}",
        "#    reliability: B                 # the source's own standing:",
        *(f"#                                   #   {grade}  {text}" for grade, text in RELIABILITY_MEANING.items()),
        "#    reason: why that grade",
        "#    published: 2024-09             # when it could be known; left out, unknown",
        "#    url: https://www.example.org/report",
        "#    archived: https://web.archive.org/web/2024/https://www.example.org/report",
        "#    origin: agency-report-2024     # copies and retellings of one report share an origin, and count once",
        "",
        *_section("evidence", "# The facts, one sentence each, on both sides", begun, item_lines),
        "#  attack-on-the-court-2021:        # an id of your choice",
        "#    claim: What happened, in one sentence that the sources bear out.",
        "#    supports: [assassination]      # leaf elements that it speaks for, from the list below",
        "#    contradicts: []                # elements, branches or criteria that it speaks against",
        "#    disputes: []                   # leaf elements on which it can honestly be read both ways",
        "#    incident: court-2021           # facts about one act share a label; the organization as such has none",
        "#    when: 2021-03-04",
        "#    where: [MX]",
        f"#    attribution: charged           # {' '.join(list(Attribution)[:6])}",
        f"#                                   # {' '.join(list(Attribution)[6:])}",
        "#    credibility: 2                 # the claim's own standing:",
        *(f"#                                   #   {grade}  {text}" for grade, text in CREDIBILITY_MEANING.items()),
        "#    sources: [agency-report-2024]  # or {source: agency-report-2024, at: para. 4, credibility: 3}",
        "#                                   #   with `origin: a-label` where one source hands on what several said",
        "#    borne_out_by: []               # items of this file that tell the same fact, or (contradicted_by) its",
        "#    contradicted_by: []            #   contrary, from other sources: shown, never weighed",
        "#  looked-for-americans:            # where one looked and found nothing: context, never counted",
        "#    claim: No attack on Americans was found.",
        "#    about: [threat]",
        "#    searched: [{where: the archive of a paper, on: 2026-11-30, for: its names with the word American}]",
        "",
        "# What the checker must find on a day, if you want it pinned:",
        "# expect:",
        "#   - {as_of: 2026-01-31, foreign: met}",
        "",
        "# The elements (`fto-check explain ELEMENT` has the provision, what satisfies it, and the cases):",
        *_elements(statute),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


_NOT_YET = {
    "countries": "  # countries: [MX]         # where it is based, ISO 3166-1 alpha-2",
    "founded": "  # founded: 2009/2011      # 2009, 2009-04, 2009-04-15, a range A/B, or open: 2009/..",
    "dissolved": "  # dissolved: 2016-09      # left out while it exists",
}
"""The lines of keys that are not known yet."""


_BEGUN = {
    "sources": "It begins with these: read them yourself, and grade them",
    "evidence": "It begins with context, which counts for nothing",
}


def _section(
    key: str, said: str, begun: Beginning | None, lines: Callable[[Beginning, Callable[[str], str]], Iterable[str]]
) -> list[str]:
    """Return the beginning of a section: what is known already, or braces where that is nothing."""
    known = [] if begun is None else list(lines(begun, _quoted))
    if known:
        return [f"{said}. {_BEGUN[key]}:", f"{key}:", *known]
    braces = ". Take the braces away when you write the first one:" if key == "sources" else ":"
    return [f"{said}{braces}", f"{key}: {{}}"]


def _known(name: str, entries: tuple[Entry, ...]) -> list[str]:
    """Return the lines from the official record: the other names, and the id with the days of each designation."""
    if not entries:
        return ["  # aliases: [Another name]"]
    aliases = dict.fromkeys(alias for entry in entries for alias in (entry.name, *entry.aliases) if alias != name)
    listed = [f"    - {_quoted(alias)}" for alias in aliases]
    return [*(["  aliases:"] if aliases else []), *listed, *_known_id(entries)]


def _known_id(entries: tuple[Entry, ...]) -> list[str]:
    if not entries:
        return []
    return [f"  record: {entries[-1].id}   # in the official record: {_periods(entries)}"]


def _quoted(text: str) -> str:
    """Return text as a quoted YAML scalar."""
    return "'" + text.replace("'", "''") + "'"


def _periods(entries: tuple[Entry, ...]) -> str:
    periods = (
        f"{entry.designated.isoformat()} to {entry.delisted.isoformat()}"
        if entry.delisted is not None
        else f"since {entry.designated.isoformat()}"
        for entry in entries
    )
    return ", ".join(periods)


def _elements(statute: Statute) -> list[str]:
    lines = []
    for criterion in statute.criteria:
        lines.append(f"#   {criterion.label} ({criterion.id})")
        for node in criterion.walk():
            if node.is_leaf:
                lines += _element(node)
    return lines


def _element(node: Node) -> list[str]:
    import textwrap

    first = f"#     {node.id:<34}"
    text = " ".join(node.plain.split())
    return textwrap.wrap(text, WIDTH, initial_indent=first + " ", subsequent_indent="#" + " " * 40)

"""Pages that show outputs, tables and lists of the program: what each would say now, for a test to compare."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable

from tests.conftest import Run

WIDTH = "100"
LEFT_OUT = "…"
"""The last line of an output that a page shows only the beginning of."""


def commands(page: str) -> list[str]:
    """Return the arguments of each `fto-check` whose output a page shows."""
    return re.findall(r"```console\n\$ fto-check (.*)\n", page)


def with_outputs(page: str, run: Run, beginnings: dict[str, int] | None = None) -> str:
    """Return a page with what its commands print now; of those in `beginnings`, only so many lines."""

    def shown(found: re.Match[str]) -> str:
        arguments = found[1]
        printed = run(*shlex.split(arguments), COLUMNS=WIDTH).stdout.decode()
        lines = [line.rstrip() for line in printed.rstrip().splitlines()]
        most = (beginnings or {}).get(arguments, len(lines))
        if most < len(lines):
            lines = [*"\n".join(lines[:most]).rstrip().splitlines(), LEFT_OUT]
        return "\n".join((f"```console\n$ fto-check {arguments}", *lines, "```"))

    return re.sub(r"```console\n\$ fto-check (.*)\n(?:.*\n)*?```", shown, page)


def with_table(page: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a page with the rows of the table that has a head."""
    top = f"| {' | '.join(head)} |\n|{'---|' * len(head)}\n"
    before, found, after = page.partition(top)
    assert found, f"no table {head}"
    body = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return before + top + body + re.sub(r"\A(?:\|.*\n)*", "", after)


def with_list(page: str, title: str, lines: Iterable[str]) -> str:
    """Return a page with the lines of the list that stands under a title."""
    before, found, after = page.partition(f"{title}\n\n")
    assert found, f"no list under {title}"
    body = "".join(f"- {line}\n" for line in lines)
    return before + found + body + re.sub(r"\A(?:- .*\n)*", "", after)

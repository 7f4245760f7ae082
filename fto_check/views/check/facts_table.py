"""The facts of a criterion as a table of the terminal: its heading, a row for each fact, a line on the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.box import Box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from fto_check.manuals.wording import say
from fto_check.reasoning.findings import Assessment
from fto_check.runs.answer import carrying_part, why_status
from fto_check.runs.facts import CriterionFacts, FactRow, cited_in
from fto_check.views.item_words import relations_words, searches_words
from fto_check.views.report_words import (
    CONTEXT,
    EFFECTS,
    FACT_HEAD,
    NO_FACTS,
    elements_words,
    grade_words,
    limits_words,
    out_words,
    place_words,
    provision_words,
    rest_words,
    seen_words,
    span_short,
    standing_words,
    wanted_words,
    whose_word,
)
from fto_check.views.terminal import COLOURS, flow, safe_text, source_link
from fto_check.views.words import status_words

WIDEST = 140  # columns of a table: a claim in longer lines is hard to read
WITH_WHEN = 72  # columns from which on the day has a column of its own
WITH_WHOSE = 96  # from which on whose word it is has one
WITH_ELEMENTS = 132  # from which on the elements have one
MOST_NAMED = 3  # elements that a row names before it counts the rest
GAP = 2
INDENT = 3  # the sign and its gap
_RULE_BELOW_HEAD = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The widths of the columns of a report; 0 for a column that there is no room for."""

    fact: int
    when: int
    whose: int
    grade: int
    elements: int

    @classmethod
    def for_width(cls, width: int, facts: Sequence[CriterionFacts]) -> Columns:
        """Return the columns for a terminal: the same for all criteria, so that their tables stand under each other."""
        rows = [row for one in facts for row in one.rows]
        whole = min(width, WIDEST)
        days = [len(span_short(row.item.when)) for row in rows if row.item.when is not None]
        when = max([len("When"), *days]) if whole >= WITH_WHEN else 0
        grade = max([len("Grade"), *(len(grade_words(row)) for row in rows)])
        whose = whole // 5 if whole >= WITH_WHOSE else 0
        elements = whole // 6 if whole >= WITH_ELEMENTS else 0
        taken = sum(size + GAP for size in (when, whose, grade, elements) if size)
        return cls(fact=max(whole - INDENT - taken, 1), when=when, whose=whose, grade=grade, elements=elements)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsTable:
    """The facts of one criterion with its heading and a line on those that are not shown."""

    number: int
    facts: CriterionFacts
    assessment: Assessment
    columns: Columns
    rows: Sequence[FactRow]
    known: Mapping[str, int]
    """The facts that stand under a criterion before this one, with its number."""
    most: int | None = None
    """The rows that a claim takes at most."""
    full: bool = False
    """Whether a fact has its note, its citations with their places, and all that it names."""
    contextual: bool = False
    """Whether the items of context follow."""
    named: bool = True
    """Whether the columns have their names here: they stand under those of the table before."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        yield from self._heading(width)
        if not self.named:
            yield Text("─" * min(width, WIDEST), style="dim")
        if self.rows:
            yield self._table(console)
        if not self.facts.rows:
            yield from _indented(console, width, f"{NO_FACTS} {wanted_words(self.facts.criterion)}")
        if self.contextual:
            yield from self._context(console, width)
        shown = {row.id for row in self.rows}
        rest = rest_words(self.facts) if not self.contextual and not self.full else None
        if rest is not None:
            more = f" (--criterion {self.facts.criterion.id})" if len(shown) < len(self.facts.rows) else ""
            yield from _indented(console, width, f"{rest}{more}")

    def _context(self, console: Console, width: int) -> Iterator[Text]:
        for name in self.facts.context:
            item = self.assessment.profile.evidence[name]
            yield from _indented(console, width, f"{item.claim} · {name}", "·")
            for said in searches_words(item):
                yield from _indented(console, width, said)
        if self.facts.context:
            yield from _indented(console, width, CONTEXT)

    def _heading(self, width: int) -> Iterator[RenderableType]:
        """Yield the criterion, its status and what carries it, and the provision, in as few lines as they need."""
        width = min(width, WIDEST)
        criterion = self.facts.criterion
        criteria = {one.id: one.finding for one in self.assessment.criteria}
        title = Text(f"{self.number}  {criterion.finding.node.label}", style="bold")
        marked, said = (
            status_words(criterion.status),
            standing_words(criterion, why_status(criterion.finding, criteria)),
        )
        status = Text.assemble((marked, f"bold {COLOURS[criterion.status]}"), said.removeprefix(marked))
        part = carrying_part(criterion.finding)
        carried = Text(f", by {part.brief}" if part is not None else "")
        provision = Text(provision_words(self.assessment, criterion), style="dim")
        line, below = Text.assemble(title, "   ", status, carried), Text()
        if line.cell_len > width:
            line, below = Text.assemble(title, "   ", status), Text(carried.plain.removeprefix(", "))
        if line.cell_len > width:
            line, below = title, Text.assemble(status, carried)
        if below:
            yield line
            line = Text.assemble(" " * INDENT, below)
        space = width - line.cell_len - provision.cell_len
        if space >= GAP:
            yield Text.assemble(line, " " * space, provision)
        else:
            yield line
            yield Text.assemble(" " * INDENT, provision)

    def _table(self, console: Console) -> Table:
        columns = self.columns
        table = Table(
            box=_RULE_BELOW_HEAD, show_header=self.named, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0),
            header_style="dim", border_style="dim",
        )  # fmt: skip
        table.add_column("", width=1)
        for name, size in (
            (FACT_HEAD, columns.fact), ("When", columns.when), ("Whose word", columns.whose), ("Grade", columns.grade),
            ("Speaks for", columns.elements),
        ):  # fmt: skip
            if size:
                table.add_column(name, width=size, overflow="fold")
        for row in self.rows:
            table.add_row(*self._cells(row, console))
        return table

    def _cells(self, row: FactRow, console: Console) -> Iterator[Text]:
        columns, profile = self.columns, self.assessment.profile
        style = "" if row.counted else "dim"
        yield Text(EFFECTS[row.effect], style=style or "bold")
        yield self._fact(row, console)
        if columns.when:
            yield Text(span_short(row.item.when) if row.item.when is not None else "–", style=style)
        if columns.whose:
            yield safe_text(whose_word(row, profile), style)
        yield Text(grade_words(row), style=style)
        if columns.elements:
            yield safe_text(elements_words(row, MOST_NAMED), "dim")

    def _fact(self, row: FactRow, console: Console) -> Text:
        """Return the claim with the id and what has no column, dim; of a fact that stands under a number, the id."""
        columns, profile = self.columns, self.assessment.profile
        below = [row.id]
        if not columns.when and row.item.when is not None:
            below.append(span_short(row.item.when))
        if not columns.whose:
            below.append(whose_word(row, profile))
        if self.full:
            below.append(elements_words(row, len(row.bearings)))
        if row.id in self.known:
            lines = [flow([row.id, seen_words(self.known[row.id]), *below[1:]], columns.fact)]
        else:
            claim = _clipped(safe_text(row.item.claim, "" if row.counted else "dim"), columns.fact, self.most, console)
            if not columns.elements and not self.full:
                below += _elements(row, len(" · ".join(below)) + 3, claim[-1].cell_len + GAP, columns.fact)
            more = flow(below, columns.fact)
            lines = [*claim, more] if self.full else _appended(claim, more, columns.fact)
        if not row.counted:
            lines.append(safe_text(out_words(row), "dim italic"))
        if self.full:
            lines += [*(self._more(row) if row.id not in self.known else ()), Text()]
        return Text("\n").join(lines)

    def _more(self, row: FactRow) -> Iterator[Text]:
        """Yield the place, the limits, the note and the citations of a fact."""
        if (place := place_words(row.item)) is not None:
            yield safe_text(place, "dim")
        for said in limits_words(row):
            yield safe_text(said, "dim italic")
        if row.item.note is not None:
            yield safe_text(f"note: {row.item.note}", "dim")
        for said in relations_words(row.item):
            yield safe_text(said, "dim")
        for citation in cited_in(row, self.assessment):
            line = Text.assemble(
                (citation.marks, "bold dim"), " ", source_link(citation.source, self.assessment.profile)
            )
            line.append_text(safe_text(f", {citation.at}" if citation.at is not None else "", "dim"))
            if citation.origin != citation.source:
                line.append_text(safe_text(f", of the origin {citation.origin}", "dim"))
            if citation.reason is not None:
                line.append_text(safe_text(f" ({say(citation.reason)})", "dim"))
            yield line


def _elements(row: FactRow, used: int, claim: int, width: int) -> list[str]:
    """Return the elements of a fact: as many as fit behind the claim, else on the line below it, else on their own."""
    said = [elements_words(row, most) for most in range(MOST_NAMED, 0, -1)]
    for room in (width - claim - used, width - used, width):
        if (found := next((one for one in said if len(one) <= room), None)) is not None:
            return [found]
    return said[-1:]


def _clipped(text: Text, width: int, most: int | None, console: Console) -> list[Text]:
    """Return text in at most so many lines; what is left out is left out from the end of a word on."""
    lines = list(text.wrap(console, width, overflow="fold"))
    for line in lines:
        line.rstrip()
    if most is None or len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last.cell_len + 2 > width and " " in last.plain:
        last.right_crop(len(last.plain) - last.plain.rindex(" "))
    last.append(" …")
    return lines[:most]


def _appended(lines: list[Text], more: Text, width: int) -> list[Text]:
    """Return lines with more text, which stands at the end of the last of them if there is room."""
    if "\n" not in more.plain and lines[-1].cell_len + GAP + more.cell_len <= width:
        return [*lines[:-1], Text.assemble(lines[-1], " " * GAP, more)]
    return [*lines, more]


def _indented(console: Console, width: int, said: str, sign: str = "") -> Iterator[Text]:
    """Yield dim text in lines that begin where the facts do; the first has a sign before it."""
    for number, line in enumerate(safe_text(said, "dim").wrap(console, max(min(width, WIDEST) - INDENT, 1))):
        yield Text.assemble(("" if number else sign).ljust(INDENT), line)

"""The facts of a criterion as a table of the terminal: its heading, a row for each fact, a line on the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.box import Box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from fto_check.manuals.wording import say
from fto_check.reasoning.findings import Assessment
from fto_check.runs.answer import carrying_part, why_status
from fto_check.runs.facts import CriterionFacts, FactRow, cited_in
from fto_check.views.report_words import (
    EFFECTS,
    NO_FACTS,
    elements_words,
    grade_words,
    limits_words,
    out_words,
    place_words,
    provision_words,
    rest_words,
    span_short,
    standing_words,
    wanted_words,
    whose_word,
)
from fto_check.views.terminal import COLOURS, flow, safe_text, source_link

WIDEST = 140  # columns of a table: a claim in longer lines is hard to read
WITH_WHEN = 72  # columns from which on the day has a column of its own
WITH_WHOSE = 96  # from which on whose word it is has one
WITH_ELEMENTS = 132  # from which on the elements have one
MOST_WHOSE = 3  # rows that whose word it is takes
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
    known: frozenset[str]
    """The facts that stand under a criterion before this one."""
    most: int | None = None
    """The rows that a claim takes at most."""
    full: bool = False
    """Whether a fact has its note, its citations with their places, and all that it names."""
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
        shown = {row.id for row in self.rows}
        rest = rest_words(self.facts) if len(shown) < len(self.facts.rows) or self.facts.context else None
        if rest is not None:
            more = f" (--criterion {self.facts.criterion.id})" if len(shown) < len(self.facts.rows) else ""
            yield from _indented(console, width, f"{rest}{more}")

    def _heading(self, width: int) -> Iterator[RenderableType]:
        criterion = self.facts.criterion
        criteria = {one.id: one.finding for one in self.assessment.criteria}
        standing = standing_words(criterion, why_status(criterion.finding, criteria))
        mark, _, more = standing.partition(",")
        title = (f"{self.number}  {criterion.finding.node.label}", "bold")
        status = (mark, f"bold {COLOURS[criterion.status]}")
        line = Text.assemble(title, "   ", status, f",{more}" if more else "")
        part = carrying_part(criterion.finding)
        pieces = [f"by {part.brief}"] if part is not None else []
        if pieces and line.cell_len + 2 + len(pieces[0]) <= width:
            line.append(f", {pieces.pop()}")
        pieces.append(provision_words(self.assessment, criterion))
        last = pieces[-1]
        if len(pieces) == 1 and line.cell_len + GAP + len(last) <= min(width, WIDEST):
            line.append(" " * (min(width, WIDEST) - line.cell_len - len(last)))
            yield line.append(last, "dim")
            return
        yield line
        yield Text(" " * INDENT + " · ".join(pieces), style="dim")

    def _table(self, console: Console) -> Table:
        columns = self.columns
        table = Table(
            box=_RULE_BELOW_HEAD, show_header=self.named, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0),
            header_style="dim", border_style="dim",
        )  # fmt: skip
        table.add_column("", width=1)
        for name, size in (
            ("Fact", columns.fact), ("When", columns.when), ("Whose word", columns.whose), ("Grade", columns.grade),
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
        again = row.id in self.known
        yield self._fact(row, console, again=again)
        if columns.when:
            yield Text(span_short(row.item.when) if row.item.when is not None else "–", style=style)
        if columns.whose:
            yield _clipped(safe_text(whose_word(row, profile), style), columns.whose, MOST_WHOSE, console)
        yield Text(grade_words(row), style=style)
        if columns.elements:
            yield _clipped(safe_text(elements_words(row, MOST_NAMED), "dim"), columns.elements, 3, console)

    def _fact(self, row: FactRow, console: Console, *, again: bool) -> Text:
        """Return the claim, and in dim lines its id and what has no column; of a fact seen before, the id alone."""
        columns, profile = self.columns, self.assessment.profile
        below = [row.id]
        if not columns.when and row.item.when is not None:
            below.append(span_short(row.item.when))
        if not columns.whose:
            below.append(whose_word(row, profile))
        if self.full:
            below.append(elements_words(row, len(row.bearings)))
        elif not columns.elements and not again:
            below += _elements(row, columns.fact - sum(len(part) + 3 for part in below), columns.fact)
        lines = []
        if again:
            below.insert(1, "the fact as above")
        else:
            claim = safe_text(row.item.claim, "" if row.counted else "dim")
            lines.append(claim if self.most is None else _clipped(claim, columns.fact, self.most, console))
        lines.append(flow(below, columns.fact))
        if not row.counted:
            lines.append(safe_text(out_words(row), "dim italic"))
        if self.full:
            lines += self._more(row)
        return Text("\n").join(lines)

    def _more(self, row: FactRow) -> Iterator[Text]:
        """Yield the place, the limits, the note and the citations of a fact."""
        if (place := place_words(row.item)) is not None:
            yield safe_text(place, "dim")
        for said in limits_words(row):
            yield safe_text(said, "dim italic")
        if row.item.note is not None:
            yield safe_text(f"note: {row.item.note}", "dim")
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


def _elements(row: FactRow, room: int, width: int) -> list[str]:
    """Return the elements of a fact in as many words as there is room for, and at least one."""
    said = [elements_words(row, most) for most in range(MOST_NAMED, 0, -1)]
    limit = room if len(said[-1]) <= room else width  # on a line of their own
    return [next((one for one in said if len(one) <= limit), said[-1])]


def _clipped(text: Text, width: int, most: int, console: Console) -> Text:
    """Return text in at most so many lines; what is left out is left out from the end of a word on."""
    lines = text.wrap(console, width, overflow="fold")
    if len(lines) <= most:
        return text
    last = lines[most - 1]
    last.rstrip()
    while last.cell_len + 2 > width and " " in last.plain:
        last.right_crop(len(last.plain) - last.plain.rindex(" "))
    last.append(" …")
    return Text("\n").join([*lines[: most - 1], last])


def _indented(console: Console, width: int, said: str) -> Iterator[Text]:
    for line in safe_text(said, "dim").wrap(console, max(min(width, WIDEST) - INDENT, 1)):
        yield Text.assemble(" " * INDENT, line)

"""The reasons behind a profile's answers for the terminal: what decides, what would change it, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from fto_check.runs.answer import open_law, weakest_of, weakness_of, why_status
from fto_check.runs.path import step_of
from fto_check.runs.why import CriterionWhy, Why
from fto_check.views.reason_words import (
    PathLine,
    change_lines,
    first_step,
    mend_lines,
    missing_lines,
    node_lines,
    path_lines,
)
from fto_check.views.report_words import (
    answer_words,
    day_words,
    law_words,
    next_why,
    open_law_words,
    provision_words,
    standing_words,
    title_words,
    weakest_words,
)
from fto_check.views.terminal import COLOURS, heading, safe_text
from fto_check.views.text_table import Indented
from fto_check.views.words import MARKS, given_words, status_words

WIDEST = 140  # columns: a line that is longer is hard to read
GUTTER = 10  # columns for the words before the lines of the answer


def render(why: Why, *, full: bool = False) -> RenderableType:
    """Return the path of each answer, what would change it and what is missing; `full`, every node as a tree too."""
    return _Narrow(Group(*_parts(why, full=full)))


class _Narrow:
    """What stands in lines that are not too long to read."""

    def __init__(self, content: RenderableType) -> None:
        self.content = content

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from console.render(self.content, options.update(width=min(options.max_width, WIDEST)))


def _parts(why: Why, *, full: bool) -> Iterator[RenderableType]:
    assessment = why.assessment
    title = title_words(assessment.profile.organization, assessment.as_of)
    yield heading(f"{title} {day_words(assessment)}: why")
    yield safe_text(f"under {law_words(assessment)}", "dim")
    yield from (safe_text(given, "bold") for given in given_words(assessment))
    yield Text()
    yield from _answer(why)
    if why.of_node is not None:
        yield from _node(why)
    else:
        for reasons in why.criteria.values():
            yield from _criterion(reasons, why)
    for title, lines in _rest(why, full=full):
        yield Text()
        yield heading(title)
        yield from lines
    if full or why.of_node is not None:
        from fto_check.views.why.tree_table import trees

        yield Text()
        yield heading("All that is cited, element by element")
        yield from trees(assessment, why.shown)
    elif (command := next_why(why.path, [*why.criteria])) is not None:
        yield Text()
        yield safe_text(command, "dim")
    yield Text()
    yield Text(assessment.statute.notice, style="italic")


def _answer(why: Why) -> Iterator[RenderableType]:
    """Yield the answer, the criterion that it hangs on, what would mend that, and the open law."""
    assessment, several = why.assessment, len(why.criteria) > 1
    only = next(iter(why.criteria.values()))
    weakness = weakest_of(assessment, why.facts) if several else weakness_of(assessment, only.facts)
    if several:
        said = safe_text(answer_words(assessment.overall, weakness))
        said.stylize(f"bold {COLOURS[assessment.overall]}", 0, said.plain.index(":"))
        yield _Labelled("Answer", said)
    yield _Labelled("Weakest" if several else "Rests on", safe_text(weakest_words(weakness)))
    reasons = why.criteria[weakness.criterion.id]
    if (step := first_step(reasons)) is not None:
        yield _Labelled(step[0], safe_text(f"{step[1]}."))
    for number, line in enumerate(open_law_words(open_law(assessment))):
        yield _Labelled("" if number else "Open law", safe_text(line))


class _Labelled:
    """A word and beside it text, all of whose lines begin in one column."""

    def __init__(self, label: str, text: Text) -> None:
        self.label, self.text = label, text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        head = Text(self.label.ljust(GUTTER), style="bold")
        for number, line in enumerate(self.text.wrap(console, max(options.max_width - GUTTER, 1))):
            yield Text.assemble(" " * GUTTER if number else head, line)


# -- what decides ------------------------------------------------------------------------------------------------------


def _criterion(reasons: CriterionWhy, why: Why) -> Iterator[RenderableType]:
    """Yield a criterion with its provision, and what it rests on."""
    assessment, criterion = why.assessment, reasons.facts.criterion
    criteria = {one.id: one.finding for one in assessment.criteria}
    marked = status_words(criterion.status)
    said = standing_words(criterion, why_status(criterion.finding, criteria))
    yield Text()
    yield _CriterionHeading(
        Text.assemble(
            (f"{[*criteria].index(criterion.id) + 1}  {criterion.finding.node.label}   ", "bold"),
            (marked, f"bold {COLOURS[criterion.status]}"),
            said.removeprefix(marked),
        ),
        Text(provision_words(assessment, criterion), style="dim"),
    )
    yield from map(_path_line, path_lines(reasons, why))


class _CriterionHeading:
    """A criterion with its status, and its provision at the end of the line, or below if there is no room."""

    def __init__(self, text: Text, provision: Text) -> None:
        self.text, self.provision = text, provision

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        space = options.max_width - self.text.cell_len - self.provision.cell_len
        if space > 1:
            yield Text.assemble(self.text, " " * space, self.provision)
        else:
            yield self.text
            yield Indented(self.provision, 3)


def _path_line(line: PathLine) -> RenderableType:
    by = 3 + 2 * line.level
    if line.status is None:
        label = Text(f"{line.label}: ", style="bold") if line.label else Text()
        return Indented(Text.assemble(label, safe_text(line.said, "" if line.label else "dim")), by)
    said = f" · {line.said}" if line.said else ""
    return Indented(
        Text.assemble(
            (MARKS[line.status], COLOURS[line.status]), " ", (line.label, "bold"), (f" {line.provision}", "dim"),
            safe_text(said),
        ),
        by,
        hanging=2,
    )  # fmt: skip


def _node(why: Why) -> Iterator[RenderableType]:
    """Yield one node, whether its criterion rests on it, and what it rests on itself."""
    finding = why.shown[0]
    (reasons,) = why.criteria.values()
    heading_word = reasons.facts.criterion.finding.node.heading
    step = step_of(reasons.facts.criterion, why.facts, finding)
    decides = any(one.finding.id == finding.id for one in reasons.path.walk())
    yield Text()
    yield from map(_path_line, node_lines(step, why))
    verb = "rests on it" if decides else "does not rest on it"
    yield Indented(Text(f"{heading_word} ({reasons.facts.criterion.status.words}) {verb}.", style="dim"), 5)


# -- what would change it, and what is missing -------------------------------------------------------------------------


def _rest(why: Why, *, full: bool) -> Iterator[tuple[str, list[RenderableType]]]:
    """Yield the headings of what follows the path, each with its lines."""
    changes = [line for one in why.criteria.values() for line in _of(one, [*change_lines(one, why, full=full)])]
    yield "What would change it", changes
    for title, words in (("What would mend it", mend_lines), ("What is missing", missing_lines)):
        lines = [
            line
            for one in why.criteria.values()
            for line in _of(one, [*(missing_lines(one, full=full) if words is missing_lines else mend_lines(one))])
        ]
        if lines:
            yield title, lines


def _of(reasons: CriterionWhy, lines: Iterable[str]) -> Iterator[RenderableType]:
    """Yield lines under the name of their criterion and its status."""
    found = list(lines)
    if found:
        finding = reasons.facts.criterion.finding
        yield Text.assemble(
            (finding.node.heading, "bold"), ": ", (status_words(finding.status), COLOURS[finding.status])
        )
        yield from (Indented(safe_text(f"{line}."), 2, hanging=2) for line in found)

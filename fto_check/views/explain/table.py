"""Explanations for the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from fto_check.advice import WARNINGS
from fto_check.law.authorities import Authority, Topic
from fto_check.law.nodes import Node
from fto_check.law.status import Status, Weight
from fto_check.law.statute import Statute
from fto_check.manuals.changes import Affected, Release
from fto_check.manuals.codes import Manual
from fto_check.manuals.elements import LEADS_TO, FieldExplanation, NodeExplanation
from fto_check.manuals.finding import FoundNodes
from fto_check.manuals.guides import Filling, Guide, GuideSection, element_table
from fto_check.problems.inert import inert, inert_line
from fto_check.problems.problems import CODES
from fto_check.reasoning.findings import Confidence, Side
from fto_check.views.terminal import heading
from fto_check.views.words import SETTLED, SIDES, status_words

_SIDES = {"supports": SIDES[Side.FOR], "contradicts": SIDES[Side.AGAINST], "disputes": SIDES[Side.DISPUTED]}


def render_statute(statute: Statute) -> RenderableType:
    """Return the statute as a tree, the statuses, and where more is said."""
    today = statute.versions[-1].version
    parts: list[RenderableType] = [heading(f"{statute.name}, {statute.citation}")]
    for criterion in statute.criteria:
        tree = Tree(_node_line(criterion, today_citation=criterion.citation(today)), guide_style="dim")
        _grow(tree, criterion, statute)
        parts += [tree, Text()]
    parts.append(Text("Statuses", style="bold"))
    parts += [
        Padding(Text(f"{status.words}: {status.meaning}."), (0, 0, 0, 2)) for status in sorted(Status, reverse=True)
    ]
    parts += [
        Text(),
        Text("explain ELEMENT, STATUS or CODE says more; explain method, how a status comes about.", style="dim"),
    ]
    return Group(*parts)


def _node_line(node: Node, *, today_citation: str, note: str = "") -> Text:
    return Text.assemble(note, (node.label, "bold"), f"  {node.id}", (f"  {today_citation}", "dim"))


def _grow(tree: Tree, node: Node, statute: Statute) -> None:
    today = statute.versions[-1].version
    joined = {"all_of": "all of:", "any_of": "one of:"}.get(node.combine or "", "")
    if joined:
        tree.label = Text.assemble(tree.label if isinstance(tree.label, Text) else "", (f"  {joined}", "italic dim"))
    for child in node.nodes:
        _grow(tree.add(_node_line(child, today_citation=child.citation(today))), child, statute)
    if node.also:
        tree.add(Text(f"and, told where they stand: {', '.join(node.also)}", style="dim"))
    if node.unless is not None:
        tree.add(_node_line(node.unless, today_citation=node.unless.citation(today), note="unless "))


def render_node(found: NodeExplanation) -> RenderableType:
    """Return the explanation of a node."""
    node, today = found.node, found.statute.versions[-1].version
    parts: list[RenderableType] = [
        heading(f"{node.label}  {node.id}"),
        Text(
            f"{node.citation(today)} · {SETTLED[node.settled]} · of the criterion {found.criterion.label}", style="dim"
        ),
        Text(),
        Text(" ".join(node.plain.split())),
    ]
    if found.exception_to is not None:
        parts.append(
            Text(f"It is an exception: met, it takes away {found.exception_to.label} ({found.exception_to.id}).")
        )
    if not node.is_leaf:
        how = "All of these must be shown:" if node.combine == "all_of" else "One of these is enough:"
        parts += _list(how, [f"{part.label} ({part.id})" for part in found.statute.parts_of(node)])
    if node.unless is not None:
        parts.append(Text(f"Unless: {node.unless.label} ({node.unless.id})."))
    parts += _list("What satisfies it:", node.satisfied_by, "+")
    parts += _list("What does not:", node.not_satisfied_by, "−")
    parts += _list("How it is weighed:", found.rules)
    parts += _list("The provision over time:", list(_history(found)))
    parts += _authorities(found.authorities)
    examples = [f"{_SIDES[one.side]} {one.claim} [{one.organization}, {one.item}]" for one in found.examples]
    parts += _list("From profiles:", examples, "")
    return Group(*parts, Text(), Text(found.statute.notice, style="italic"))


def render_found(found: FoundNodes) -> RenderableType:
    """Return the nodes that a word may mean, each with its question."""
    parts: list[RenderableType] = [heading(f"{inert(found.word)}: no element of this name, but of this kind")]
    for title, nodes in (("It may mean:", found.meant), ("Its word stands in the text of:", found.told)):
        rows = [(node, found.statute.criterion_of(node.id)) for node in nodes]
        parts += _list(title, [f"{node.id}, of {one}: {' '.join(node.plain.split())}" for node, one in rows])
    return Group(*parts, Text(), Text("explain ELEMENT says what is enough for it, and what is not.", style="dim"))


def render_topic(topic: Topic, authorities: Iterable[Authority], statute: Statute) -> RenderableType:
    """Return a subject with the authorities on it."""
    parts = [heading(f"{topic}: {topic.meaning}"), *_authorities(authorities)]
    return Group(*parts, Text(), Text(statute.notice, style="italic"))


def _authorities(found: Iterable[Authority]) -> list[RenderableType]:
    return _list("Authorities that bear on it:", [f"{one.name}, {one.cite}: {one.holding}" for one in found])


def _history(found: NodeExplanation) -> Iterator[str]:
    """Yield each version in which the node began, changed or was numbered anew."""
    before: str | None = None
    for index, stage in enumerate(found.history):
        if index and stage.citation == before and stage.changed is None:
            continue
        said = stage.citation or "not law yet"
        changed = f". {stage.changed}" if stage.changed else ""
        yield f"{stage.version.version.isoformat()} ({stage.version.short}): {said}{changed}"
        before = stage.citation


def _list(title: str, lines: Iterable[str], mark: str = "·") -> list[RenderableType]:
    """Return a title and its lines, each behind a mark; without a `mark` a line brings its own."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=2, justify="right")
    table.add_column(overflow="fold")
    for line in lines:
        own, text = (mark, line) if mark else (line[0], line[2:])
        table.add_row(own, Text(inert(text)))
    return [Text(), Text(title, style="bold"), table] if table.row_count else []


def render_field(found: FieldExplanation) -> RenderableType:
    """Return the explanation of a key of a profile."""
    parts: list[RenderableType] = [heading(f"{found.name}, a key of a profile")]
    for part, text, examples in found.places:
        shown = "; ".join(json.dumps(example, ensure_ascii=False) for example in examples)
        parts += [Text(), Text.assemble((f"{part}: ", "bold"), text)]
        if shown:
            parts.append(Padding(Text(f"such as {shown}", style="dim"), (0, 2)))
    many = len(found.words) > MANY
    words = [f"{word}: {text}" for word, text in found.words.items()]
    parts += _list("One of:", words[:MANY] + ([f"and {len(words) - MANY} more"] if many else []))
    return Group(*parts)


MANY = 20
"""How many words of a vocabulary are shown."""


def render_code(found: Manual) -> RenderableType:
    """Return the manual of a code."""
    parts: list[RenderableType] = [heading(f"{found.code}  {found.severity}: {found.meaning}"), Text()]
    for paragraph in found.text.split("\n\n"):
        parts += [Text(paragraph), Text()]
    for title, example in (("Fails", found.failing), ("Passes", found.passing)):
        parts.append(Text(title, style="bold"))
        parts += [Padding(Text(inert_line(line)), (0, 0, 0, 2)) for line in example.splitlines()]
        parts.append(Text())
    if found.code in WARNINGS and WARNINGS[found.code].can_be_ignored:
        parts.append(Text(f"To silence it for an item, with the reason: ignore: {{{found.code}: why}}", style="dim"))
    return Group(*parts)


def render_codes() -> RenderableType:
    """Return all codes with their meanings."""
    lines = [Text.assemble((code, "bold"), f"  {meaning}") for code, meaning in CODES.items()]
    kinds = "FTO0: the file · FTO1: the profile · FTO2: warnings about the evidence. A code keeps its meaning for ever."
    return Group(heading("The codes"), *lines, Text(), Text(kinds, style="dim"))


def render_confidence() -> RenderableType:
    """Return the meanings of the words of confidence."""
    words = [f"{word}: {word.meaning}" for word in Confidence]
    said = (
        "Only what is met or not met has one. It is found by taking origins away and judging again; a report names the "
        "origin, the pair of origins or the items against it that decided."
    )
    return Group(
        heading("confidence: how much evidence an answer can lose"), Text(), Text(said), *_list("One of:", words)
    )


def render_status(status: Status) -> RenderableType:
    """Return the meaning of a status and how a node gets it."""
    combined = (
        "Where all parts must be shown, the least of them decides; where one is enough, the greatest. "
        "From the least: not met, not established, contested, met."
    )
    return Group(
        heading(f"{status.words}: {status.meaning}"), Text(), Text(f"Of an element: {LEADS_TO[status]}"),
        Text(f"Of a branch or criterion: {combined}"),
    )  # fmt: skip


def render_guide(found: Guide) -> RenderableType:
    """Return a guide, for a reader who goes through it from the top."""
    parts: list[RenderableType] = [heading(found.title), Text(found.text)]
    width = max(cell_len(term) for section in found.sections for term, _ in _terms(section))
    for section in found.sections:
        parts += [Text(), Text(section.title, style="bold")]
        if section.text:
            parts.append(Padding(Text(section.text), (0, 0, 0, 2)))
        if section.filled_from is Filling.TABLE:
            parts.append(_element_table(width))
        if section.rows:
            parts.append(_rows(_terms(section), width))
    return Group(*parts, Text(), Text(found.see, style="dim"))


def _terms(section: GuideSection) -> list[tuple[str, str]]:
    """Return the rows of a section; a status has its mark before it."""
    marks = {status.words: status_words(status) for status in Status}
    marked = section.filled_from is Filling.STATUSES
    return [(marks[term] if marked else term, text) for term, text in section.rows.items()]


def _element_table(width: int) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for _ in range(1 + len(Weight)):
        table.add_column(no_wrap=True, min_width=width)
    table.add_row(Text("for ＼ against", style="dim"), *(Text(str(weight), style="bold") for weight in Weight))
    for own, statuses in element_table():
        table.add_row(Text(str(own), style="bold"), *(Text(status_words(status)) for status in statuses))
    return Padding(table, (0, 0, 1, 2))


def _rows(terms: Iterable[tuple[str, str]], width: int) -> RenderableType:
    """Return terms in a column of a width, and beside each what it means."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, min_width=width)
    table.add_column(overflow="fold")
    for term, text in terms:
        table.add_row(Text(term, style="bold"), Text(text))
    return Padding(table, (0, 0, 0, 2))


def render_changes(releases: tuple[Release, ...], statute: Statute) -> RenderableType:
    """Return what each version changed, and the removed ids with what to write instead."""
    parts: list[RenderableType] = [heading("What changed for users")]
    width = max(map(len, Affected))
    for release in releases:
        parts += [Text(), Text(release.version, style="bold")]
        parts.append(_rows([(change.what, change.text) for change in release.changes], width))
    removed = [f"{gone.id} ({gone.since}): write {gone.instead}" for gone in statute.removed]
    return Group(*parts, *_list("Removed ids:", removed))

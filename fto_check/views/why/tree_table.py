"""Every node of what was asked for as a tree that reads as an argument, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from fto_check.law.status import Status
from fto_check.manuals.wording import say
from fto_check.problems.inert import inert
from fto_check.reasoning.findings import Assessment, EvidenceFinding, NodeFinding
from fto_check.runs.answer import StatusWhy, whys_of
from fto_check.views.item_words import relations_words
from fto_check.views.terminal import COLOURS
from fto_check.views.words import SIDES, incident_remarks, reasoned_words, remark, when_where

RULES = {
    "table": "by the weight of the two sides",
    "all_of": "all parts must be shown",
    "any_of": "one alternative is enough",
    "assumed": "taken to be so",
    "disputed": "an open reading",
    "unless": "the exception",
    "opposition": "against the whole of it",
    "requires": "no better than what it requires",
    "clouded": "disputed facts",
    "fresh": "in the present",
    "given": "taken as given",
}
"""The rule of each step, in words."""


def trees(assessment: Assessment, shown: Sequence[NodeFinding]) -> Iterator[RenderableType]:
    """Yield a tree for each of some findings, an empty line before each."""
    told: set[str] = set()
    whys = whys_of(assessment)
    for finding in shown:
        tree = Tree(_label(finding, whys), guide_style="dim")
        _grow(tree, finding, assessment, told, whys)
        yield Text()
        yield tree


def _status(status: Status | None, why: StatusWhy | None = None) -> Text:
    return Text(reasoned_words(status, why), style=COLOURS[status])


def _label(finding: NodeFinding, whys: Mapping[str, StatusWhy | None], note: str = "") -> Text:
    label = Text.assemble(
        note, _status(finding.status, whys[finding.id]), "  ", (finding.node.label, "bold"), (f"  {finding.id}", "dim")
    )
    return label.append(f"  {finding.citation}", "dim")


def _grow(
    tree: Tree, finding: NodeFinding, assessment: Assessment, told: set[str], whys: Mapping[str, StatusWhy | None]
) -> None:
    """Add to a node its steps, how its incidents fared, its evidence and its parts; what is silent stands in a line."""
    for step in finding.steps:
        rule = RULES.get(step.rule, step.rule)
        said = inert(say(step.because)).removeprefix(f"{rule}, and ")
        tree.add(Text.assemble((f"{rule}: ", "italic"), said, f" → {step.status.words}"))
    if finding.view is not None:
        for said in incident_remarks(finding):
            tree.add(Text(inert(said), style="dim"))
    for found in finding.evidence:
        tree.add(_evidence(found, assessment, told))
    quiet: list[str] = []
    for part in (*finding.nodes, *((finding.unless,) if finding.unless is not None else ())):
        note = "unless " if part is finding.unless else ""
        if _says_something(part):
            _grow(tree.add(_label(part, whys, note)), part, assessment, told, whys)
        else:
            assumed = part.assumed or part.status is Status.MET  # a branch is met without evidence if its parts are
            quiet.append(f"{note}{part.node.label} ({'assumed' if assumed else 'nothing cited'})")
    for part in finding.also:
        tree.add(Text.assemble("and ", _status(part.status), f"  {part.node.label}", (", told where it stands", "dim")))
    if quiet:
        tree.add(Text("; ".join(quiet), style="dim"))


def _says_something(finding: NodeFinding) -> bool:
    """Return whether there is anything to show of a node, or of the parts that it has elsewhere and nowhere else."""
    if any(node.evidence or any(step.rule == "given" for step in node.steps) for node in finding.walk()):
        return True
    branches = [node for node in finding.walk() if node.also and not node.nodes]
    return any(_says_something(part) for branch in branches for part in branch.also)


def _evidence(found: EvidenceFinding, assessment: Assessment, told: set[str]) -> Text:
    """Return an item: its side, its claim where it first stands, its grades and origins, why it does not count."""
    item = assessment.profile.evidence[found.item]
    text = Text(style="" if found.counted else "dim")
    text.append(f"{SIDES[found.side]} ")
    if found.item in told:
        text.append(f"{inert(found.item)} (told before)")
    else:
        told.add(found.item)
        when = when_where(item)
        text.append(inert(item.claim)).append(f" [{inert(found.item)}]", "dim")
        text.append(inert(f" {when}") if when else "", "dim")
        text.append(inert("".join(f" ({said})" for said in relations_words(item))), "dim")
    origins: dict[str, list[str]] = {}
    for citation in found.citations:
        origins.setdefault(citation.origin, []).append(citation.marks)
    text.append("  " + inert("; ".join(f"{', '.join(marks)} {origin}" for origin, marks in origins.items())), "bold")
    if (said := remark(found)) is not None:
        text.append(f"  {inert(said)}", "italic dim")
    return text

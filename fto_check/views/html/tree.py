"""The statute as a tree for a page: each node with its status, how that follows, and the evidence under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fto_check.law.status import Status
from fto_check.reasoning.findings import Assessment, EvidenceFinding, NodeFinding, Side
from fto_check.reasoning.reasons import Code
from fto_check.runs.facts import FactEffect
from fto_check.views.report_words import step_words
from fto_check.views.words import incident_remarks

SIDE_EFFECTS = {Side.FOR: FactEffect.FOR, Side.AGAINST: FactEffect.AGAINST, Side.DISPUTED: FactEffect.EITHER}
PLAIN_STEPS = frozenset({Code.ALL_ALIKE, Code.NONE_BETTER})
"""Steps that say no more than the statuses below them do."""
ALONE_PLAIN = frozenset({Code.SIDES, Code.ASSUMED})
"""Steps that say no more than the evidence below them does, where they are the only ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeEvidence:
    """An item under an element."""

    id: str
    anchor: str
    effect: FactEffect
    counted: bool
    about: str
    """How it is attributed, and its best grade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeNode:
    """A node of the statute."""

    label: str
    status: Status | None
    citation: str
    tags: tuple[str, ...]
    said: tuple[str, ...]
    """How its status follows, where the parts do not say it."""
    evidence: tuple[TreeEvidence, ...]
    nodes: tuple[TreeNode, ...]
    open: bool
    """Whether it is unfolded at first."""


def tree_of(finding: NodeFinding, assessment: Assessment, anchor: Callable[[str], str], tag: str = "") -> TreeNode:
    """Return a node with all below it; `anchor` says where the row of an item stands."""
    parts = [tree_of(part, assessment, anchor) for part in finding.nodes]
    if finding.unless is not None:
        parts.append(tree_of(finding.unless, assessment, anchor, "exception"))
    return TreeNode(
        label=finding.node.label,
        status=finding.status,
        citation=finding.citation.removeprefix("8 U.S.C. "),
        tags=tuple(_tags(finding, tag)),
        said=tuple(_said(finding)),
        evidence=tuple(_evidence(found, assessment, anchor) for found in finding.evidence),
        nodes=tuple(parts),
        open=bool(parts) and finding.raised and finding.status in (Status.MET, Status.CONTESTED),
    )


def _tags(finding: NodeFinding, tag: str) -> Iterator[str]:
    if tag:
        yield tag
    if finding.assumed:
        yield "assumed"
    if finding.node.settled == "open":
        yield "open law"
    elif finding.node.settled == "judgement" and finding.node.is_leaf:
        yield "a judgement"


def _said(finding: NodeFinding) -> Iterator[str]:
    """Yield how a status follows, where that is more than the least or the best of the parts."""
    alone = len(finding.steps) == 1
    for step in finding.steps:
        plain = step.because.code in PLAIN_STEPS or (alone and step.because.code in ALONE_PLAIN)
        if not plain and not (finding.node.is_leaf and not finding.evidence):
            yield step_words(finding, step).removeprefix("is ")
    if finding.view is not None and any(node.evidence for node in finding.walk()):
        yield from incident_remarks(finding)
    if finding.also:
        parts = ", ".join(f"{part.node.label} {part.status.words}" for part in finding.also if part.status is not None)
        yield f"with parts that stand elsewhere: {parts}"


def _evidence(found: EvidenceFinding, assessment: Assessment, anchor: Callable[[str], str]) -> TreeEvidence:
    item = assessment.profile.evidence[found.item]
    best = min(found.citations, key=lambda one: (-int(one.grade or 0), one.reliability, one.credibility))
    about = f"{item.attribution}, {best.marks}" if item.attribution is not None else best.marks
    return TreeEvidence(
        id=found.item, anchor=anchor(found.item), effect=SIDE_EFFECTS[found.side], counted=found.counted, about=about
    )

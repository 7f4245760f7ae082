"""The reasons behind a profile's answers for the terminal: a tree that reads as an argument, and what it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from fto_check.law.status import Status
from fto_check.law.statute import Statute
from fto_check.manuals.wording import say, say_confidence, say_missing
from fto_check.problems.inert import inert
from fto_check.profile.models import Profile
from fto_check.reasoning.findings import Assessment, EvidenceFinding, NodeFinding
from fto_check.reasoning.flips import Change, Flip
from fto_check.reasoning.missing import Missing
from fto_check.reasoning.timeline import Turn
from fto_check.runs.answer import StatusWhy, carrying_part, whys_of
from fto_check.runs.over_time import ReasonedTurn
from fto_check.runs.why import Why
from fto_check.views.item_words import relations_words
from fto_check.views.terminal import COLOURS, heading
from fto_check.views.words import (
    MARKS,
    SIDES,
    WHY_WORDS,
    assumed_words,
    incident_remarks,
    judged_on,
    moved_words,
    reasoned_words,
    remark,
    when_where,
)

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


def render(why: Why) -> RenderableType:
    """Return the derivation as a tree, what it rests on, what would change it, and what is missing."""
    assessment = why.assessment
    version = assessment.version
    law = f"{assessment.statute.citation} as of {version.version.isoformat()} ({version.short})"
    given = assumed_words(assessment.assumptions, assessment.statute)
    parts: list[RenderableType] = [
        heading(f"{assessment.profile.organization.name} on {judged_on(assessment.as_of, assessment.known_by)}: why"),
        Text(f"under {law}", style="dim"),
        *([Text(given, style="bold")] if given is not None else []),
    ]
    told: set[str] = set()
    whys = whys_of(assessment)
    for finding in why.shown:
        tree = Tree(_label(finding, whys), guide_style="dim")
        _grow(tree, finding, assessment, told, whys)
        parts += [Text(), tree]
    parts += [*_rests(why), *_lacks(why), Text(), Text(assessment.statute.notice, style="italic")]
    return Group(*parts)


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


# -- what would change it -----------------------------------------------------------------------------------------


def _rests(why: Why) -> Iterator[RenderableType]:
    """Yield each single change that moves a status, and what stands whatever is lost."""
    yield Text()
    yield heading("What it rests on")
    statute = why.assessment.statute
    for criterion in why.assessment.criteria:
        if criterion.confidence is not None:
            part = carrying_part(criterion.finding)
            rests = f", by {part.label} ({part.id})" if part is not None else ""
            yield Text(
                f"{criterion.finding.node.heading}: {criterion.status.words}, {criterion.confidence} confidence"
                f"{rests}: {inert(say_confidence(criterion))}."
            )
    groups = {
        Change.LOSS: "If an origin falls away",
        Change.RELIABILITY: "If a source is graded otherwise",
        Change.CREDIBILITY: "If a claim is graded otherwise",
        Change.READING: "If an element is read one way",
    }
    for change, title in groups.items():
        flips = [flip for flip in why.flips if flip.change is change]
        if flips:
            yield Text(f"{title}:", style="bold")
            for flip in flips:
                yield Padding(Text(inert(_flip(flip, statute))), (0, 0, 0, 2))
    if not why.flips:
        yield Text("No single loss, regrading or reading changes a status.")


def _flip(flip: Flip, statute: Statute) -> str:
    subject = flip.subject
    if flip.change is Change.READING:
        node = statute.by_id[flip.subject]
        reading = "is met" if flip.value == str(Status.MET) else "is not met"
        subject = f"{node.label} ({node.id}) {reading}"
    elif flip.value is not None:
        subject = f"{flip.subject} at {flip.value}"
    return f"{subject}: {moved_words(flip.statuses, statute)}"


def _lacks(why: Why) -> Iterator[RenderableType]:
    """Yield, for each criterion that is not met, what the next better status takes."""
    statute = why.assessment.statute
    findings = why.assessment.findings
    for name, ways in why.missing.items():
        if findings[name].status is Status.MET:
            continue
        yield Text()
        yield heading(f"What {statute.by_id[name].heading.lower()} lacks")
        if not ways:
            yield Text("No item about one or two of its elements would make it better.")
        alike = defaultdict[object, list[Missing]](list)
        for way in ways:
            alike[way.incident, way.linked, way.supports[1:], way.contradicts if way.supports else ()].append(way)
        for group in alike.values():
            yield Padding(Text(inert(f"{group[0].better.words} with {say_missing(group)}")), (0, 0, 0, 2))


# -- over time ----------------------------------------------------------------------------------------------------


def render_turns(profile: Profile, statute: Statute, found: Sequence[ReasonedTurn]) -> RenderableType:
    """Return the days on which a status changed, and what changed it."""
    marks = ", ".join(criterion.heading for criterion in statute.criteria)
    legend = f"Three marks: {marks}. The word: the three together. Each day under its own law, in hindsight."
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("From", no_wrap=True)
    table.add_column("Status", no_wrap=True)
    table.add_column("What happened that day", overflow="fold")
    for stage in found:
        table.add_row(stage.turn.day.isoformat(), _stage(stage, statute), Text(inert(_causes(stage.turn))))
    return Group(
        heading(f"{profile.organization.name} over time"),
        Text(legend, style="dim"),
        table, Text(), Text(statute.notice, style="italic"),
    )  # fmt: skip


def _stage(stage: ReasonedTurn, statute: Statute) -> Text:
    """Return the marks and the word, and below them why each criterion is no better, those alike together."""
    *criteria, overall = stage.turn.statuses.values()
    marks = [Text(MARKS[one], style=COLOURS[one]) for one in criteria]
    alike = defaultdict[StatusWhy, list[str]](list)
    for name, why in stage.whys.items():
        if why is not None:
            alike[why].append(statute.by_id[name].heading.lower())
    reasons = [f"\n{', '.join(names)}: {WHY_WORDS[why]}" for why, names in alike.items()]
    return Text.assemble(*marks, " ", (overall.words, COLOURS[overall]), *((said, "dim") for said in reasons))


def _causes(turn: Turn, most: int = 4) -> str:
    more = len(turn.causes) - most
    return " · ".join(turn.causes[:most]) + (f" · and {more} more" if more > 0 else "")

"""The long report on one profile: all facts, how each status follows, every element, the context and the sources."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from fto_check.profile.models import Profile
from fto_check.reasoning.findings import Assessment, CriterionFinding, NodeFinding, Side
from fto_check.record.entry import OfficialStatus
from fto_check.runs.answer import why_status
from fto_check.runs.facts import CriterionFacts, facts_of
from fto_check.runs.report import ProfileReport
from fto_check.views.check.answer_table import Answer, Head
from fto_check.views.check.facts_table import WIDEST, Columns, FactsTable
from fto_check.views.check.formats import Detail
from fto_check.views.item_words import relations_words, searches_words, succession_words
from fto_check.views.official import official_text
from fto_check.views.report_words import qualifier_of, step_words
from fto_check.views.terminal import COLOURS, address_link, safe_text
from fto_check.views.text_table import Indented
from fto_check.views.words import (
    SETTLED,
    SIDES,
    derivation,
    exceptions,
    incident_remarks,
    law_since,
    silent,
    span_text,
    status_words,
    when_where,
)


class FullReport:
    """One profile with all that was found."""

    def __init__(self, report: ProfileReport, detail: Detail) -> None:
        self.report, self.detail = report, detail
        self.facts = facts_of(report.assessment)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        narrow = options.update(width=min(options.max_width, WIDEST))
        for part in self._parts(narrow.max_width):
            yield from console.render(part, narrow)

    def _parts(self, width: int) -> Iterator[RenderableType]:
        assessment, wanted = self.report.assessment, self.detail.criterion
        yield Head(assessment, self.report.record)
        yield from _about(assessment, self.report.record)
        columns = Columns.for_width(width, self.facts)
        known: dict[str, int] = {}
        for number, one in enumerate(self.facts, 1):
            if wanted in (None, one.criterion.id):
                yield Text()
                yield FactsTable(
                    number=number, facts=one, assessment=assessment, columns=columns, rows=one.rows, known=dict(known),
                    full=True,
                )  # fmt: skip
                known |= {row.id: number for row in one.rows if row.id not in known}
                yield from _criterion(one, assessment)
        if wanted is None:
            yield from _context(assessment)
            yield from _sources(assessment.profile)
        yield Text()
        yield Answer(self.report, self.facts, self.detail)


def _about(assessment: Assessment, official: OfficialStatus | None) -> Iterator[RenderableType]:
    """Yield the other names and the summary of the organization, its entry in the record, and the law since the day."""
    organization = assessment.profile.organization
    if organization.aliases:
        yield safe_text("also " + " · ".join(organization.aliases), "dim")
    if organization.founded is not None:
        yield safe_text(f"founded {span_text(organization.founded)}", "dim")
    for said in succession_words(organization):
        yield safe_text(said, "dim")
    if official is not None:
        yield safe_text(f"official record: {official_text(official, assessment.as_of)}", "dim")
    for change in law_since(assessment):
        yield Indented(safe_text(change, "dim"), 2)
    if organization.summary is not None:
        yield Text()
        yield safe_text(organization.summary)


def _criterion(facts: CriterionFacts, assessment: Assessment) -> Iterator[RenderableType]:
    criterion = facts.criterion
    yield Text()
    yield Text("   How it follows", style="bold")
    yield from _path(criterion.finding)
    if any(node.evidence for node in criterion.finding.walk()):
        yield Text()
        yield Text("   Elements", style="bold")
        yield from _elements(criterion, assessment)
    for intro, labels in silent(criterion.finding):
        yield Indented(safe_text(f"{intro}: {'; '.join(labels)}.", "dim"), 3)


def _path(finding: NodeFinding) -> Iterator[RenderableType]:
    """Yield how the status follows: each step from the criterion down to the branch or element that decided it."""
    for depth, node in enumerate(derivation(finding)):
        for step in node.steps:
            said = Text.assemble((node.node.label, "bold"), " ")
            yield Indented(said.append_text(safe_text(step_words(node, step))), 3 + 2 * depth)
        for text in incident_remarks(node) if node.view is not None else ():
            yield Indented(safe_text(text, "dim"), 5 + 2 * depth)


def _elements(criterion: CriterionFinding, assessment: Assessment) -> Iterator[RenderableType]:
    """Yield each node with evidence: its status, its provision and how settled it is, and the facts by side."""
    excepted = exceptions(criterion.finding)
    criteria = {one.id: one.finding for one in assessment.criteria}
    for node in criterion.finding.walk():
        if not node.evidence:
            continue
        said = qualifier_of(node, why_status(node, criteria))
        status = status_words(node.status) + (f", {said}" if said else "")
        # An exception that is met defeats what it excepts from: it has no colour of success.
        shown = Text(f"exception {status}") if node.id in excepted else Text(status, style=COLOURS[node.status])
        yield Indented(Text.assemble(shown, "  ", (node.node.label, "bold"), f"  {node.id}"), 3)
        yield Indented(Text(f"{node.citation} · {SETTLED[node.node.settled]}", style="dim"), 5)
        for side in Side:
            counted = [found.item for found in node.evidence if found.side is side and found.counted]
            out = [found.item for found in node.evidence if found.side is side and not found.counted]
            if counted or out:
                text = Text.assemble(f"{SIDES[side]} ", safe_text(", ".join(counted)))
                text.append_text(
                    safe_text(f"{' · ' if counted else ''}not counted: {', '.join(out)}" if out else "", "dim")
                )
                yield Indented(text, 5)


def _context(assessment: Assessment) -> Iterator[RenderableType]:
    items = [(item_id, item) for item_id, item in assessment.profile.evidence.items() if item.is_context]
    if not items:
        return
    yield Text()
    yield Text("Context, not counted", style="bold")
    for item_id, item in items:
        yield Indented(safe_text(item.claim), 3)
        about = [f"on {', '.join(assessment.statute.by_id[name].heading for name in item.about)}"] if item.about else []
        retracted = [f"retracted: {item.retracted}"] if item.retracted is not None else []
        cited = ", ".join(citation.source for citation in item.sources)
        parts = [item_id, *about, when_where(item), cited, *retracted]
        yield Indented(safe_text(" · ".join(filter(None, parts)), "dim"), 3)
        for said in (*searches_words(item), *relations_words(item)):
            yield Indented(safe_text(said, "dim"), 3)
        if item.note is not None:
            yield Indented(safe_text(f"note: {item.note}", "dim"), 3)


def _sources(profile: Profile) -> Iterator[RenderableType]:
    """Yield the sources by their ids, each with the reason of its grade."""
    yield Text()
    yield Text("Sources", style="bold")
    for source_id, source in sorted(profile.sources.items()):
        published = span_text(source.published) if source.published is not None else "undated"
        text = Text.assemble((source.reliability.value, "bold"), "  ", safe_text(source_id, "bold"), "  ")
        text.append_text(safe_text(f"{source.title}. {source.publisher}, {published}."))
        url = source.url
        yield Indented(text, 3, address_link(url, url) if url is not None else None)
        for label, said in (("grade", source.reason), ("note", source.note), ("archived", source.archived)):
            if said is not None:
                yield Indented(safe_text(f"{label}: {said}", "dim"), 6)
        if source.origin is not None:
            yield Indented(safe_text(f"origin: {source.origin}", "dim"), 6)

"""The terminal's view of a report: for each criterion its answer, how it follows, and a table of the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from fto_check.manuals.wording import say, say_confidence
from fto_check.problems.inert import inert
from fto_check.reasoning.findings import Assessment, CriterionFinding, EvidenceFinding, NodeFinding
from fto_check.record.entry import OfficialStatus
from fto_check.runs.report import ProfileReport, Report
from fto_check.views.official import official_text
from fto_check.views.terminal import safe_text, status_text
from fto_check.views.text_table import GAP, Indented, TextRows
from fto_check.views.words import (
    SETTLED,
    SIDES,
    about_words,
    assumed_words,
    count,
    derivation,
    exceptions,
    incident_remarks,
    judged_on,
    law_since,
    remark,
    silent,
    span_text,
    when_where,
)

WIDE = 100
"""From this width on, when and where have a column of their own."""
RANGE = len("2009-04-15/2011-10-28,")
"""What a range of days takes, which is not to be broken."""
ROOMY = 110
"""From this width on, the matrix has the official list beside the statuses."""


def render(report: Report, *, quiet: bool = False) -> RenderableType:
    """Return a renderable of the whole run; `quiet` leaves only the statuses."""
    parts: list[RenderableType] = []
    for profile in report.profiles:
        if not quiet:
            parts.append(_Profile(profile))
    if report.profiles and (quiet or len(report.profiles) > 1):
        parts.append(_Matrix(report))
    if report.profiles and (quiet or len(report.profiles) > 1):
        parts.append(Text(report.statute.notice, style="italic"))
    return Group(*parts)


class _Profile(NamedTuple):
    """One profile: a heading, the three criteria, the context, the sources, the three together."""

    report: ProfileReport

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        assessment = self.report.assessment
        width = options.max_width
        yield from _heading(assessment, self.report.record)
        for number, criterion in enumerate(assessment.criteria, 1):
            yield Text()
            yield from _criterion(number, criterion, assessment, width)
        yield from _context(assessment, width)
        yield from _sources(assessment)
        yield Text()
        yield from _together(assessment)
        yield Text()


def _heading(assessment: Assessment, official: OfficialStatus | None) -> Iterator[RenderableType]:
    organization = assessment.profile.organization
    yield Line(safe_text(organization.name, "bold"), characters="━", align="left", style="bold")
    if organization.aliases:
        yield safe_text("also " + " · ".join(organization.aliases), "dim")
    if facts := about_words(organization, assessment.as_of):
        yield safe_text(" · ".join(facts))
    version = assessment.version
    yield Text(
        f"on {judged_on(assessment.as_of, assessment.known_by)}, under {assessment.statute.citation} "
        f"as of {version.version.isoformat()} ({version.short})"
    )
    if given := assumed_words(assessment.assumptions, assessment.statute):
        yield Text(given, style="bold")
    for change in law_since(assessment):
        yield Indented(Text(change, style="dim"), 2)
    if official is not None:
        yield safe_text(f"Official record: {official_text(official, assessment.as_of)}. It counts for nothing here.")
    yield Text()
    for criterion in assessment.criteria:
        confidence = f", {criterion.confidence} confidence" if criterion.confidence is not None else ""
        yield Text.assemble(
            "  ", status_text(criterion.status), (f"{confidence}  ", "dim"), criterion.finding.node.label
        )
    yield Text.assemble(
        "  ", status_text(assessment.overall), ("  The three together: ", "bold"), assessment.overall.meaning
    )


LEGEND = (
    "+ for   − against   ± can be read both ways   ↑ told above   "
    "B2: grades of source (A-F) and claim (1-6)   ⇠ origin: counts once"
)


def _criterion(
    number: int, criterion: CriterionFinding, assessment: Assessment, width: int
) -> Iterator[RenderableType]:
    finding = criterion.finding
    title = Text.assemble((f"{number}  {finding.node.label}: ", "bold"), status_text(criterion.status))
    if criterion.confidence is not None:
        title.append(f", {criterion.confidence} confidence")
    yield Line(title, align="left", style="dim")
    yield Text(f"{finding.citation} · {SETTLED[finding.node.settled]}", style="dim")
    if criterion.confidence is not None:
        yield Text(inert(f"{str(criterion.confidence).capitalize()}: {say_confidence(criterion)}."), style="dim")
    yield from _path(finding)
    if any(node.evidence for node in finding.walk()):
        yield Text()
        if number == 1:
            yield Text(LEGEND, style="dim")
            yield Text()
        head = _grid(width)
        head.cells.append([Text(name, style="dim") for name in _columns(width)])
        yield head
        yield from _evidence_tables(finding, assessment, width)
        yield Text()
    yield from _silent(finding)


def _path(finding: NodeFinding) -> Iterator[RenderableType]:
    """Yield how the status follows: each step from the criterion down to the branch or element that decided it."""
    for depth, node in enumerate(derivation(finding)):
        for step in node.steps:
            said = Text.assemble((node.node.label, "bold"), f" is {step.status.words}: {inert(say(step.because))}")
            yield Indented(said, 2 * depth)
        if node.view is not None:
            for text in incident_remarks(node):
                yield Indented(safe_text(text, "dim"), 2 * depth + 2)


def _evidence_tables(finding: NodeFinding, assessment: Assessment, width: int) -> Iterator[RenderableType]:
    """Yield, for each element with evidence, a line on the element and a table of the evidence."""
    shown: set[str] = set()
    excepted = exceptions(finding)
    for node in finding.walk():
        if not node.evidence:
            continue
        yield Text()
        status = status_text(node.status)
        if node.id in excepted:  # met, it defeats what it excepts from: no colour of success
            status = Text(f"exception {status.plain}")
        yield Text.assemble(status, "  ", (node.node.label, "bold"), " ", (node.id, "dim"))
        yield Text(f"   {_assumed(node)}{node.citation} · {SETTLED[node.node.settled]}", style="dim")
        table = _grid(width)
        for found in node.evidence:
            table.cells.append(_evidence_row(found, assessment, width >= WIDE, again=found.item in shown))
            shown.add(found.item)
        yield table


def _columns(width: int) -> dict[str, int]:
    """Return the columns, which stand under each other in all tables of a report: what heads each, and its width."""
    shares = {"When, where": max(width // 6, RANGE), "Sources and grades": width * 3 // 10}
    if width < WIDE:
        shares = {"Sources and grades": width // 3}
    free = width - 2 - sum(shares.values()) - GAP * (1 + len(shares))
    return {"": 2, **{name: max(size, 1) for name, size in {"Claim": free, **shares}.items()}}


def _grid(width: int) -> TextRows:
    """Return a table without rows."""
    return TextRows(tuple(_columns(width).values()), [])


def _assumed(node: NodeFinding) -> str:
    return "assumed · " if node.assumed else ""


def _evidence_row(found: EvidenceFinding, assessment: Assessment, wide: bool, *, again: bool) -> list[Text]:
    """Return the cells of an item under an element; its claim is told in full where it first stands."""
    item = assessment.profile.evidence[found.item]
    style = "" if found.counted else "dim"
    if again:
        claim = safe_text(f"↑ {found.item}", style)
    else:
        claim = Text.assemble(safe_text(item.claim, style), " ", safe_text(f"[{found.item}]", "dim"))
    limit = remark(found)
    if limit is not None:
        claim = Text.assemble(claim, "\n", safe_text(limit, "italic dim"))
    when = "" if again else when_where(item)
    if not wide and when:
        claim.append("\n")
        claim.append_text(safe_text(when, "dim"))
    cells = [Text(SIDES[found.side]), claim]
    if wide:
        cells.append(safe_text(when, style))
    cells.append(_citations(found, style, short=again))
    return cells


def _citations(found: EvidenceFinding, style: str, *, short: bool) -> Text:
    text = Text(style=style)
    if short:
        return text.append(", ".join(citation.marks for citation in found.citations), style="bold")
    for index, citation in enumerate(found.citations):
        if index:
            text.append("\n")
        text.append(f"{citation.marks} ", style="bold")
        text.append_text(safe_text(citation.source))
        if citation.at is not None:
            text.append_text(safe_text(f", {citation.at}"))
        if citation.origin != citation.source:
            text.append_text(safe_text(f" ⇠ {citation.origin}", "dim"))
    return text


def _silent(finding: NodeFinding) -> Iterator[RenderableType]:
    """Yield one line on each sort of elements without evidence."""
    for intro, labels in silent(finding):
        yield Text.assemble((f"{intro}: ", "bold dim"), ("; ".join(labels) + ".", "dim"))


def _context(assessment: Assessment, width: int) -> Iterator[RenderableType]:
    items = [(item_id, item) for item_id, item in assessment.profile.evidence.items() if item.is_context]
    if not items:
        return
    wide = width >= WIDE
    yield Text()
    yield Line(Text("Context: shown, never counted", style="bold"), align="left", style="dim")
    table = _grid(width)
    for item_id, item in items:
        belongs = f"{item_id}, on {', '.join(item.about)}" if item.about else item_id
        claim = Text.assemble(safe_text(item.claim), " ", safe_text(f"[{belongs}]", "dim"))
        if item.retracted is not None:
            claim.append_text(safe_text(f" (retracted: {item.retracted})", "italic"))
        when = when_where(item)
        if not wide and when:
            claim.append("\n")
            claim.append_text(safe_text(when, "dim"))
        cited = Text("\n").join(
            Text.assemble(
                (f"{citation.reliability or assessment.profile.sources[citation.source].reliability}"
                 f"{citation.credibility or item.credibility} ", "bold"),
                safe_text(citation.source + (f", {citation.at}" if citation.at else "")),
            )
            for citation in item.sources
        )  # fmt: skip
        table.cells.append([Text("·"), claim, *([safe_text(when)] if wide else []), cited])
    yield table


def _sources(assessment: Assessment) -> Iterator[RenderableType]:
    yield Text()
    yield Line(Text("Sources", style="bold"), align="left", style="dim")
    for source_id, source in assessment.profile.sources.items():
        text = Text.assemble((source.reliability.value, "bold"), " ", safe_text(source_id, "bold"), ": ")
        text.append_text(safe_text(f"{source.title}. {source.publisher}"))
        text.append_text(
            safe_text(f", {span_text(source.published)}." if source.published is not None else ", undated.")
        )
        yield Indented(text, 2, safe_text(source.url, "dim") if source.url is not None else None)


def _together(assessment: Assessment) -> Iterator[RenderableType]:
    title = Text.assemble(("The three together: ", "bold"), status_text(assessment.overall))
    yield Line(title, align="left", style="bold", characters="━")
    for criterion in assessment.criteria:
        line = Text.assemble("  ", status_text(criterion.status), f"  {criterion.finding.node.label}")
        yield line
        if criterion.incidents:
            yield Indented(safe_text("carried by " + ", ".join(criterion.incidents), "dim"), 4)
        if criterion.rests_on:
            rests = "; ".join(f"{origin} (without it {status.words})" for origin, status in criterion.falls_to.items())
            yield Indented(safe_text(f"rests on {rests}", "dim"), 4)
    yield Text(f"{assessment.overall.words.capitalize()}: {assessment.overall.meaning}.")
    yield Text(assessment.statute.notice, style="italic")


class _Matrix(NamedTuple):
    """The organizations of a run by the three criteria."""

    report: Report

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        criteria = self.report.statute.criteria
        given = assumed_words(self.report.assumptions, self.report.statute)
        yield Line(
            Text(
                f"{count(len(self.report.profiles), 'organization')} on {self.report.as_of.isoformat()}", style="bold"
            ),
            align="left",
            characters="━",
        )
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False, pad_edge=False)
        table.add_column("Organization", overflow="fold")
        for criterion in criteria:
            table.add_column(criterion.heading)
        table.add_column("Together")
        official = options.max_width >= ROOMY and any(profile.record for profile in self.report.profiles)
        if official:
            table.add_column("Official list")
        for profile in self.report.profiles:
            assessment = profile.assessment
            table.add_row(
                safe_text(assessment.profile.organization.name),
                *(status_text(criterion.status) for criterion in assessment.criteria),
                status_text(assessment.overall),
                *([_standing(profile.record)] if official else []),
            )
        yield table
        if given is not None:
            yield Text(given, style="bold")
        if official and self.report.list_file is not None:
            yield safe_text(f"Official list: {self.report.list_file}", "dim")


def _standing(found: OfficialStatus | None) -> Text:
    if found is None:
        return Text("–", style="dim")
    return Text(found.status.words)

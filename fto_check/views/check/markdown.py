"""A brief that can be sent, in GitHub's Markdown: for each profile the answer, how it follows, and the cited evidence.

Nothing from a profile is markup here (`inert_markdown`), and the document holds no HTML. A source is a footnote, whose
definition follows the section that first cites it: GitHub shows all of them at the end, and numbers them as here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fto_check.advice.together import put_together
from fto_check.manuals.wording import say_confidence
from fto_check.problems.inert import inert_link, inert_markdown
from fto_check.problems.problems import Problem
from fto_check.profile.models import Item, Profile, Source
from fto_check.reasoning.findings import Assessment, CitationFinding, CriterionFinding, EvidenceFinding, NodeFinding
from fto_check.runs.answer import StatusWhy, carrying_part, is_settled, why_criterion, whys_of
from fto_check.runs.report import ProfileReport, Report
from fto_check.runs.urgency import most_urgent_first
from fto_check.views.item_words import relations_words, searches_words, succession_words
from fto_check.views.markdown import LIMIT, code, cut, markdown_table
from fto_check.views.official import official_text
from fto_check.views.report_words import step_words
from fto_check.views.words import (
    SETTLED,
    SIDES,
    about_words,
    count,
    derivation,
    exceptions,
    given_words,
    incident_remarks,
    judged_on,
    law_since,
    reasoned_words,
    remark,
    run_words,
    silent,
    span_text,
    status_words,
    when_where,
)

LEGEND = (
    "**+** speaks for, **−** against, **±** can be read both ways. B2 grades the source (A to F) and the claim (1 to "
    "6); what goes back to one origin counts once."
)
_BREAK = "\\\n  "
"""A new line within an item of a list."""


def render(report: Report, *, quiet: bool = False) -> str:
    """Return the document, cut at LIMIT; `quiet` leaves only the table of organizations and criteria."""
    blocks = _matrix(report) if quiet else _document(report)
    return cut("\n\n".join(blocks) + "\n", LIMIT)


class _Footnotes:
    """The numbers of the sources of a document, in the order in which it cites them."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._new: list[tuple[int, Profile, str]] = []

    def mark(self, path: str, profile: Profile, source_id: str) -> str:
        """Return the reference to a source."""
        key = (path, source_id)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._new.append((self._numbers[key], profile, source_id))
        return f"[^{self._numbers[key]}]"

    def take(self) -> Iterator[str]:
        """Yield the definitions of the sources that were first cited since the last time."""
        new, self._new = self._new, []
        if new:
            yield "\n".join(f"[^{number}]: {_source(profile, source_id)}" for number, profile, source_id in new)


def _document(report: Report) -> Iterator[str]:
    several = len(report.profiles) != 1
    footnotes = _Footnotes()
    if several:
        yield from _matrix(report)
    else:
        yield f"# {inert_markdown(report.profiles[0].assessment.profile.organization.name)}"
        yield _notice(report)
    yield from _problems(most_urgent_first(put_together(report.all_problems)))
    for number, profile in enumerate(report.profiles):
        if several:
            yield f"## {inert_markdown(profile.assessment.profile.organization.name)}"
        yield from _about(profile)
        yield from _answer(profile.assessment)
        if number == 0:
            yield LEGEND
        yield from _profile(profile, "###" if several else "##", footnotes)


def _notice(report: Report) -> str:
    return f"> {inert_markdown(report.statute.notice)}"


def _matrix(report: Report) -> Iterator[str]:
    """Yield the organizations of a run by the three criteria."""
    if report.faults and not report.profiles:
        yield "# Nothing was checked"
        return
    yield f"# {count(len(report.profiles), 'organization')} on {judged_on(report.as_of, report.known_by)}"
    yield _notice(report)
    yield from (f"**{inert_markdown(given)}**" for given in run_words(report))
    if report.profiles:
        yield markdown_table(
            ("Organization", *(criterion.label for criterion in report.statute.criteria), "The three together"),
            (
                (
                    inert_markdown(profile.assessment.profile.organization.name),
                    *(_standing(profile.assessment, criterion) for criterion in profile.assessment.criteria),
                    f"**{status_words(profile.assessment.overall)}**",
                )
                for profile in report.profiles
            ),
        )


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    if not problems:
        return
    yield f"**{count(len(problems), 'problem')}**"
    yield markdown_table(
        ("Code", "Where", "What needs a hand"),
        (
            (
                f"{problem.severity} {problem.code}",
                code(str(problem.location)).replace("|", "\\|") if problem.location.path else "this run",
                inert_markdown(f"{problem.message} ({problem.hint})" if problem.hint else problem.message),
            )
            for problem in problems
        ),
    )


def _profile(report: ProfileReport, heading: str, footnotes: _Footnotes) -> Iterator[str]:
    """Yield the criteria of a profile and its context, each with the footnotes that it is the first to need."""
    for number, criterion in enumerate(report.assessment.criteria, 1):
        yield f"{heading} {number}. {criterion.finding.node.label}: {_standing(report.assessment, criterion)}"
        yield from _criterion(criterion, report, footnotes)
        yield from footnotes.take()
    yield from _context(report, heading, footnotes)
    yield from footnotes.take()


def _answer(assessment: Assessment) -> Iterator[str]:
    """Yield the statuses of a profile."""
    yield markdown_table(
        ("Criterion", "Status", "Confidence"),
        (
            *(
                (criterion.finding.node.label, _standing(assessment, criterion), str(criterion.confidence or ""))
                for criterion in assessment.criteria
            ),
            ("**The three together**", f"**{status_words(assessment.overall)}**", ""),
        ),
    )
    yield f"{assessment.overall.words.capitalize()}: {assessment.overall.meaning}."


def _standing(assessment: Assessment, criterion: CriterionFinding) -> str:
    return reasoned_words(criterion.status, why_criterion(assessment, criterion))


def _about(report: ProfileReport) -> Iterator[str]:
    """Yield who the organization is, the day, the law of it, and the official status beside."""
    assessment = report.assessment
    organization = assessment.profile.organization
    if organization.aliases:
        yield f"Also {inert_markdown(' · '.join(organization.aliases))}"
    if organization.summary is not None:
        yield inert_markdown(organization.summary)
    if facts := [*about_words(organization, assessment.as_of), *succession_words(organization)]:
        said = inert_markdown(", ".join(facts))
        yield f"{said[0].upper()}{said[1:]}."
    law = f"{assessment.statute.citation} as of {assessment.version.version.isoformat()} ({assessment.version.short})"
    yield f"Judged on {judged_on(assessment.as_of, assessment.known_by)}, under {inert_markdown(law)}."
    for given in given_words(assessment):
        yield f"**{inert_markdown(given)}**"
    if changes := list(law_since(assessment)):
        yield "\n".join(f"- {inert_markdown(change)}" for change in changes)
    if report.record is not None:
        said = official_text(report.record, assessment.as_of)
        yield f"Official record: {inert_markdown(said)}; for comparison, not counted."


def _criterion(criterion: CriterionFinding, report: ProfileReport, footnotes: _Footnotes) -> Iterator[str]:
    """Yield the provision, how the status follows, and the evidence element by element."""
    finding = criterion.finding
    settled = f" · {SETTLED[finding.node.settled]}" if is_settled(criterion) else ""
    yield f"{inert_markdown(finding.citation)}{settled}"
    if criterion.confidence is not None:
        part = carrying_part(finding)
        rests = f", by {part.label} ({code(part.id)})" if part is not None else ""
        yield f"{criterion.confidence.capitalize()} confidence{rests}: {inert_markdown(say_confidence(criterion))}."
    if path := list(_path(finding)):
        yield "\n".join(path)
    excepted, whys = exceptions(finding), whys_of(report.assessment)
    told: set[str] = set()
    for node in finding.walk():
        if node.evidence:
            yield _element(node, whys[node.id], exception=node.id in excepted)
            yield "\n".join(_evidence(node, report, told, footnotes))
            told |= {found.item for found in node.evidence}
    for intro, labels in silent(finding):
        yield f"*{intro}:* {inert_markdown('; '.join(labels))}."


def _path(finding: NodeFinding) -> Iterator[str]:
    """Yield how the status follows, as the lines of a list."""
    for depth, node in enumerate(derivation(finding)):
        indent = "  " * depth
        for step in node.steps:
            yield f"{indent}- **{node.node.label}** {inert_markdown(step_words(node, step))}"
        if node.view is not None:
            yield from (f"{indent}  - {inert_markdown(said)}" for said in incident_remarks(node))


def _element(node: NodeFinding, why: StatusWhy | None, *, exception: bool) -> str:
    said = f"{'exception ' if exception else ''}{reasoned_words(node.status, why)}"
    assumed = "assumed · " if node.assumed else ""
    return f"**{node.node.label}: {said}** · {assumed}{inert_markdown(node.citation)} · {SETTLED[node.node.settled]}"


def _evidence(node: NodeFinding, report: ProfileReport, told: set[str], footnotes: _Footnotes) -> Iterator[str]:
    """Yield an element's evidence as the lines of a list; what the criterion has told before is only named."""
    for found in node.evidence:
        if found.item not in told:
            item = report.assessment.profile.evidence[found.item]
            cited = ", ".join(_cited(citation, report, footnotes) for citation in found.citations)
            limit = remark(found)
            yield (
                f"- **{SIDES[found.side]}** {_claim(item)} {cited} · {code(found.item)}"
                + (f"{_BREAK}*{inert_markdown(limit)}*" if limit is not None else "")
                + (f"{_BREAK}Note: {inert_markdown(item.note)}" if item.note is not None else "")
                + _more(relations_words(item))
            )
    if again := [found for found in node.evidence if found.item in told]:
        yield f"- as well: {', '.join(map(_again, again))}"


def _again(found: EvidenceFinding) -> str:
    limit = remark(found)
    return f"**{SIDES[found.side]}** {code(found.item)}" + (f" ({inert_markdown(limit)})" if limit else "")


def _claim(item: Item) -> str:
    when = when_where(item)
    return f"{inert_markdown(item.claim)} *{inert_markdown(when)}* ·" if when else f"{inert_markdown(item.claim)} ·"


def _cited(citation: CitationFinding, report: ProfileReport, footnotes: _Footnotes) -> str:
    mark = footnotes.mark(report.path, report.assessment.profile, citation.source)
    own = citation.origin != report.assessment.profile.origin_of_source(citation.source)
    origin = f"of the origin {citation.origin}" if own else None  # that of the source stands in its footnote
    where = ", ".join(filter(None, (citation.at, origin)))
    return f"{citation.marks}{mark}" + (f" ({inert_markdown(where)})" if where else "")


def _context(report: ProfileReport, heading: str, footnotes: _Footnotes) -> Iterator[str]:
    """Yield the items that bear on no element."""
    profile, elements = report.assessment.profile, report.assessment.statute.by_id
    lines = []
    for item_id, item in profile.evidence.items():
        if item.is_context:
            marks = ", ".join(
                f"{citation.reliability or profile.sources[citation.source].reliability}"
                f"{citation.credibility or item.credibility}{footnotes.mark(report.path, profile, citation.source)}"
                for citation in item.sources
            )
            about = f" · on {'; '.join(elements[name].label for name in item.about)}" if item.about else ""
            retracted = (
                f"{_BREAK}*{inert_markdown(f'retracted: {item.retracted}')}*" if item.retracted is not None else ""
            )
            more = _more((*searches_words(item), *relations_words(item)))
            head = " · ".join(filter(None, (marks, code(item_id))))
            lines.append(f"- {_claim(item)} {head}{about}{more}{retracted}")
    if lines:
        yield f"{heading} Context: shown, never counted"
        yield "\n".join(lines)


def _more(said: Iterable[str]) -> str:
    """Return sentences as lines of their own within an item of a list."""
    return "".join(f"{_BREAK}{inert_markdown(f'{words[0].upper()}{words[1:]}')}" for words in said)


def _source(profile: Profile, source_id: str) -> str:
    """Return what a footnote says of a source."""
    source = profile.sources[source_id]
    published = span_text(source.published) if source.published is not None else "undated"
    origin = profile.origin_of_source(source_id)
    parts = [
        f"{_title(source)}, {inert_markdown(source.publisher)}, {inert_markdown(published)}",
        *([f"[archived]({link})"] if source.archived is not None and (link := inert_link(source.archived)) else []),
        code(source_id) + (f", from {inert_markdown(origin)}" if origin != source_id else ""),
        *([f"graded {source.reliability}: {inert_markdown(source.reason)}"] if source.reason is not None else []),
    ]
    return " · ".join(parts)


def _title(source: Source) -> str:
    title = inert_markdown(source.title)
    link = inert_link(source.url) if source.url is not None else None
    return f"[{title}]({link})" if link is not None else title

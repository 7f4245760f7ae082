"""A brief that can be sent, in GitHub's Markdown: for each profile the answer, what it hangs on, and the cited facts.

Nothing from a profile is markup here (`inert_markdown`), and the document holds no HTML. A source is a footnote, whose
definition follows the section that first cites it: GitHub shows all of them at the end, and numbers them as here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from fto_check.advice.together import put_together
from fto_check.problems.inert import inert_markdown
from fto_check.problems.problems import Severity
from fto_check.reasoning.findings import Assessment, CriterionFinding
from fto_check.runs.answer import carrying_part, open_law, weakest_of, why_criterion
from fto_check.runs.facts import count_facts, facts_of
from fto_check.runs.report import ProfileReport, Report
from fto_check.runs.urgency import most_urgent_first
from fto_check.runs.why import CriterionWhy, Why, why_of_assessment
from fto_check.views.check.markdown_facts import MarkdownFootnotes, context_section, criterion_section
from fto_check.views.date_words import day_words, span_words
from fto_check.views.item_words import succession_words
from fto_check.views.markdown import LIMIT, code, cut, markdown_table
from fto_check.views.official import official_text
from fto_check.views.reason_words import change_lines, first_step, mend_lines, missing_lines
from fto_check.views.report_words import (
    answer_words,
    counts_words,
    law_words,
    open_law_words,
    provision_words,
    short_reason,
    standing_words,
    title_words,
    weakest_words,
)
from fto_check.views.words import about_words, count, given_words, judged_on, law_since, run_words, status_words

LEGEND = (
    "**+** speaks for, **−** against, **±** can be read both ways. B2 grades the source (A to F) and the claim (1 to "
    "6); ×2: it goes back to two origins, each of which counts once."
)


def render(report: Report, *, quiet: bool = False, warnings: bool = False) -> str:
    """Return the document, cut at LIMIT; `quiet` leaves only the table of organizations, `warnings` adds those."""
    blocks = _matrix(report) if quiet else _document(report, warnings=warnings)
    return cut("\n\n".join(blocks) + "\n", LIMIT)


def _document(report: Report, *, warnings: bool) -> Iterator[str]:
    several = len(report.profiles) != 1
    footnotes = MarkdownFootnotes()
    if several:
        yield from _matrix(report)
    for number, profile in enumerate(report.profiles):
        assessment = profile.assessment
        title = inert_markdown(title_words(assessment.profile.organization, assessment.as_of))
        why = profile.why or why_of_assessment(profile.path, assessment)
        yield f"{'##' if several else '#'} {title}"
        yield from _answer(profile, why)
        if not several:
            yield _notice(report)
        yield from _about(profile)
        if number == 0:
            yield LEGEND
        yield from _body(profile, why, "###" if several else "##", footnotes)
    yield from _problems(report, warnings=warnings)


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
            (
                "Organization",
                *(criterion.label for criterion in report.statute.criteria),
                "The three together",
                "Weakest",
            ),
            (
                (
                    inert_markdown(profile.assessment.profile.organization.name),
                    *(_standing(profile.assessment, criterion) for criterion in profile.assessment.criteria),
                    f"**{status_words(profile.assessment.overall)}**",
                    inert_markdown(_weakest_in_short(profile.assessment)),
                )
                for profile in report.profiles
            ),
        )


def _weakest_in_short(assessment: Assessment) -> str:
    return short_reason(weakest_of(assessment, facts_of(assessment)), named=True)


def _standing(assessment: Assessment, criterion: CriterionFinding) -> str:
    return standing_words(criterion, why_criterion(assessment, criterion))


# -- the answer --------------------------------------------------------------------------------------------------------


def _answer(report: ProfileReport, why: Why) -> Iterator[str]:
    """Yield the answer, the criterion that it hangs on and what would mend that, and the statuses."""
    assessment = report.assessment
    weakness = weakest_of(assessment, why.facts)
    said = answer_words(assessment.overall, weakness)
    mark, _, rest = said.partition(": ")
    yield f"**{mark}:** {inert_markdown(rest)}."
    yield from (f"**{inert_markdown(given)}**" for given in given_words(assessment))
    reasons = why.criteria[weakness.criterion.id]
    lines = [("Weakest", weakest_words(weakness))]
    if (step := first_step(reasons)) is not None:
        lines.append((f"{step[0]} it", f"{step[1]}."))
    lines += [("Open law", line) for line in open_law_words(open_law(assessment))]
    yield "\n".join(f"- **{label}:** {inert_markdown(line)}" for label, line in lines)
    yield markdown_table(("Criterion", "Status", "Carried by", "Provision"), _rows(report))


def _rows(report: ProfileReport) -> Iterator[tuple[str, ...]]:
    assessment = report.assessment
    for number, criterion in enumerate(assessment.criteria, 1):
        part = carrying_part(criterion.finding)
        yield (
            f"{number}. {criterion.finding.node.label}",
            _standing(assessment, criterion),
            inert_markdown(part.label) if part is not None else "",
            inert_markdown(provision_words(assessment, criterion).strip()),
        )
    yield "**The three together**", f"**{status_words(assessment.overall)}**", "", ""
    if report.record is not None:
        yield (
            "Official list, for comparison, not counted",
            inert_markdown(official_text(report.record, assessment.as_of)),
            "",
            "",
        )


def _about(report: ProfileReport) -> Iterator[str]:
    """Yield the day and the law of it, what is cited, and who the organization is."""
    assessment = report.assessment
    organization = assessment.profile.organization
    known = f", as far as known by {day_words(assessment.known_by)}" if assessment.known_by is not None else ""
    yield (
        f"Judged on {day_words(assessment.as_of)}{known}, under {inert_markdown(law_words(assessment))}. "
        f"{inert_markdown(counts_words(count_facts(assessment)))}."
    )
    if changes := list(law_since(assessment)):
        yield "\n".join(f"- {inert_markdown(change)}" for change in changes)
    if organization.summary is not None:
        yield inert_markdown(organization.summary)
    if facts := [*about_words(organization, assessment.as_of, span_words), *succession_words(organization)]:
        said = inert_markdown(", ".join(facts))
        yield f"{said[0].upper()}{said[1:]}."
    if organization.aliases:
        yield f"Also {inert_markdown(' · '.join(organization.aliases))}"


# -- what it rests on --------------------------------------------------------------------------------------------------


def _body(report: ProfileReport, why: Why, heading: str, footnotes: MarkdownFootnotes) -> Iterator[str]:
    """Yield the criteria, what would change each and what it lacks, and the context, with the footnotes they need."""
    known: dict[str, int] = {}
    for number, reasons in enumerate(why.criteria.values(), 1):
        label = reasons.facts.criterion.finding.node.label
        yield f"{heading} {number}. {label}: {_standing(report.assessment, reasons.facts.criterion)}"
        yield from criterion_section(reasons, why, report, known, footnotes)
        known |= {row.id: number for row in reasons.facts.rows if row.id not in known}
        yield from footnotes.take()
    sections: Sequence[tuple[str, Callable[[CriterionWhy], Iterator[str]]]] = (
        ("What would change it", lambda one: change_lines(one, why, full=True)),
        ("What would mend it", mend_lines),
        ("What is missing", lambda one: missing_lines(one, full=True)),
    )
    for title, lines_of in sections:
        found = [
            f"- **{one.facts.criterion.finding.node.heading}** ({one.facts.criterion.status.words}): "
            f"{inert_markdown(line)}."
            for one in why.criteria.values()
            for line in lines_of(one)
        ]
        if found:
            yield f"{heading} {title}"
            yield "\n".join(found)
    yield from context_section(report, heading, footnotes)
    yield from footnotes.take()


def _problems(report: Report, *, warnings: bool) -> Iterator[str]:
    """Yield what needs a hand, the most urgent first: errors, and warnings that fail a gate or are asked for."""
    hits = {hit for profile in report.profiles for gate in profile.gates for hit in gate.hits}
    wanted = [
        problem for problem in report.all_problems if warnings or problem.severity is Severity.ERROR or problem in hits
    ]
    shown = most_urgent_first(put_together(wanted))
    if not shown:
        return
    yield f"**{count(len(shown), 'problem')}**"
    yield markdown_table(
        ("Code", "Where", "What needs a hand"),
        (
            (
                f"{problem.severity} {problem.code}",
                code(str(problem.location)).replace("|", "\\|") if problem.location.path else "this run",
                inert_markdown(f"{problem.message} ({problem.hint})" if problem.hint else problem.message),
            )
            for problem in shown
        ),
    )

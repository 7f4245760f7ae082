"""The claims of one source in GitHub's Markdown; nothing from a profile is markup here."""

from __future__ import annotations

from collections.abc import Iterator

from fto_check.law.statute import OVERALL
from fto_check.problems.inert import inert_link, inert_markdown
from fto_check.runs.claims import ClaimsReport, OrganizationAnswers, Statuses
from fto_check.views.claims.words import (
    ANSWERS_HEADING,
    LEGEND,
    NO_CLAIMS,
    about_words,
    answer_rows,
    closing_words,
    day_words,
    held_words,
    marks_legend,
    marks_words,
    place_words,
    remarks,
    same_words,
    sign_of,
    source_words,
)
from fto_check.views.markdown import LIMIT, cut, markdown_table


def render(report: ClaimsReport, *, quiet: bool = False) -> str:
    """Return the document, cut at LIMIT; `quiet` leaves out each claim."""
    return cut("\n\n".join(_blocks(report, quiet=quiet)) + "\n", LIMIT)


def _blocks(report: ClaimsReport, *, quiet: bool) -> Iterator[str]:
    source = report.source
    link = inert_link(source.url) if source.url is not None else None
    title = inert_markdown(source.title)
    yield f"# {f'[{title}]({link})' if link is not None else title}"
    yield f"> {inert_markdown(report.statute.notice)}"
    yield f"{inert_markdown(' · '.join(source_words(report)))}\\\n{inert_markdown(day_words(report))}"
    if source.reason is not None:
        yield f"Graded {source.reliability}: {inert_markdown(source.reason)}."
    yield from (f"**{inert_markdown(said)}**" for said in remarks(report))
    if not quiet:
        yield "## Its claims"
        if report.claims:
            yield markdown_table(("Place", "", "Claim", "What the rest of the evidence says"), _claims(report))
            yield inert_markdown(LEGEND)
        else:
            yield NO_CLAIMS
    yield f"## {ANSWERS_HEADING}"
    heads = ("Organization", "", "With it", "Without it", "Nothing but it")
    yield markdown_table(heads, (row for one in report.organizations for row in _answers(one)))
    yield inert_markdown(marks_legend(report) + same_words(report))
    yield "## In all"
    yield "\n".join(f"- {inert_markdown(said)}" for _, said in closing_words(report))


def _claims(report: ClaimsReport) -> Iterator[tuple[str, ...]]:
    for claim in report.claims:
        yield (
            inert_markdown(place_words(claim)),
            f"**{sign}**" if (sign := sign_of(claim)) else "",
            f"{inert_markdown(claim.text)} *{inert_markdown(about_words(claim))}*",
            " · ".join(map(inert_markdown, held_words(claim, report))),
        )


def _answers(one: OrganizationAnswers) -> Iterator[tuple[str, ...]]:
    for row in answer_rows(one):
        answers = row.answers
        statuses = (answers.whole, answers.without, answers.only)
        yield inert_markdown(one.profile.organization.name), row.known, *map(_answer, statuses)


def _answer(statuses: Statuses) -> str:
    return f"{marks_words(statuses)} {statuses[OVERALL].words}"

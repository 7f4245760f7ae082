"""The facts of a criterion in Markdown: how they carry it, a table of those that count, one of the rest, and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fto_check.problems.inert import inert_link, inert_markdown
from fto_check.profile.models import Item, Profile, Source
from fto_check.reasoning.findings import CitationFinding
from fto_check.runs.answer import is_settled
from fto_check.runs.facts import FactRow, cited_in
from fto_check.runs.report import ProfileReport
from fto_check.runs.why import CriterionWhy, Why
from fto_check.views.date_words import span_words
from fto_check.views.item_words import relations_words, searches_words
from fto_check.views.markdown import code, markdown_table
from fto_check.views.reason_words import PathLine, path_lines
from fto_check.views.report_words import (
    EFFECTS,
    NO_FACTS,
    elements_words,
    limits_words,
    out_words,
    place_words,
    seen_words,
    wanted_words,
    whose_word,
)
from fto_check.views.words import MARKS, SETTLED

ALL_ELEMENTS = 100  # that a fact is said to speak for: a brief leaves none out
_BREAK = "\\\n  "
"""A new line within an item of a list."""


class MarkdownFootnotes:
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


def criterion_section(
    reasons: CriterionWhy, why: Why, report: ProfileReport, known: Mapping[str, int], footnotes: MarkdownFootnotes
) -> Iterator[str]:
    """Yield the provision, what the status rests on, and the facts; `known` are those of the criteria before."""
    facts = reasons.facts
    finding = facts.criterion.finding
    settled = f" · {SETTLED[finding.node.settled]}" if is_settled(facts.criterion) else ""
    yield f"{inert_markdown(finding.citation)}{settled}"
    yield "\n".join(map(_path_line, path_lines(reasons, why, in_words=True)))
    if not facts.rows:
        yield inert_markdown(f"{NO_FACTS} {wanted_words(facts.criterion)}")
        return
    cells = _Cells(report, known, footnotes)
    counted = [row for row in facts.rows if row.counted]
    if counted:
        yield markdown_table(
            ("", "Fact", "When and where", "Whose word", "Grade and source", "Speaks for"), map(cells.counted, counted)
        )
    out = [row for row in facts.rows if not row.counted]
    if out:
        yield "Shown, and not counted:"
        yield markdown_table(
            ("", "Fact", "When and where", "Whose word", "Grade and source", "Why it does not count"),
            map(cells.out, out),
        )
    if notes := [line for row in facts.rows if row.id not in known for line in _notes(row)]:
        yield "Notes:"
        yield "\n".join(notes)


def _path_line(line: PathLine) -> str:
    indent = "  " * line.level
    said = inert_markdown(line.said)
    if line.status is None:
        return f"{indent}- **{line.label}:** {said}" if line.label else f"{indent}- {said}"
    provision = f" ({inert_markdown(line.provision.strip())})" if line.provision else ""
    return f"{indent}- {MARKS[line.status]} **{inert_markdown(line.label)}**{provision}{': ' if said else ''}{said}"


class _Cells:
    """The rows of the tables of one profile."""

    def __init__(self, report: ProfileReport, known: Mapping[str, int], footnotes: MarkdownFootnotes) -> None:
        self.report, self.known, self.footnotes = report, known, footnotes

    def counted(self, row: FactRow) -> tuple[str, ...]:
        """Return a fact that counts with what it speaks for."""
        return *self._first(row), inert_markdown(elements_words(row, ALL_ELEMENTS))

    def out(self, row: FactRow) -> tuple[str, ...]:
        """Return a fact that does not count with what keeps it from that."""
        return *self._first(row), inert_markdown(out_words(row).removeprefix("not counted: "))

    def _first(self, row: FactRow) -> tuple[str, ...]:
        profile = self.report.assessment.profile
        if row.id in self.known:
            fact = f"{code(row.id)} ({seen_words(self.known[row.id])})"
        else:
            fact = f"{inert_markdown(row.item.claim)} {code(row.id)}"
        return (
            f"**{EFFECTS[row.effect]}**",
            fact,
            inert_markdown(_when_where(row.item)),
            inert_markdown(whose_word(row, profile, whole=True)),
            self._cited(row),
        )

    def _cited(self, row: FactRow) -> str:
        """Return the citations, each with its grade and its footnote, and how many origins they go back to."""
        said = ", ".join(self._citation(citation) for citation in cited_in(row, self.report.assessment))
        return f"{said} ×{row.origins}" if row.counted else said

    def _citation(self, citation: CitationFinding) -> str:
        profile = self.report.assessment.profile
        mark = self.footnotes.mark(self.report.path, profile, citation.source)
        own = citation.origin != profile.origin_of_source(citation.source)
        origin = f"from {citation.origin}" if own else None  # that of the source stands in its footnote
        where = ", ".join(filter(None, (citation.at, origin)))
        return f"{citation.marks}{mark}" + (f" ({inert_markdown(where)})" if where else "")


def _when_where(item: Item) -> str:
    return " · ".join(filter(None, (span_words(item.when) if item.when is not None else "", place_words(item))))


def _notes(row: FactRow) -> Iterator[str]:
    """Yield what limits a fact, its author's note, and the facts that tell the same or the contrary."""
    said = [*limits_words(row), *([row.item.note] if row.item.note is not None else []), *relations_words(row.item)]
    if said:
        yield f"- {code(row.id)}: {inert_markdown('; '.join(said))}"


# -- beside the facts --------------------------------------------------------------------------------------------------


def context_section(report: ProfileReport, heading: str, footnotes: MarkdownFootnotes) -> Iterator[str]:
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
            retracted = [f"retracted: {item.retracted}"] if item.retracted is not None else []
            note = [f"note: {item.note}"] if item.note is not None else []
            more = _more((*retracted, *searches_words(item), *relations_words(item), *note))
            head = " · ".join(filter(None, (inert_markdown(_when_where(item)), marks, code(item_id))))
            lines.append(f"- {inert_markdown(item.claim)} · {head}{about}{more}")
    if lines:
        yield f"{heading} Context: shown, never counted"
        yield "\n".join(lines)


def _more(said: Iterable[str]) -> str:
    """Return sentences as lines of their own within an item of a list."""
    return "".join(f"{_BREAK}{inert_markdown(f'{words[0].upper()}{words[1:]}')}" for words in said)


def _source(profile: Profile, source_id: str) -> str:
    """Return what a footnote says of a source."""
    source = profile.sources[source_id]
    origin = profile.origin_of_source(source_id)
    parts = [
        f"{_title(source)}, {inert_markdown(source.publisher)}, {inert_markdown(span_words(source.published))}",
        *([f"[archived]({link})"] if source.archived is not None and (link := inert_link(source.archived)) else []),
        code(source_id) + (f", from {inert_markdown(origin)}" if origin != source_id else ""),
        *([f"graded {source.reliability}: {inert_markdown(source.reason)}"] if source.reason is not None else []),
    ]
    return " · ".join(parts)


def _title(source: Source) -> str:
    title = inert_markdown(source.title)
    link = inert_link(source.url) if source.url is not None else None
    return f"[{title}]({link})" if link is not None else title

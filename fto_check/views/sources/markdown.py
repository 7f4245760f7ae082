"""The sources of a profile in Markdown: a table, or all about one."""

from __future__ import annotations

from collections.abc import Iterator

from fto_check.problems.inert import inert_link, inert_markdown
from fto_check.profile.models import Source
from fto_check.runs.sources import Bibliography, SourceEntry
from fto_check.views.markdown import LIMIT, code, cut, markdown_table, said_list
from fto_check.views.source_words import (
    grade_words,
    kind_words,
    origin_words,
    published_words,
    resting_words,
    source_lines,
    without_words,
)
from fto_check.views.sources.words import EACH, decisive, scope, title

HEAD = ("Source", "Kind", "Grade", "Origin", "What rests on it", "Without it")


def render(found: Bibliography) -> str:
    """Return a document with a row for each source, or everything about those that were asked for."""
    return cut("\n\n".join(_blocks(found)) + "\n", LIMIT)


def _blocks(found: Bibliography) -> Iterator[str]:
    yield f"# {inert_markdown(title(found))}"
    yield f"> {inert_markdown(found.assessment.statute.notice)}"
    yield inert_markdown(f"{scope(found)}. {EACH}")
    if found.asked is None:
        yield markdown_table(HEAD, (_row(entry, found) for entry in found.entries))
    else:
        for entry in found.entries:
            yield f"## {inert_markdown(entry.id)}"
            yield said_list(source_lines(entry, found.assessment.statute))
    if len(found.entries) != 1:
        yield f"**{inert_markdown(decisive(found))}**"


def _row(entry: SourceEntry, found: Bibliography) -> Iterator[str]:
    source, statute = entry.source, found.assessment.statute
    yield f"{_title(source)}, {inert_markdown(source.publisher)} · {code(entry.id)}{_archived(source)}"
    yield inert_markdown(f"{kind_words(source)}, {published_words(source)}")
    yield inert_markdown(grade_words(source))
    yield inert_markdown(origin_words(entry))
    yield inert_markdown(resting_words(entry, statute))
    yield inert_markdown("; ".join(said.partition(": ")[2] for said in without_words(entry, statute)))


def _title(source: Source) -> str:
    title, link = inert_markdown(source.title), inert_link(source.url or "")
    return f"[{title}]({link})" if link is not None else title


def _archived(source: Source) -> str:
    link = inert_link(source.archived or "")
    return f" · [archived]({link})" if link is not None else ""

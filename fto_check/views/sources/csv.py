"""The sources of a profile for spreadsheets: a row for each; what a cell holds as a list is separated by "; "."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from fto_check.problems.inert import inert_cell
from fto_check.runs.dependence import Moves
from fto_check.runs.sources import Bibliography, CitingItem, SourceEntry
from fto_check.views.json_data import text_or_none

COLUMNS = (
    "path", "organization", "as_of", "known_by", "id", "reliability", "reason", "kind", "title", "publisher",
    "published", "language", "origin", "hands_on", "shared_with", "url", "archived", "retrieved", "counted",
    "not_counted", "context", "if_lost", "if_origin_lost",
)  # fmt: skip


def render(found: Bibliography) -> str:
    """Return a row for each source, with a header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in found.entries:
        writer.writerow([inert_cell(cell or "") for cell in _cells(entry, found)])
    return out.getvalue()


def _cells(entry: SourceEntry, found: Bibliography) -> Iterator[str | None]:
    assessment, source = found.assessment, entry.source
    yield from (found.path, assessment.profile.organization.name, assessment.as_of.isoformat())
    yield text_or_none(assessment.known_by)
    yield from (entry.id, source.reliability.value, source.reason, source.kind, source.title, source.publisher)
    yield source.published.text if source.published is not None else None
    yield from (
        source.language,
        entry.origin,
        "; ".join(entry.hands_on),
        "; ".join(entry.shared_with),
        source.url,
        source.archived,
    )
    yield text_or_none(source.retrieved)
    yield from (_ids(entry.counted), _ids(entry.out), _ids(entry.context))
    yield from (_moves(entry.without), _moves(entry.without_origin))


def _ids(items: Iterable[CitingItem]) -> str:
    return "; ".join(one.id for one in items)


def _moves(moves: Moves) -> str:
    return "; ".join(f"{name} {old} > {new}" for name, (old, new) in moves.items())

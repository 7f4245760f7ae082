"""The values of the index of several profiles: each with its strip through time, and what turned its answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from fto_check.documents.names import fold
from fto_check.law.status import Status
from fto_check.reasoning.timeline import Turn
from fto_check.runs.report import Report
from fto_check.views.check.dossier_page import DossierPage
from fto_check.views.html.scale import Scale
from fto_check.views.html.strip import Strip, lay_strip, strip_scale, strip_years
from fto_check.views.report_words import short_reason
from fto_check.views.words import judged_on, run_words

MOST_EVENTS = 1  # what happened on the day of a turn that is quoted; the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A criterion with the status that it takes on a day."""

    label: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRow:
    """A day on which an answer turned."""

    turn: Turn
    changed: tuple[Changed, ...]
    said: str
    """What happened that day."""
    more: int
    """How much else happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One organization."""

    number: int
    page: DossierPage
    strip: Strip
    turns: tuple[TurnRow, ...]
    weakest: str

    @property
    def anchor(self) -> str:
        """Where it stands below the index."""
        return f"o-{self.number}"


class IndexPage:
    """The page of several profiles."""

    def __init__(self, report: Report, *, each: bool) -> None:
        self.report, self.each = report, each
        self.pages = [DossierPage(one, f"o{number}-") for number, one in enumerate(report.profiles, 1)]

    @cached_property
    def day(self) -> str:
        """The day asked about, and that up to which sources count."""
        return judged_on(self.report.as_of, self.report.known_by)

    @cached_property
    def given(self) -> str | None:
        """What a reader takes as given, and leaves out."""
        return " ".join(run_words(self.report)) or None

    @cached_property
    def scale(self) -> Scale:
        """The axis that all strips share."""
        return strip_scale(self.report.statute.versions[0].version, self.report.as_of)

    @cached_property
    def years(self) -> list[tuple[int, float]]:
        """The years at its head."""
        return strip_years(self.scale)

    @cached_property
    def entries(self) -> Sequence[IndexEntry]:
        """The organizations: by their status, the greatest first, then by name."""
        entries = [self._entry(number, page) for number, page in enumerate(self.pages, 1)]
        return sorted(entries, key=lambda one: (
            -one.page.assessment.overall, *(-criterion.status for criterion in one.page.assessment.criteria),
            fold(one.page.organization.name),
        ))  # fmt: skip

    @cached_property
    def groups(self) -> Sequence[tuple[Status, Sequence[IndexEntry]]]:
        """The organizations of each status of the three together."""
        found = [(status, [one for one in self.entries if one.page.assessment.overall is status]) for status in Status]
        return [(status, entries) for status, entries in reversed(found) if entries]

    def _entry(self, number: int, page: DossierPage) -> IndexEntry:
        return IndexEntry(
            number=number,
            page=page,
            strip=lay_strip(page.dossier.course, self.scale),
            turns=tuple(_turns(page)),
            weakest=short_reason(page.dossier.weakness, named=True),
        )


def _turns(page: DossierPage) -> Iterator[TurnRow]:
    """Yield the days on which a criterion took another status, after the first."""
    course = page.dossier.course
    before: Turn | None = None
    for turn in course.shown_turns:
        if before is not None:
            changed = tuple(
                Changed(label=lane.node.heading, status=turn.statuses[lane.node.id])
                for lane in course.lanes
                if turn.statuses[lane.node.id] is not before.statuses[lane.node.id]
            )
            said = next((event.text for event in turn.events), "")
            yield TurnRow(turn=turn, changed=changed, said=said, more=max(len(turn.events) - MOST_EVENTS, 0))
        before = turn

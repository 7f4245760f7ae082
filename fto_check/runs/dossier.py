"""All that a dossier on one profile shows, in values: the report of `check` with the reasons and the course of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from fto_check.reasoning.confidence import MOST_PAIRS
from fto_check.reasoning.findings import Assessment, CriterionFinding
from fto_check.runs.answer import OpenLaw, StatusWhy, Weakness, open_law, weakest_of, why_status
from fto_check.runs.course import Course, course_of
from fto_check.runs.facts import CriterionFacts, FactCounts, count_facts, facts_of
from fto_check.runs.report import ProfileReport
from fto_check.runs.rests import RestMatrix, matrix_of
from fto_check.runs.roles import Lack, lacks_of
from fto_check.runs.why import Why, explain_why


@dataclass(frozen=True)
class Dossier:
    """One profile of a report; what a short form does not show is worked out only when it is asked for."""

    report: ProfileReport

    @property
    def assessment(self) -> Assessment:
        """The answer."""
        return self.report.assessment

    @cached_property
    def facts(self) -> tuple[CriterionFacts, ...]:
        """The facts under each criterion."""
        return facts_of(self.assessment)

    @cached_property
    def weakness(self) -> Weakness:
        """The criterion that the answer hangs on."""
        return weakest_of(self.assessment, self.facts)

    @cached_property
    def course(self) -> Course:
        """The statuses through time."""
        return course_of(self.assessment, self.report.record)

    @cached_property
    def matrix(self) -> RestMatrix:
        """What the answer rests on."""
        return matrix_of(self.assessment, self.facts)

    @cached_property
    def why(self) -> Why:
        """What would change the answer, and what it lacks."""
        asked = self.assessment
        return explain_why(
            self.report.path, asked.profile, asked.statute, asked.as_of, asked.known_by,
            assumptions=asked.assumptions,
        )  # fmt: skip

    @property
    def pairs_tried(self) -> bool:
        """Whether the loss of every pair of origins was tried: of very many origins only chosen ones are."""
        number = self.matrix.tried
        return number * (number - 1) // 2 <= MOST_PAIRS

    @cached_property
    def lacks(self) -> list[Lack]:
        """What the facts lack that do not count."""
        return lacks_of(self.facts)

    @cached_property
    def open_law(self) -> OpenLaw:
        """The disputed readings."""
        return open_law(self.assessment)

    @cached_property
    def counts(self) -> FactCounts:
        """How many facts, sources and origins there are."""
        return count_facts(self.assessment)

    @cached_property
    def whys(self) -> Mapping[str, StatusWhy | None]:
        """Why each criterion is contested or not established, by its id."""
        findings = {one.id: one.finding for one in self.assessment.criteria}
        return {name: why_status(finding, findings) for name, finding in findings.items()}

    @cached_property
    def first_under(self) -> Mapping[str, int]:
        """The number of the first criterion under which each fact stands, by its id."""
        found: dict[str, int] = {}
        for number, one in enumerate(self.facts, 1):
            for row in one.rows:
                found.setdefault(row.id, number)
        return found

    def numbered(self) -> list[tuple[int, CriterionFinding, CriterionFacts]]:
        """Return the criteria with their numbers and facts."""
        return [(number, one.criterion, one) for number, one in enumerate(self.facts, 1)]

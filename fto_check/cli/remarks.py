"""What a run of `check` has to remark: problems are kept until the report is out, so that they end on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from fto_check.cli.io import say, say_problem, shown

if TYPE_CHECKING:
    from fto_check.problems.problems import Problem
    from fto_check.runs.report import Counts, GateFinding, InvalidProfile, ProfileReport
    from fto_check.runs.shown import ShownProfile

    Checked = TypeVar("Checked", bound=ProfileReport | ShownProfile | InvalidProfile)


class Remarks:
    """The problems of a run: its errors, its warnings by code, and the warnings themselves if they are to be drawn.

    The warnings that a gate fails on are drawn in any case: they are what an author has to correct.
    """

    def __init__(self, *, quiet: bool, draw_warnings: bool, since: str | None = None) -> None:
        self.quiet, self.draw_warnings, self.since = quiet, draw_warnings, since
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []
        self.codes: Counter[str] = Counter()
        self.gates: list[GateFinding] = []

    def noting(self, found: Iterable[Checked]) -> Iterator[Checked]:
        """Yield each result after its problems are noted."""
        from fto_check.problems.problems import Severity
        from fto_check.runs.report import InvalidProfile

        for result in found:
            hits: frozenset[Problem] = frozenset()
            if not isinstance(result, InvalidProfile):
                hits = frozenset(hit for gate in result.gates for hit in gate.hits)
                self.gates += [gate for gate in result.gates if gate.hits]
            for problem in result.problems:
                if problem.severity is Severity.ERROR:
                    self.errors.append(problem)
                    continue
                self.codes[problem.code] += 1
                if problem in hits or (self.draw_warnings and not self.quiet):
                    self.warnings.append(problem)
            yield result

    def say_end(self, counts: Counts) -> None:
        """Say how the run went, then draw the warnings that are asked for, and the errors last."""
        from fto_check.advice.together import put_together

        for problem in put_together(self.warnings):
            say_problem(problem, brief=self.quiet)
        if not self.quiet:
            say(self._closing(counts))
        for problem in self.errors:
            say_problem(problem, brief=self.quiet)
        for problem in self._hit_gates():
            say_problem(problem, brief=True)  # it is about the run, and no line of a file shows it

    def _hit_gates(self) -> tuple[Problem, ...]:
        """Return a problem for each gate that warnings hit."""
        from fto_check.runs.gates import GateTally

        tally = GateTally()
        tally.add(self.gates)
        return tally.problems

    def _closing(self, counts: Counts) -> str:
        from fto_check.views.words import by_code, count

        said = f"{count(counts.profiles, 'profile')} checked"
        said += f", {counts.invalid} invalid" if counts.invalid else ""
        if counts.items:
            said += f"; {counts.counting} of {count(counts.items, 'fact')} count"
        its = "its" if counts.profiles == 1 else "their"
        lines = count(counts.expectations, "expect line")
        if counts.unmet:
            said += f"; {counts.unmet} of {its} {lines} {'does' if counts.unmet == 1 else 'do'} not hold"
        elif counts.expectations:
            said += f"; {its} {lines} {'holds' if counts.expectations == 1 else 'hold'}"
        if counts.has_errors and not counts.invalid and not counts.unmet:
            said += "; with errors"
        if self.codes:
            what = "warning" if self.since is None else "new warning"
            said += f"; {count(self.codes.total(), what)}: {by_code(self.codes)}"
            said += "" if self.draw_warnings or len(self.warnings) == self.codes.total() else " (--warnings)"
        said += f"; {count(counts.known, 'warning')} known since {shown(self.since)}" if self.since is not None else ""
        said += f"; {counts.ignored} ignored" if counts.ignored else ""
        return said

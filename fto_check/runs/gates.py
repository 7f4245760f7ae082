"""Gates: what `--fail-on` names must not occur in a profile, whatever its expectations say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fto_check.law.status import Status
from fto_check.law.statute import OVERALL
from fto_check.problems.problems import Location, Problem, Severity, did_you_mean
from fto_check.reasoning.findings import Assessment
from fto_check.runs.report import GateFinding

WARNING = "warning"
GATES = (*(str(status) for status in Status), WARNING)


def parse_gates(words: Iterable[str]) -> tuple[str, ...]:
    """Return the gates in lists such as `not-met,contested`; `not-met` and `not_met` are one. ValueError otherwise."""
    gates: list[str] = []
    for word in (part.strip() for text in words for part in text.split(",")):
        name = word.replace("-", "_").casefold()
        if not name:
            continue
        if name not in GATES:
            known = [gate.replace("_", "-") for gate in GATES]
            hint = did_you_mean(word, known) or "write " + ", ".join(known)
            raise ValueError(f"'{word}' is neither a status nor 'warning' ({hint})")
        gates.append(name)
    return tuple(dict.fromkeys(gates))


def hold(
    gates: Sequence[str], assessment: Assessment, problems: Sequence[Problem], location: Location
) -> Iterator[GateFinding]:
    """Yield what each gate finds: statuses look at the three criteria and the overall status."""
    for gate in gates:
        found = _warnings(problems) if gate == WARNING else _statuses(gate, assessment)
        name = gate.replace("_", "-")
        yield GateFinding(name, found, replace(location, keys=f"gate.{name}"))


def _warnings(problems: Sequence[Problem]) -> str | None:
    warnings = [problem for problem in problems if problem.severity is Severity.WARNING]
    if not warnings:
        return None
    more = f", and {len(warnings) - 1} more" if len(warnings) > 1 else ""
    return f"{warnings[0].code} {warnings[0].message}{more}"


def _statuses(gate: str, assessment: Assessment) -> str | None:
    found = [criterion.id for criterion in assessment.criteria if str(criterion.status) == gate]
    if str(assessment.overall) == gate:
        found.append(OVERALL)
    if not found:
        return None
    return f"{', '.join(found)} {'is' if len(found) == 1 else 'are'} {gate.replace('_', ' ')} on {assessment.as_of}"


def problem_of(finding: GateFinding) -> Problem:
    """Return the problem that a gate which was hit is."""
    hint = "--fail-on or the configuration asks for it; a status by itself is an answer, not a fault"
    return Problem("FTO119", Severity.ERROR, f"gate {finding.gate}: {finding.reason}", finding.location, hint)

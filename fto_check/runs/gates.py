"""Gates: statuses and warnings that `--fail-on` forbids in a profile, whatever its expectations say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from fto_check.law.status import Status
from fto_check.law.statute import OVERALL
from fto_check.problems.problems import CODES, Location, Problem, Severity, did_you_mean
from fto_check.reasoning.findings import Assessment
from fto_check.runs.report import GateFinding


class Gate(StrEnum):
    """What may not occur: one of the statuses, or any warning."""

    NOT_MET = "not_met"
    NOT_ESTABLISHED = "not_established"
    CONTESTED = "contested"
    MET = "met"
    WARNING = "warning"

    @property
    def status(self) -> Status | None:
        """The status that may not occur; None where a warning may not."""
        return None if self is Gate.WARNING else Status[self.name]

    @property
    def option(self) -> str:
        """The word as the option takes it."""
        return self.value.replace("_", "-")


@dataclass(frozen=True, slots=True)
class CodeGate:
    """A code of which no problem may occur."""

    code: str
    status: ClassVar[None] = None

    @property
    def option(self) -> str:
        """The code as the option takes it."""
        return self.code


AnyGate = Gate | CodeGate


def parse_gates(words: Iterable[str]) -> tuple[AnyGate, ...]:
    """Return the gates in lists such as `not-met,contested,FTO218`; `not-met` and `not_met` are one.

    Raises ValueError for what is neither a status nor `warning` nor a code.
    """
    gates: list[AnyGate] = []
    for word in split_words(words):
        name = word.replace("-", "_").casefold()
        if (code := name.upper()) in CODES:
            gates.append(CodeGate(code))
            continue
        if name not in set(Gate):
            known = [gate.option for gate in Gate]
            hint = did_you_mean(word, [*known, *CODES]) or "write " + ", ".join(known) + " or a code"
            raise ValueError(f"'{word}' is neither a status nor 'warning' nor a code ({hint})")
        gates.append(Gate(name))
    return tuple(dict.fromkeys(gates))


def split_words(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words of texts in which commas stand between them."""
    yield from filter(None, (part.strip() for text in texts for part in text.split(",")))


def codes_of(gates: Iterable[AnyGate]) -> frozenset[str]:
    """Return the codes that gates name."""
    return frozenset(gate.code for gate in gates if isinstance(gate, CodeGate))


def hold(
    gates: Sequence[AnyGate], assessment: Assessment, problems: Sequence[Problem], location: Location
) -> Iterator[GateFinding]:
    """Yield the finding of each gate; a status is looked for in the three criteria and the overall status."""
    for gate in gates:
        if gate.status is not None:
            yield GateFinding(gate.option, _statuses(gate.status, assessment), _place(gate, location))
        else:
            yield from hold_problems([gate], problems, location)


def hold_problems(gates: Iterable[AnyGate], problems: Sequence[Problem], location: Location) -> Iterator[GateFinding]:
    """Yield the finding of each gate that is no gate of a status."""
    for gate in gates:
        hits = tuple(hits_of(gate, problems))
        yield GateFinding(gate.option, _first_and_more(hits), _place(gate, location), hits)


def _place(gate: AnyGate, location: Location) -> Location:
    return replace(location, keys=f"gate.{gate.option}")


def hits_of(gate: AnyGate, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems that hit a gate, a code or `warning`."""
    for problem in problems:
        if problem.code == gate.code if isinstance(gate, CodeGate) else problem.severity is Severity.WARNING:
            yield problem


def problems_of(gate: AnyGate, problems: Sequence[Problem]) -> str | None:
    """Return the first problem that hits a gate, a code or `warning`, and how many more do; None if none does."""
    return _first_and_more(tuple(hits_of(gate, problems)))


def _first_and_more(hits: Sequence[Problem]) -> str | None:
    if not hits:
        return None
    more = f", and {len(hits) - 1} more" if len(hits) > 1 else ""
    return f"{hits[0].code} {hits[0].message}{more}"


def _statuses(status: Status, assessment: Assessment) -> str | None:
    found = [criterion.id for criterion in assessment.criteria if criterion.status is status]
    if assessment.overall is status:
        found.append(OVERALL)
    if not found:
        return None
    return f"{', '.join(found)} {'is' if len(found) == 1 else 'are'} {status.words} on {assessment.as_of}"


def problem_of(finding: GateFinding) -> Problem:
    """Return the problem that a gate is which a status hit."""
    hint = "--fail-on or the configuration asks for it; a status by itself is an answer, not a fault"
    return Problem("FTO119", Severity.ERROR, f"gate {finding.gate}: {finding.reason}", finding.location, hint)


class GateTally:
    """The gates that warnings hit in a run: one problem for each of them, however many warnings there are."""

    def __init__(self) -> None:
        self.first: dict[str, Location] = {}
        self.codes: dict[str, Counter[str]] = {}
        self.files: dict[str, set[str]] = {}

    def add(self, findings: Iterable[GateFinding]) -> None:
        """Note the gates of files; an error that hits one by its code is told itself, and needs no gate."""
        for finding in findings:
            hits = [problem for problem in finding.hits if problem.severity is Severity.WARNING]
            if not hits:
                continue
            self.first.setdefault(finding.gate, replace(hits[0].location, keys=finding.location.keys))
            self.codes.setdefault(finding.gate, Counter()).update(problem.code for problem in hits)
            self.files.setdefault(finding.gate, set()).add(finding.location.path)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """A problem for each gate that was hit, at the first warning that hit it."""
        return tuple(self._problem(gate, place) for gate, place in self.first.items())

    def _problem(self, gate: str, place: Location) -> Problem:
        codes, files = self.codes[gate], len(self.files[gate])
        number = codes.total()
        told = ", ".join(code + (f" ×{many}" if many > 1 else "") for code, many in sorted(codes.items()))
        message = (
            f"gate {gate}: {number} warning{'' if number == 1 else 's'} in {files} file{'' if files == 1 else 's'}: "
            f"{told}"
        )
        return Problem("FTO119", Severity.ERROR, message, place, "--fail-on or the configuration asks for it")

"""What fails an answer of `record`: the warnings that --fail-on names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from fto_check.cli.exits import Exit
from fto_check.cli.io import say, say_problem, shown, usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fto_check.cli.config import Config
    from fto_check.problems.problems import Problem
    from fto_check.runs.gates import AnyGate


def read_gates(given: list[str] | None, settings: Config) -> tuple[AnyGate, ...]:
    """Return the codes that fail an answer; statuses of the settings are about profiles, and left out."""
    from fto_check.runs.gates import parse_gates

    if given is None:
        return tuple(gate for gate in settings.fail_on if gate.status is None)
    try:
        gates = parse_gates(given)
    except ValueError as error:
        raise usage(f"--fail-on: {error}") from None
    if any(gate.status is not None for gate in gates):
        raise usage("--fail-on: of the official list only codes and 'warning' can be asked, such as FTO218")
    return gates


def settle(problems: Sequence[Problem], gates: tuple[AnyGate, ...]) -> None:
    """Say the warnings of an answer, and leave with 1 if one of them hits a gate."""
    from fto_check.runs.gates import problems_of

    for problem in problems:
        say_problem(problem)
    hit = [(gate, reason) for gate in gates if (reason := problems_of(gate, problems)) is not None]
    for gate, reason in hit:
        say(f"fto-check: --fail-on {gate.option}: {shown(reason)}")
    if hit:
        raise typer.Exit(Exit.PROFILE)

"""Warnings about many sources of one file as a person reads them: in one sentence, where machines get one for each."""

from __future__ import annotations

from collections.abc import Iterable

from fto_check.advice import WARNINGS
from fto_check.advice.subject import counted, some
from fto_check.problems.problems import Problem


def put_together(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in their order, the warnings about sources of one file in one, at the first of them."""
    groups: dict[tuple[str, str] | int, list[Problem]] = {}
    for number, problem in enumerate(problems):
        known = WARNINGS.get(problem.code)
        alone = known is None or known.together is None
        groups.setdefault(number if alone else (problem.location.path, problem.code), []).append(problem)
    return [group[0] if len(group) == 1 else _as_one(group) for group in groups.values()]


def _as_one(group: list[Problem]) -> Problem:
    names = [problem.location.keys.removeprefix("sources.") for problem in group]
    return group[0]._replace(message=f"{counted(names, 'source')} {WARNINGS[group[0].code].together}: {some(names)}")

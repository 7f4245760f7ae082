"""The warnings of this room: each function under its code, with its manual as its docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from fto_check.advice.subject import Finding, Subject
from fto_check.problems.problems import CODES

FindWarnings = Callable[[Subject], Iterator[Finding]]


class Needs(Enum):
    """What a warning needs to know beside the profile."""

    NOTHING = "nothing"
    TODAY = "today"
    DAY = "day"
    """The answer about the day that the run asks for."""
    EXPECTED = "expected"
    """The answers about the days for which the profile expects a status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceWarning:
    """A warning about the evidence of one profile."""

    code: str
    find: FindWarnings
    """The function that finds it; the docstring is its manual."""
    can_be_ignored: bool
    """Whether an item can silence it with `ignore`."""
    needs: Needs = Needs.NOTHING
    reminder: bool = False
    """Whether it is given only where the settings or `--fail-on` name its code: what it finds is a wish, no fault."""
    together: str | None = None
    """What the sources that it finds lack, in the words in which people read of all of them at once."""


REGISTERED: dict[str, AdviceWarning] = {}
"""The warnings of the modules that were imported; `advice` imports them all."""


def warning(
    code: str,
    *,
    can_be_ignored: bool = True,
    needs: Needs = Needs.NOTHING,
    reminder: bool = False,
    together: str | None = None,
) -> Callable[[FindWarnings], FindWarnings]:
    """Register a function as the finder of a warning, under a code that `CODES` explains."""

    def register(find: FindWarnings) -> FindWarnings:
        assert code in CODES, f"{code} has no row in CODES"
        assert code not in REGISTERED, f"{code} is another function's"
        REGISTERED[code] = AdviceWarning(
            code=code, find=find, can_be_ignored=can_be_ignored, needs=needs, reminder=reminder, together=together
        )
        return find

    return register

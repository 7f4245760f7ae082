"""Places in files, the problems found there, and the exceptions that carry them."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from fto_check.problems.characters import odd_character


class Severity(StrEnum):
    """The severity of a problem: an error makes its file invalid, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A span of a file: lines and columns count from 1, columns in code points; the end is one past the last column."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0
    keys: str = field(default="", compare=False, kw_only=True)
    """The place in the structure, as in `evidence.helicopter.supports`; it stays the same when lines move."""
    excerpt: str | None = field(default=None, compare=False, kw_only=True)
    """The line as the file has it; None where no line can be shown."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """A fault in a file."""

    code: str
    """A key of `CODES`."""
    severity: Severity
    message: str
    """The fault, in one sentence."""
    location: Location
    hint: str | None = None
    """The way out, if there is one to suggest."""

    def __str__(self) -> str:
        tail = f" ({self.hint})" if self.hint else ""
        return f"{self.location}: {self.severity} {self.code} {self.message}{tail}"


# What each code means. A code keeps its meaning for ever; a new defect gets a new one.
CODES: dict[str, str] = {
    "FTO000": "a bug of the checker",
    "FTO001": "the file cannot be read",
    "FTO002": "the file is not UTF-8",
    "FTO003": "the file is not YAML",
    "FTO004": "a key stands twice in one mapping",
    "FTO005": "an anchor, alias or merge key",
    "FTO006": "a tag",
    "FTO007": "more than one document in the file",
    "FTO008": "nested too deeply",
    "FTO009": "the file is too large",
    "FTO010": "a control or bidirectional character in the file",
    "FTO011": "the file holds no mapping",
    "FTO012": "a key that is not text",
    "FTO013": "an official list's file that is damaged or of another kind",
    "FTO014": "the record of designations is damaged",
    "FTO015": "the configuration in pyproject.toml is wrong",
    "FTO016": "a run that could not check what it was asked to",
    "FTO101": "a value of the wrong type",
    "FTO102": "an unknown key",
    "FTO103": "a required key is missing",
    "FTO104": "not a date",
    "FTO105": "not a country code of ISO 3166-1",
    "FTO106": "a word that is not among the allowed ones",
    "FTO107": "not an http or https address",
    "FTO108": "not an id",
    "FTO109": "text that is empty or has forbidden characters",
    "FTO110": "a cited source does not exist",
    "FTO111": "the statute has no such element",
    "FTO112": "support or dispute of a branch, where only leaf elements can be shown",
    "FTO113": "one element in two lists of an item, or twice in one",
    "FTO114": "an expectation on a day without law, or of an element that was not law on that day",
    "FTO115": "a range that ends before it starts",
    "FTO116": "two ids that differ only by case",
    "FTO117": "an expectation that is not met",
    "FTO118": "an item that cites one source twice at the same place",
    "FTO119": "a gate of --fail-on that was hit",
    "FTO120": "the official record has no such designation",
    "FTO121": "a text that a comment cuts off",
    "FTO122": "a key that begins with a question mark",
    "FTO123": "two labels that look alike",
    "FTO124": "a search that found nothing, with sources or elements beside it",
    "FTO125": "a reference to an item that does not exist, to the item itself, or a second one to the same item",
    "FTO201": "a source that nothing cites",
    "FTO202": "a name that may mean an organization of the official record, or several",
    "FTO203": "an official list cited as proof of an element",
    "FTO204": "an organization that another file of the run is about",
    "FTO205": "a source without a day of publication",
    "FTO206": "a source published before the event it reports",
    "FTO207": "a source on the web without an archived copy",
    "FTO208": "an event in the future",
    "FTO209": "one text that counts as two origins",
    "FTO210": "a single day's act without an incident label",
    "FTO211": "an element that rests on opinion or social media only",
    "FTO212": "a criterion that falls with one origin",
    "FTO213": "a disowned or unattributed act that supports attribution",
    "FTO214": "nothing on the other side of a criterion",
    "FTO215": "a denial that does not weigh against its accusation",
    "FTO216": "an incident of one fact whose label is nearly another's",
    "FTO217": "an entry of the official record by a name that the profile does not have",
    "FTO218": "'not listed' by an official list that is too old to say so",
    "FTO219": "one speaker who counts as several origins",
    "FTO220": "a charge or an allegation graded 1 or 2 without a note",
    "FTO221": "an item that names no element and no criterion",
    "FTO222": "an organization with an end that no item tells",
    "FTO223": "an actor whose acts nothing makes the organization's",
    "FTO224": "a criterion that falls with one origin on an expected day",
    "FTO225": "an ignore that silences nothing",
    "FTO226": "an unknown day whose end could be set earlier",
}

WARNING_CODES = tuple(code for code in CODES if code.startswith("FTO2"))
"""The codes that make no file invalid."""


class FtoCheckError(Exception):
    """The root of every error that fto-check raises on purpose."""


class InvalidDocumentError(FtoCheckError):
    """A file that does not parse or validate; `problems` are its faults in the order of the file (`cut_problems`)."""

    def __init__(self, path: str, problems: Sequence[Problem]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NoLawError(FtoCheckError):
    """A question about a day on which Section 219 was not in force (before 24 April 1996)."""


MAX_PROBLEMS = 1000
"""The problems of one file: an author who corrects a thousand checks again, and a hostile file has a million."""


def cut_problems(problems: Sequence[Problem]) -> list[Problem]:
    """Return at most `MAX_PROBLEMS` problems; the next one, if there is one, becomes the notice that there are more."""
    if len(problems) <= MAX_PROBLEMS:
        return list(problems)
    message = f"this file has more problems: the first {MAX_PROBLEMS} are told"
    return [*problems[:MAX_PROBLEMS], problems[MAX_PROBLEMS]._replace(message=message, hint=None)]


def clip(text: str, limit: int = 60) -> str:
    """Return the start of an author's text, for a message."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


LONGEST_WORD = 100
"""The characters of a word that is compared: the time grows with the product of both lengths."""
MOST_WORDS = 1000
"""The known words that are compared: the time grows with their number."""
NEAR_WORD = 0.7
"""The likeness from which a word is a guess, on difflib's scale from 0 to 1; its own 0.6 guesses us_nationals for
`subnational`."""
CLEARLY_NEAR = 0.85
"""The likeness from which a word is hardly anything but a slip of the pen."""
_AS_NEAR = 0.05
"""The likeness by which a word must be nearer than another to be the only guess."""


def nearest_word(word: str, known: Collection[str], *, cutoff: float = NEAR_WORD) -> str | None:
    """Return the known word that is nearest; None when none is near, or when there is too much to compare."""
    near = nearest_words(word, known, cutoff=cutoff)
    return near[0] if near else None


def nearest_words(word: str, known: Collection[str], *, cutoff: float = NEAR_WORD) -> tuple[str, ...]:
    """Return the known words that are nearest: one, or two that are about as near; none when none is near."""
    if len(word) > LONGEST_WORD or len(known) > MOST_WORDS:
        return ()
    if (whole := _only_longer(word, known)) is not None:
        return (whole,)
    folded = {_folded(name): name for name in known if len(name) <= LONGEST_WORD}
    wanted = _folded(word)
    if wanted in folded:
        return (folded[wanted],)
    close = difflib.get_close_matches(wanted, folded, n=2, cutoff=cutoff)
    ratios = [difflib.SequenceMatcher(None, one, wanted).ratio() for one in close]
    alone = len(close) == 2 and ratios[0] - ratios[1] > _AS_NEAR
    return tuple(folded[one] for one in (close[:1] if alone else close))


def _folded(word: str) -> str:
    return "-".join(word.casefold().replace("_", "-").split())


def _only_longer(word: str, known: Collection[str]) -> str | None:
    """Return the one known word of which a word is a whole part, as `subnational` is of `subnational_or_x`."""
    parts = set(word.casefold().replace("-", "_").split("_"))
    longer = [name for name in known if parts < set(name.replace("-", "_").split("_"))]
    return longer[0] if len(longer) == 1 and len(word) > 5 else None


def either(words: Sequence[str]) -> str:
    """Return words as alternatives: a, b or c."""
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


def did_you_mean(word: str, known: Collection[str]) -> str | None:
    """Return the hint "did you mean 'x'?" for the nearest known word or two, None when none is near."""
    near = nearest_words(word, known)
    if not near:
        return None
    odd, quotes = odd_character(word), [f"'{name}'" for name in near]
    hint = f"did you mean {either(quotes)}?"
    return hint if odd is None else f"{hint} {odd} does not belong there"

"""The output formats of `check`: a member of `Format` for each, with all that the command needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, StrEnum, auto
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fto_check.runs.report import Report


class Trait(Flag):
    """What not every format does."""

    NONE = 0
    SHOWS = auto()
    """It shows each profile by itself: its module has `show`, and a `WRITER` (see `writing`)."""
    OF_PROBLEMS = auto()
    """It is about the problems of the run alone, and needs no assessment."""
    BARE = auto()
    """Asked to be quiet, it holds the statuses alone, and no warning."""
    DETAILED = auto()
    """It has a short form and a long one."""
    TELLS_FAULTS = auto()
    """On standard output too, it says why a run could not check what it was asked to: a program reads it."""
    BRIEF = auto()
    """It says what would change an answer too, and has warnings only where they are asked for."""
    EACH = auto()
    """Of several profiles it has a report for each too, if that is asked for."""


class Format(StrEnum):
    """The formats by the name that `--format` takes, each with the suffix of its files.

    A format is the module of its name beside this one, with `render(report)`, which opens and prints nothing.
    """

    suffix: str
    traits: Trait

    TABLE = "table", "txt", Trait.BARE | Trait.DETAILED
    JSON = "json", "json", Trait.SHOWS | Trait.TELLS_FAULTS
    NDJSON = "ndjson", "ndjson", Trait.SHOWS | Trait.TELLS_FAULTS
    MARKDOWN = "markdown", "md", Trait.BARE | Trait.BRIEF
    HTML = "html", "html", Trait.EACH
    CSV = "csv", "csv", Trait.SHOWS
    JUNIT = "junit", "xml", Trait.SHOWS | Trait.TELLS_FAULTS
    SARIF = "sarif", "sarif", Trait.OF_PROBLEMS | Trait.TELLS_FAULTS
    GITHUB = "github", "txt", Trait.OF_PROBLEMS | Trait.TELLS_FAULTS
    GITLAB = "gitlab", "json", Trait.OF_PROBLEMS | Trait.TELLS_FAULTS

    def __new__(cls, name: str, suffix: str = "", traits: Trait = Trait.NONE) -> Format:
        """Make a member of its row; with the name alone, as everywhere else, it is looked up."""
        member = str.__new__(cls, name)
        member._value_, member.suffix, member.traits = name, suffix, traits
        return member

    @property
    def needs_no_assessments(self) -> bool:
        """Whether a run can write it and hold no assessment."""
        return bool(self.traits & (Trait.SHOWS | Trait.OF_PROBLEMS))

    @property
    def is_bare_when_quiet(self) -> bool:
        """Whether, asked to be quiet, it holds the statuses alone."""
        return Trait.BARE in self.traits

    @property
    def has_reasons(self) -> bool:
        """Whether it says what would change an answer."""
        return Trait.BRIEF in self.traits

    def load(self) -> Any:
        """Return its module, which is loaded now: json needs neither what draws the table nor what writes XML."""
        return import_module(f"fto_check.views.check.{self.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """How much of each profile a reader asks for, of a format that has a short form and a long one.

    A format that has a report for each of several profiles looks at `tables` alone.
    """

    full: bool = False
    """Everything: all facts, how the statuses follow, every element, the sources."""
    tables: bool = False
    """A report for each of several profiles, before their overview."""
    criterion: str | None = None
    """All facts of one criterion."""
    warnings: bool = False
    """The warnings too, in a format that leaves them out otherwise."""
    asked: tuple[str, ...] = ()
    """The options that a command which says more has to repeat, such as --as-of with its day."""

    @property
    def is_of_each(self) -> bool:
        """Whether each of several profiles is to be shown, and not their overview alone."""
        return self.full or self.tables or self.criterion is not None


def render(report: Report, form: Format, *, quiet: bool = False, detail: Detail | None = None) -> Any:
    """Return a report as text that ends in a line break, or for the table as a renderable of rich."""
    if form.traits & (Trait.DETAILED | Trait.EACH):
        return form.load().render(report, quiet=quiet, detail=detail or Detail())
    if Trait.BRIEF in form.traits:
        return form.load().render(report, quiet=quiet, warnings=detail is not None and detail.warnings)
    return form.load().render(report, quiet=quiet)

"""How a format is written while a run goes on: profile by profile, or from the problems of the run at its end.

A format that shows each profile by itself has `show`, whose result another process can send, and a `Writer` that takes
what was shown, in order. Such formats need no assessment of any file but the one that is shown.
"""

from __future__ import annotations

from typing import Any, Protocol

from fto_check.runs.report import ProfileReport, Report
from fto_check.runs.shown import ShownProfile, as_shown
from fto_check.views.check.formats import Format, Trait


class Writer(Protocol):
    """The text of one format, piece by piece."""

    def begin(self, run: Report) -> str:
        """Return what stands before the first profile; the report of a run that begins has no counts."""

    def add(self, found: ShownProfile) -> str:
        """Return what comes next when a profile is shown; empty where it is kept for the end."""

    def end(self, report: Report) -> Any:
        """Return the rest, a text or for the table a renderable, with the problems and counts of the whole run."""


class AtTheEnd:
    """The writer of a format that is about problems alone."""

    def __init__(self, form: Format, *, quiet: bool) -> None:
        self.form, self.quiet = form, quiet

    def begin(self, run: Report) -> str:
        """Return nothing yet."""
        del run
        return ""

    def add(self, found: ShownProfile) -> str:
        """Return nothing yet."""
        del found
        return ""

    def end(self, report: Report) -> str:
        """Return the whole text."""
        return str(self.form.load().render(report, quiet=self.quiet))


def make_writer(form: Format, *, quiet: bool) -> Writer:
    """Return the writer of a format that needs no assessments."""
    if Trait.SHOWS in form.traits or form is Format.TABLE:
        writer: Writer = form.load().WRITER()
        return writer
    return AtTheEnd(form, quiet=quiet)


class Shower:
    """Shows a profile in some formats, in their order; another process can be sent it."""

    def __init__(self, formats: tuple[Format, ...]) -> None:
        self.formats = formats

    def __call__(self, profile: ProfileReport) -> tuple[Any, ...]:
        """Return the profile as each format shows it; None for one that is about problems alone."""
        return tuple(None if Trait.OF_PROBLEMS in one.traits else one.load().show(profile) for one in self.formats)


def render_shown(writer: Writer, show: Any, report: Report) -> str:
    """Return the text of a report that holds its profiles."""
    pieces: list[str] = [writer.begin(report)]
    pieces += [writer.add(as_shown(profile, show(profile))) for profile in report.profiles]
    return "".join([*pieces, writer.end(report)])

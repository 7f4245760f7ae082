"""What the commands print and write: answers on standard output and in files, messages on standard error."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from io import TextIOWrapper
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, TextIO

import typer

from fto_check.cli.encoding import fit
from fto_check.cli.exits import Exit

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from fto_check.cli.inputs import Found
    from fto_check.problems.problems import Problem

MOST_NAMED = 3  # files that are left out; the others are counted
PIPE_WIDTH = 120
"""The columns of an answer where standard output is no terminal and COLUMNS is unset."""


class RunFault(typer.Exit):
    """The exit of a run that cannot go on, with the problems that were said, for the reports in files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__(Exit.USAGE)
        self.problems = tuple(problems)


def usage(message: str) -> RunFault:
    """Say the fault in the command line or the settings, and return the exit to raise."""
    say_all([shown(message)])
    return RunFault([fault(message)])


def fault(message: str, path: str = "") -> Problem:
    """Return a fault in the command line or the settings as a problem of the run."""
    from fto_check.problems.problems import Location, Problem, Severity

    return Problem("FTO016", Severity.ERROR, shown(message), Location(path))


def refuse(problems: Iterable[Problem]) -> RunFault:
    """Say the problems of a file that the run needs, and return the exit to raise."""
    told = tuple(problems)
    for problem in told:
        say_problem(problem)
    return RunFault(told)


def shown(name: str) -> str:
    """Return a path or word from the command line in a form that is safe to print."""
    from fto_check.problems.inert import inert

    return inert(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def say(message: str) -> None:
    """Say a message on standard error."""
    # A message that cannot be written changes neither the answer nor the exit code.
    text = message.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    with _no_bar(), suppress(OSError):
        print(fit(text, sys.stderr), file=sys.stderr, flush=True)


def say_all(messages: Iterable[str]) -> None:
    """Say each message under the name of the program."""
    from fto_check.problems.drawing import wrapped

    width = (columns() or _terminal_width()) if sys.stderr.isatty() else None
    for message in messages:
        whole = len("fto-check: ") + len(message.split(" ", 1)[0])  # a path stands beside the name of the program
        say("\n".join(wrapped(f"fto-check: {message}", width, whole)))


def say_excluded(count: int) -> None:
    """Say how many files the settings exclude, if there are any."""
    if count:
        say(f"{count} excluded by the configuration")


def say_left_out(found: Found, *, quiet: bool = False) -> None:
    """Say which files are not among the answer, and why; a file that was named and is excluded, even if `quiet`."""
    for path, pattern in found.excluded_by_name.items():
        say(f"fto-check: {shown(path)} is named and not checked: exclude = {shown(pattern)!r} in the configuration")
    if quiet:
        return
    say_excluded(found.excluded - len(found.excluded_by_name))
    if found.strangers:
        from fto_check.views.words import count

        number, more = len(found.strangers), len(found.strangers) - MOST_NAMED
        what = f"{count(number, 'YAML file')} without a profile's keys {'is' if number == 1 else 'are'}"
        first = ", ".join(map(shown, islice(found.strangers, MOST_NAMED)))
        say(f"{what} left out: {first}" + (f" and {more} more" if more > 0 else ""))


def say_problem(problem: Problem, *, brief: bool = False) -> None:
    """Say a problem on standard error: drawn with its line, or in one line."""
    from fto_check.problems.inert import inert
    from fto_check.problems.problems import Severity

    if brief:
        say(inert(str(problem)))
        return
    from fto_check.problems.drawing import draw

    width, terminal = columns(), sys.stderr.isatty()
    if not terminal or "NO_COLOR" in os.environ:
        # In a pipe a message stays on one line, for programs that read it, unless a width is asked for.
        room = width or (_terminal_width() if terminal else PIPE_WIDTH)
        say(str(draw(problem, room, wrap=terminal or width is not None)))
        return
    from rich.console import Console
    from rich.text import Text

    target = Console(stderr=True, width=width, markup=False, highlight=False, emoji=False)
    drawing = draw(problem, target.width, wrap=True)
    colour = "bold red" if problem.severity is Severity.ERROR else "bold yellow"
    blank = " " * len(drawing.gutter)
    text = Text("\n".join(drawing.head_lines()))
    text.stylize("bold", 0, len(drawing.place) + 1)
    text.highlight_regex(re.escape(drawing.title).replace(r"\ ", r"\s"), colour)
    if drawing.source is not None and drawing.carets is not None:
        text.append(f"\n{drawing.gutter} | ", "blue").append(drawing.source)
        text.append(f"\n{blank} | ", "blue").append(drawing.carets, colour)
    if drawing.hint is not None:
        for number, line in enumerate(Text(drawing.hint).wrap(target, max(target.width - len(blank) - 3, 20))):
            text.append(f"\n{blank} {' ' if number else '='} ", "blue").append_text(line)
    with target.capture() as captured:
        target.print(text, soft_wrap=True)
    with _no_bar():
        sys.stderr.write(fit(captured.get(), sys.stderr))
        sys.stderr.flush()


def _terminal_width() -> int:
    """Return the columns of the terminal that standard error is."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or PIPE_WIDTH
    except OSError:
        return PIPE_WIDTH


def columns() -> int | None:
    """Return the width that COLUMNS asks for; None if it is unset or no number from 1 to 9999."""
    found = re.fullmatch("0*([1-9][0-9]{0,3})", os.environ.get("COLUMNS", ""), re.ASCII)
    return int(found[1]) if found is not None else None


WATCHED_FROM = 4
"""The files from which a bar shows the progress of a run: fewer are done before a bar can be read."""
_bars: list[Progress] = []
"""The bar that is on the screen, if there is one; it is taken off while anything else is written."""


def watch(found: Iterable[Any], count: int) -> Iterator[Any]:
    """Yield the results, with a bar of progress if standard error is a terminal."""
    if count < WATCHED_FROM or not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import Progress

    from fto_check.system import signals

    target = Console(stderr=True)
    with (
        signals.if_left(_show_cursor),
        Progress(console=target, transient=True, redirect_stdout=False, redirect_stderr=False) as bar,
    ):
        _bars.append(bar)
        try:
            yield from bar.track(found, total=count, description="checking")
        finally:
            _bars.remove(bar)


def _show_cursor() -> None:
    """Show the cursor, which a bar hides."""
    os.write(sys.stderr.fileno(), b"\x1b[?25h\n")


@contextmanager
def _no_bar() -> Iterator[None]:
    """Take the bar of progress off the screen within the block."""
    for bar in _bars:
        bar.stop()
    yield
    for bar in _bars:
        bar.start()


# Spaces at a line's end, with the codes of colour among them.
_padding = re.compile(r" (?<!  )(?: |\x1b\[[0-9;]*m)*+$", re.MULTILINE)


def plain(rendered: Any, target: Console) -> str:
    """Return a rendering as text for a file or a pipe: without the spaces that pad its lines to the width."""
    with target.capture() as captured:
        target.print(rendered, crop=False)
    return _padding.sub(lambda found: found[0].replace(" ", ""), captured.get())


def write_file(path: str, rendered: Any) -> str | None:
    """Write a rendering to a file, whole or not at all; return the message of a failure, None of a success."""
    from fto_check.system.files import open_whole

    try:
        with open_whole(path) as stream:
            if isinstance(rendered, str):
                stream.write(rendered)
            else:
                stream.write(plain(rendered, console(stream)))
    except (OSError, ValueError) as error:
        return f"{shown(path)} cannot be written: {getattr(error, 'strerror', None) or error}"
    return None


def write(rendered: Any, *, paged: bool = False) -> None:
    """Write a rendering to standard output: text as it is, anything else through rich; `paged`, in a pager if long."""
    try:
        with _no_bar() if sys.stdout.isatty() else nullcontext():
            if isinstance(rendered, str):
                _as_utf8(sys.stdout)
                sys.stdout.write(rendered)
            elif sys.stdout.isatty():
                _show(rendered, console(), paged=paged)
            else:
                sys.stdout.write(fit(plain(rendered, console()), sys.stdout))
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader has closed the pipe (`| head`) and wants no message either.
        _drop_stdout()
    except OSError as error:
        _drop_stdout()
        raise usage(f"the report cannot be written: {error.strerror or error}") from None


def _show(rendered: Any, target: Console, *, paged: bool) -> None:
    """Print a rendering on a terminal; an address that is longer than a line stays whole."""
    from fto_check.cli.pager import page

    with target.capture() as captured:
        target.print(rendered, crop=False)
    text = fit(captured.get(), sys.stdout)
    if not paged or not page(text, target.height):
        sys.stdout.write(text)


def _as_utf8(stream: TextIO) -> None:
    """Set a stream to the bytes that a file has: UTF-8, and line ends as they are, whatever is usual here."""
    if isinstance(stream, TextIOWrapper):
        if stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        stream.reconfigure(newline="")


def _drop_stdout() -> None:
    """Send the rest of the buffer to nowhere, so that leaving does not fail a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def console(stream: IO[str] | None = None) -> Console:
    """Return the console for standard output or a file, in the width that is asked for."""
    from fto_check.views.terminal import AnyEncoding

    terminal = stream is None and sys.stdout.isatty()
    width = columns() or (None if terminal else PIPE_WIDTH)
    if columns() is None:
        os.environ.pop("COLUMNS", None)  # rich reads it too, even if it is no width
    forced = None if stream is None else False  # a file has no colour, even if colour is forced on the terminal
    return AnyEncoding(
        file=stream, width=width, force_terminal=forced, markup=False, highlight=False, emoji=False, soft_wrap=False
    )

"""What the commands share: days, paths and formats from the outside, streams and messages to it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TextIO

import typer

from fto_check.cli.exits import Exit

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from fto_check.cli.config import Config
    from fto_check.law.status import Status
    from fto_check.law.statute import Statute
    from fto_check.problems.problems import Problem
    from fto_check.record.record import Record

STDIN = "<stdin>"
PIPE_WIDTH = 120
"""The width where stdout is no terminal and COLUMNS is unset."""


def read_day(option: str, text: str | None) -> date | None:
    """Read an option that takes a day."""
    from fto_check.documents.dates import parse_day

    if text is None:
        return None
    try:
        return parse_day(text.strip())
    except ValueError as error:
        raise usage(f"{option}: {error}") from None


def usage(message: str) -> typer.Exit:
    """Say what whoever typed it has to mend, and return the exit to raise."""
    say(f"fto-check: {shown(message)}")
    return typer.Exit(Exit.USAGE)


def read_assumptions(given: list[str] | None, statute: Statute, day: date) -> dict[str, Status]:
    """Read ELEMENT=STATUS options against the law of a day."""
    from fto_check.law.status import Status

    found: dict[str, Status] = {}
    for text in given or []:
        name, _, word = (part.strip() for part in text.partition("="))
        node = statute.by_id.get(name.replace("-", "_"))
        status = Status.__members__.get(word.replace("-", "_").upper())
        if node is None:
            hint = statute.hint_for(name) or "fto-check explain lists them"
            raise usage(f"--assume: the statute has no element '{shown(name)}' ({hint})")
        if status is None:
            hint = "write ELEMENT=STATUS with " + ", ".join(str(one) for one in Status)
            raise usage(f"--assume: '{shown(word)}' is not a status ({hint})")
        if not node.in_force(day):
            raise usage(f"--assume: '{node.id}' was not law on {day.isoformat()}")
        if found.get(node.id, status) is not status:
            raise usage(f"--assume: '{node.id}' is assumed in two ways")
        found[node.id] = status
    return found


def read_settings(config: str | None, isolated: bool) -> Config:
    """Return the settings of the nearest pyproject.toml, of the file that `--config` names, or none."""
    from fto_check.cli.config import Config, find_config, load_config
    from fto_check.problems.problems import InvalidDocumentError

    if isolated and config is not None:
        raise usage("--config and --isolated exclude each other")
    if isolated:
        return Config(Path())
    try:
        if config is not None:
            return load_config(Path(config), named=True)
        nearest = find_config(Path.cwd())
        return load_config(Path(os.path.relpath(nearest)) if nearest is not None else None)
    except InvalidDocumentError as error:
        for problem in error.problems:
            say_problem(problem)
        raise typer.Exit(Exit.USAGE) from None


def open_record(settings: Config) -> Record:
    """Return the official record: the one that the settings name, else the one that came with the program."""
    from fto_check.problems.problems import InvalidDocumentError
    from fto_check.record.reading import load_record

    try:
        return load_record(str(settings.root / settings.record) if settings.record is not None else None)
    except InvalidDocumentError as error:
        for problem in error.problems:
            say_problem(problem)
        raise typer.Exit(Exit.USAGE) from None


@dataclass
class Found:
    """The files that paths stand for, each once; what is wrong with the others; how many are excluded."""

    files: list[tuple[str, bytes | None]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    excluded: int = 0


def expand(paths: list[str], stdin_filename: str, settings: Config) -> Found:
    """Find the files: those named, those of the folders named, standard input for `-`; not those that are excluded."""
    from fto_check.documents.textfile import MAX_BYTES

    found, seen = Found(), set[str]()
    for name in paths:
        try:
            for file in [name] if name == "-" else _files(name, found):
                called = (stdin_filename or STDIN) if name == "-" else file
                if name == "-" and any(path == called and raw is not None for path, raw in found.files):
                    continue
                if settings.excludes(called):
                    found.excluded += 1
                elif name == "-":
                    found.files.append((called, sys.stdin.buffer.read(MAX_BYTES + 1)))
                elif os.path.abspath(file) not in seen:
                    seen.add(os.path.abspath(file))
                    found.files.append((file, None))
        except (OSError, ValueError) as error:
            found.wrong.append(f"{shown(name)} cannot be read: {getattr(error, 'strerror', None) or error}")
    return found


def _files(name: str, found: Found) -> list[str]:
    from fto_check.runs.check import find_files

    if not name:
        found.wrong.append("a path is empty: name a profile or a folder of them")
        return []
    path = Path(name)
    if path.is_dir():
        files = [str(file) for file in find_files(path)]
        if not files:
            found.wrong.append(f"nothing to check: no *.yaml or *.yml in the folder {shown(name)}")
        return files
    if not os.path.lexists(path):
        from fto_check.cli.app import COMMANDS
        from fto_check.problems.problems import nearest_word

        near = nearest_word(name, COMMANDS) if name.isalpha() else None
        command = f" (did you mean '{near}', the command?)" if near is not None else ""
        found.wrong.append(f"there is no file or folder {shown(name)}{command}")
        return []
    return [str(path)]


def shown(name: str) -> str:
    """Return a path or word from outside as it can be printed."""
    from fto_check.problems.inert import inert

    return inert(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def say(message: str) -> None:
    """Say something on standard error."""
    # A remark that cannot be said changes nothing of the answer, nor of the exit code.
    with _no_bar(), suppress(OSError):
        print(message.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), file=sys.stderr, flush=True)


def say_problem(problem: Problem, *, brief: bool = False) -> None:
    """Say a problem on standard error: drawn with its line, or in one line."""
    from fto_check.problems.inert import inert
    from fto_check.problems.problems import Severity

    if brief:
        say(inert(str(problem)))
        return
    from fto_check.problems.drawing import draw

    width = columns() or 0
    if not sys.stderr.isatty() or "NO_COLOR" in os.environ:
        say(str(draw(problem, width or PIPE_WIDTH)))
        return
    from rich.console import Console
    from rich.text import Text

    target = Console(stderr=True, width=width or None, markup=False, highlight=False, emoji=False)
    drawing = draw(problem, target.width)
    colour = "bold red" if problem.severity is Severity.ERROR else "bold yellow"
    blank = " " * len(drawing.gutter)
    title = Text.assemble((f"{drawing.place}: ", "bold"), (drawing.title, colour), f" {drawing.message}")
    text = Text("\n").join(title.wrap(target, target.width))
    if drawing.source is not None and drawing.carets is not None:
        text.append(f"\n{drawing.gutter} | ", "blue").append(drawing.source)
        text.append(f"\n{blank} | ", "blue").append(drawing.carets, colour)
    if drawing.hint is not None:
        for number, line in enumerate(Text(drawing.hint).wrap(target, max(target.width - len(blank) - 3, 20))):
            text.append(f"\n{blank} {' ' if number else '='} ", "blue").append_text(line)
    with _no_bar():
        target.print(text, soft_wrap=True)


def columns() -> int | None:
    """Return the width that COLUMNS asks for; None where it says nothing of use."""
    found = re.fullmatch("0*([1-9][0-9]{0,3})", os.environ.get("COLUMNS", ""), re.ASCII)
    return int(found[1]) if found is not None else None


WATCHED_FROM = 4
"""From how many files on a bar shows how far a run is."""


_bars: list[Progress] = []
"""The bar that is on the screen, if one is: it must be off it while anything else is written."""


def watch(found: Iterable[Any], count: int) -> Iterator[Any]:
    """Show on a terminal how far a run is; anywhere else do nothing."""
    if count < WATCHED_FROM or not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import Progress

    target = Console(stderr=True)
    with Progress(console=target, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        _bars.append(bar)
        try:
            yield from bar.track(found, total=count, description="checking")
        finally:
            _bars.remove(bar)


@contextmanager
def _no_bar() -> Iterator[None]:
    for bar in _bars:
        bar.stop()
    yield
    for bar in _bars:
        bar.start()


# Spaces at a line's end, with the codes of colour among them.
_padding = re.compile(r" (?<!  )(?: |\x1b\[[0-9;]*m)*+$", re.MULTILINE)


def plain(rendered: Any, target: Console) -> str:
    """Return a rendering as text without the spaces that pad its lines to the width, for what is no terminal."""
    with target.capture() as captured:
        target.print(rendered, crop=False)
    return _padding.sub(lambda found: found[0].replace(" ", ""), captured.get())


def write_file(path: str, rendered: Any) -> str | None:
    """Write a rendering to a file, whole or not at all; return what went wrong."""
    from fto_check.system.files import whole

    try:
        with whole(path) as stream:
            if isinstance(rendered, str):
                stream.write(rendered)
            else:
                stream.write(plain(rendered, console(stream)))
    except (OSError, ValueError) as error:
        return f"{shown(path)} cannot be written: {getattr(error, 'strerror', None) or error}"
    return None


def write(rendered: Any, *, paged: bool = False) -> None:
    """Put a rendering on standard output: text as it is, anything else through rich; `paged`, in a pager if long."""
    try:
        with _no_bar() if sys.stdout.isatty() else nullcontext():
            if isinstance(rendered, str):
                _as_utf8(sys.stdout)
                sys.stdout.write(rendered)
            elif sys.stdout.isatty():
                _show(rendered, console(), paged=paged)
            else:
                sys.stdout.write(plain(rendered, console()))
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader has had enough (`| head`); nobody is left to tell.
        _drop_stdout()
    except OSError as error:
        _drop_stdout()
        raise usage(f"the report cannot be written: {error.strerror or error}") from None


def _show(rendered: Any, target: Console, *, paged: bool) -> None:
    """Print a rendering on a terminal; an address may be longer than a line, and is not cut."""
    from fto_check.cli.pager import page

    if not paged:
        target.print(rendered, crop=False)
        return
    with target.capture() as captured:
        target.print(rendered, crop=False)
    text = captured.get()
    if not page(text, target.height):
        sys.stdout.write(text)


def _as_utf8(stream: TextIO) -> None:
    """See that what other programs read is UTF-8, whatever a terminal here would be given."""
    if isinstance(stream, TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_stdout() -> None:
    """Send what is still buffered nowhere, so that leaving does not fail a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def console(stream: IO[str] | None = None) -> Console:
    """Return the console for standard output or a file, as wide as is asked for."""
    from rich.console import Console

    terminal = stream is None and sys.stdout.isatty()
    width = columns() or (None if terminal else PIPE_WIDTH)
    if columns() is None:
        os.environ.pop("COLUMNS", None)  # rich would read what is no width
    forced = None if stream is None else False  # no colour in a file, whatever is forced on the terminal
    return Console(
        file=stream, width=width, force_terminal=forced, markup=False, highlight=False, emoji=False, soft_wrap=False
    )

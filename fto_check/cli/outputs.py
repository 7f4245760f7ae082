"""The reports of `check` in files: where they go, lines that come while a run goes on, reports of a failed run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

from fto_check.cli.io import RunFault, say_all, shown, usage, write, write_file
from fto_check.cli.suggest import no_such_format, output_meant
from fto_check.cli.targets import may_be_read, refuse_target
from fto_check.views.check.formats import Format, Trait, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fto_check.cli.config import Config
    from fto_check.cli.inputs import Found
    from fto_check.problems.problems import Problem
    from fto_check.runs.check import Question
    from fto_check.runs.report import InvalidProfile, Report
    from fto_check.runs.shown import ShownProfile


def read_outputs(given: list[str]) -> list[tuple[Format, str]]:
    """Return the format and path of each FORMAT:PATH; a fault is an error before any work is done."""
    from pathlib import Path

    outputs: list[tuple[Format, str]] = []
    for text in given:
        name, colon, path = text.partition(":")
        if not colon or not path:
            raise usage(f"--output: '{text}' is not FORMAT:PATH (write {output_meant(text, Format)})")
        if name not in set(Format):
            raise usage(f"--output: {no_such_format(name, Format)}")
        if path == "-":
            raise usage("--output: - is no file; --format is what goes to standard output")
        if os.path.realpath(path) in [os.path.realpath(other) for _, other in outputs]:
            raise usage(f"--output: two reports would be written to {path}")
        if not Path(path).parent.is_dir():
            raise usage(f"--output: there is no folder {Path(path).parent}")
        if Path(path).is_dir():
            raise usage(f"--output: {path} is a folder")
        outputs.append((Format(name), path))
    return outputs


def refuse_inputs(files: list[tuple[Format, str]], found: Found, settings: Config) -> None:
    """Refuse outputs that would overwrite what the run reads, or lie behind a link that leads out."""
    for _, path in files:
        refuse_target("--output", path, settings, [file for file, raw in found.files if raw is None])


@contextmanager
def told_in_reports(form: Format, files: list[tuple[Format, str]]) -> Iterator[None]:
    """Have the reports say why a run cannot begin: an empty one, or that of an earlier run, would look like a pass."""
    try:
        yield
    except RunFault as fault:
        report = _failed(fault.problems)
        for output, path in files:
            if not may_be_read(path):  # the run has not come to refuse that
                say_all(filter(None, [write_file(path, render(report, output))]))
        if Trait.TELLS_FAULTS in form.traits:
            write(render(report, form))
        raise


def _failed(faults: tuple[Problem, ...]) -> Report:
    """Return the report of a run that checked nothing, on the law of today."""
    from datetime import date

    from fto_check.law.statute import load_statute
    from fto_check.runs.report import Report
    from fto_check.version import VERSION

    statute, day = load_statute(), date.today()
    return Report(VERSION, day, None, statute, statute.version_on(day), (), faults=faults)


class _Sink:
    """A file that takes lines; a failure is noted in `wrong`, and the other outputs go on."""

    def __init__(self, path: str, wrong: list[str]) -> None:
        from fto_check.system.files import open_whole

        self.path, self.wrong = path, wrong
        self.open = open_whole(path)
        self.stream: IO[str] | None = None
        with self._noting():
            self.stream = self.open.__enter__()

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.stream = None
            self.wrong.append(f"{shown(self.path)} cannot be written: {error.strerror or error}")

    def put(self, line: str) -> None:
        """Write a line, unless the file has failed before."""
        if self.stream is not None:
            with self._noting():
                try:
                    self.stream.write(line)
                except OSError:
                    self.open.__exit__(*sys.exc_info())  # the unfinished file is deleted now
                    raise

    def close(self, *raised: Any) -> None:
        """Give the file its name; if an error was raised, leave the old file as it was."""
        if self.stream is not None:
            with self._noting():
                self.open.__exit__(*raised)


def write_shown(
    found: Iterable[ShownProfile | InvalidProfile],
    question: Question,
    form: Format,
    files: list[tuple[Format, str]],
    faults: tuple[Problem, ...],
    wrong: list[str],
    *,
    quiet: bool,
) -> tuple[Report, tuple[str, ...] | None]:
    """Write each profile as it comes, in every format of the run.

    Return the report, which holds no profile, and the paths of valid profiles where there are fewer than two.
    """
    from fto_check.runs.report import InvalidProfile
    from fto_check.runs.shown import Gatherer
    from fto_check.views.check.writing import make_writer

    gatherer = Gatherer(question, faults)
    sinks = [_Sink(path, wrong) for _, path in files]
    writers = [make_writer(form, quiet=quiet), *(make_writer(output, quiet=False) for output, _ in files)]
    valid: list[str] = []
    puts: list[Callable[[Any], None]] = [write, *(sink.put for sink in sinks)]

    def put(pieces: Iterable[Any]) -> None:
        for one, piece in zip(puts, pieces, strict=True):
            if piece:
                one(piece)

    try:
        put(writer.begin(gatherer.report) for writer in writers)
        for result in found:
            gatherer.add(result)
            if not isinstance(result, InvalidProfile):
                valid += [result.path] if len(valid) < 2 else []
                shown = zip(writers, result.shown, strict=True)
                put(writer.add(result._replace(shown=own)) for writer, own in shown)
        report = gatherer.report
        put(writer.end(report) for writer in writers)
    except BaseException:
        for sink in sinks:
            with suppress(BaseException):
                sink.close(*sys.exc_info())
        raise
    for sink in sinks:
        sink.close(None, None, None)
    return report, tuple(valid) if len(valid) < 2 else None

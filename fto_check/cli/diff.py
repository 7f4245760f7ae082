"""The command `diff`: what changed between two revisions of profiles, statuses first."""

from __future__ import annotations

import os
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fto_check.cli import options
from fto_check.cli.exits import Exit
from fto_check.cli.inputs import STDIN, read_day, read_settings, require_law
from fto_check.cli.io import say, say_all, say_excluded, say_problem, shown, usage, write

if TYPE_CHECKING:
    from fto_check.cli.config import Config
    from fto_check.runs.diff import DiffReport, FilePair, SideFile
    from fto_check.runs.revisions import Revision, RevisionAsked, TreeEntry


class DiffFormat(StrEnum):
    """The formats of `diff`."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"


class DiffGate(StrEnum):
    """The words of `diff --fail-on`."""

    CHANGE = "change"


def diff(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OLD NEW | --since REV [PATH]...",
            help="Two profiles, or two folders paired by file name; with --since, any number, as they are now.",
            autocompletion=options.profiles,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help="Compare with this git revision: a commit, branch or tag, such as main (where there is none, that of "
            "origin); else with the last commit of the branch before a day: 2026-10-30, yesterday, '1 month ago'.",
        ),
    ] = None,
    merge_base: Annotated[
        bool,
        typer.Option(
            "--merge-base", help="With --since: compare with the common ancestor of the revision and the branch."
        ),
    ] = False,
    form: Annotated[DiffFormat, typer.Option("--format", "-f", help="The format.")] = DiffFormat.TABLE,
    as_of: options.AsOf = None,
    known_by: options.KnownBy = None,
    fail_on: Annotated[
        DiffGate | None,
        typer.Option(
            help="Exit with 1 if the status of a criterion or overall is another, or a profile came or went. "
            "Elements below, confidence and evidence alone do not count."
        ),
    ] = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Say what changed between two revisions of a profile: statuses first, through which items, then the evidence.

    Both sides are judged on one day, under one law. A side that cannot be read is an error, never "no change".
    """
    from fto_check.law.statute import load_statute
    from fto_check.runs.diff import FileKind, compare
    from fto_check.runs.revisions import RevisionAsked

    settings = read_settings(config, isolated)
    day = read_day("--as-of", as_of) or settings.as_of or date.today()
    known = read_day("--known-by", known_by)
    statute = load_statute()
    require_law(statute, day)
    wrong: list[str] = []
    if merge_base and since is None:
        raise usage("--merge-base belongs to --since: it compares with the common ancestor")
    if since is None:
        if paths is None or len(paths) != 2:
            raise usage("diff compares two paths, OLD and NEW; or, with --since REV, paths with what they were")
        old, new = paths
        pairs = _pair_paths(old, new)
    else:
        named = paths or [str(settings.root / path) for path in settings.paths]
        if not named:
            raise usage("nothing to compare: name a profile or a folder of them")
        asked = RevisionAsked(name=since, today=date.today(), merge_base=merge_base)
        pairs, old = _pair_with_revision(asked, named, wrong)
        new = "now"
    kept = (
        [pair for pair in pairs if not _is_excluded(pair, settings)] if since is not None or len(pairs) != 1 else pairs
    )
    comparison = compare(kept, statute, day, known, old=shown(old), new=shown(new))
    for problem in comparison.problems:
        say_problem(problem)
    if pairs:
        _write(form, comparison)
    say_excluded(len(pairs) - len(kept))
    say_all(wrong)
    if wrong:
        raise typer.Exit(Exit.USAGE)
    if comparison.problems or (fail_on is DiffGate.CHANGE and comparison.status_changed):
        if fail_on is DiffGate.CHANGE and comparison.status_changed:
            kinds = {found.kind for found in comparison.files if found.status_changed}
            said = [
                what
                for kind, what in (
                    (FileKind.CHANGED, "a status changed"),
                    (FileKind.ADDED, "a profile is new"),
                    (FileKind.REMOVED, "a profile is gone"),
                )
                if kind in kinds
            ]
            say(f"fto-check: {' and '.join(said)}: --fail-on change asks for that")
        raise typer.Exit(Exit.PROFILE)


def _write(form: DiffFormat, comparison: DiffReport) -> None:
    if form is DiffFormat.JSON:
        from fto_check.views.diff import json

        write(json.render(comparison))
    elif form is DiffFormat.MARKDOWN:
        from fto_check.views.diff import markdown

        write(markdown.render(comparison))
    else:
        from fto_check.views.diff import table

        write(table.render(comparison))


def _is_excluded(pair: FilePair, settings: Config) -> bool:
    return any(side is not None and settings.excludes(side.path) for side in (pair.old, pair.new)) or settings.excludes(
        pair.name
    )


def _pair_paths(old: str, new: str) -> list[FilePair]:
    """Return two files as a pair, or the files of two folders in pairs by name."""
    from fto_check.runs.diff import FilePair

    if old == new == "-":
        raise usage("only one side can come from standard input")
    for name in (old, new):
        if name != "-" and (not name or not os.path.lexists(name)):
            raise usage(f"there is no file or folder {shown(name)}" if name else "a path is empty")
    folders = [name != "-" and Path(name).is_dir() for name in (old, new)]
    if folders[0] != folders[1]:
        raise usage("one side is a file and the other a folder: name two files, or two folders")
    if not folders[0]:
        return [FilePair(shown(new if new != "-" else old), _open_side(old), _open_side(new))]
    sides = [_list_folder(old), _list_folder(new)]
    names = sorted({*sides[0], *sides[1]})
    if not names:
        raise usage(f"nothing to compare: no *.yaml or *.yml in {shown(old)} and {shown(new)}")
    return [
        FilePair(shown(name), *(_open_side(str(side[name])) if name in side else None for side in sides))
        for name in names
    ]


def _list_folder(folder: str) -> dict[str, Path]:
    from fto_check.runs.check import find_files

    try:
        return {path.name: path for path in find_files(Path(folder))}
    except OSError as error:
        raise usage(f"{shown(folder)} cannot be read: {error.strerror or error}") from None


def _open_side(path: str) -> SideFile:
    from fto_check.documents.textfile import MAX_BYTES
    from fto_check.runs.diff import SideFile

    if path == "-":
        return SideFile(STDIN, sys.stdin.buffer.read(MAX_BYTES + 1))
    return SideFile(path)


def _pair_with_revision(asked: RevisionAsked, paths: list[str], wrong: list[str]) -> tuple[list[FilePair], str]:
    """Return the files as they are now, paired with the revision's, and the name of the revision."""
    from fto_check.runs.revisions import RevisionError, open_revision

    found: dict[str, FilePair] = {}
    called = asked.name
    remarks: dict[str, None] = {}
    for path in paths:
        if not path or path == "-":
            raise usage("--since takes files and folders of a repository")
        try:
            revision = open_revision(asked, path)
            pairs = _pair_folder(revision, path) if _is_folder(revision, path) else _pair_file(revision, path)
        except RevisionError as error:
            raise usage(shown(str(error))) from None
        except OSError as error:
            wrong.append(f"{shown(path)} cannot be read: {error.strerror or error}")
            continue
        called = revision.called
        if revision.remark is not None:
            remarks[revision.remark] = None
        if not pairs and Path(path).is_dir():
            wrong.append(f"nothing to compare: no *.yaml or *.yml in {shown(path)}, now or in {shown(revision.name)}")
        elif not pairs:
            wrong.append(f"there is no file or folder {shown(path)}, neither now nor in {shown(revision.name)}")
        for name, pair in pairs.items():
            found.setdefault(os.path.abspath(name), pair)
    say_all(shown(remark) for remark in remarks)
    return list(found.values()), called


def _is_folder(revision: Revision, path: str) -> bool:
    return Path(path).is_dir() or (not os.path.lexists(path) and revision.is_folder())


def _pair_folder(revision: Revision, path: str) -> dict[str, FilePair]:
    from fto_check.runs.check import SUFFIXES
    from fto_check.runs.diff import FilePair

    now = _list_folder(path) if Path(path).is_dir() else {}
    then = {entry.name: entry for entry in revision.files() if entry.name.endswith(SUFFIXES)}
    pairs = {}
    for name in sorted({*now, *then}):
        whole = str(Path(path) / name)
        old = _open_in_revision(revision, then[name], whole) if name in then else None
        pairs[whole] = FilePair(shown(whole), old, _open_side(str(now[name])) if name in now else None)
    return pairs


def _pair_file(revision: Revision, path: str) -> dict[str, FilePair]:
    from fto_check.runs.diff import FilePair

    there, entry = os.path.lexists(path), revision.here()
    if not there and entry is None:
        return {}
    old = _open_in_revision(revision, entry, path) if entry is not None else None
    return {path: FilePair(shown(path), old, _open_side(path) if there else None)}


def _open_in_revision(revision: Revision, entry: TreeEntry, path: str) -> SideFile:
    """Return a file of the revision."""
    from fto_check.problems.problems import Location, Problem, Severity
    from fto_check.runs.diff import SideFile

    called = f"{revision.name}:{path}"
    if not entry.regular:
        message = "this is not a regular file in the revision"
        problem = Problem("FTO001", Severity.ERROR, message, Location(called), "a link is not followed there")
        return SideFile(called, problems=(problem,))
    return SideFile(called, revision.read(entry))

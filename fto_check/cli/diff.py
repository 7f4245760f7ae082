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
from fto_check.cli.renamed import pair_renamed_files
from fto_check.cli.suggest import format_option, no_such_path

if TYPE_CHECKING:
    from fto_check.cli.config import Config
    from fto_check.runs.diff import DiffReport, FilePair, SideFile
    from fto_check.runs.revisions import Revision, RevisionAsked, TreeEntry


class DiffFormat(StrEnum):
    """The formats of `diff`."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"


class DiffGate(StrEnum):
    """The words of `diff --fail-on`."""

    CHANGE = "change"


def diff(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OLD NEW | --since REV [PATH]...",
            help="Two profiles, or two folders paired by file name; with --since, any number, as they are now.",
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
    form: Annotated[DiffFormat, format_option(DiffFormat)] = DiffFormat.TABLE,
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

    Both sides are judged on one day, under one law. A file that got another name is one: by its content, or by the
    record id or name of its organization. A side that is not valid is told, and never "no change".
    """
    from fto_check.law.statute import load_statute
    from fto_check.runs.diff import compare
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
    pairs = pair_renamed_files(pairs)
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
    raise typer.Exit(Exit.USAGE if wrong else _settle(comparison, fail_on))


def _settle(comparison: DiffReport, fail_on: DiffGate | None) -> Exit:
    """Return the exit code: an invalid file of now is its author's to correct, one of then is a fact.

    A file of then that is no regular file is never compared: somebody named the wrong thing.
    """
    from fto_check.runs.diff import FileKind, RevisionSide

    gated = fail_on is DiffGate.CHANGE and comparison.may_have_changed
    if gated:
        kinds = {found.kind for found in comparison.files if found.may_have_changed}
        said = [
            what
            for kind, what in (
                (FileKind.CHANGED, "a status changed"),
                (FileKind.ADDED, "a profile is new"),
                (FileKind.REMOVED, "a profile is gone"),
                (FileKind.UNREADABLE, "a profile was not valid before"),
            )
            if kind in kinds
        ]
        say(f"fto-check: {' and '.join(said)}: --fail-on change asks for that")
    invalid_now = any(RevisionSide.NEW in found.unreadable for found in comparison.files)
    no_file = any(problem.code == "FTO001" for problem in comparison.problems)
    return Exit.PROFILE if gated or invalid_now or no_file else Exit.OK


def _write(form: DiffFormat, comparison: DiffReport) -> None:
    if form is DiffFormat.JSON:
        from fto_check.views.diff import json

        write(json.render(comparison))
    elif form is DiffFormat.HTML:
        from fto_check.views.diff import html

        write(html.render(comparison))
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
    """Return two files as a pair, or the profiles of two folders in pairs by name."""
    from fto_check.profile.recognition import is_profile
    from fto_check.runs.diff import FilePair

    if old == new == "-":
        raise usage("only one side can come from standard input")
    for name in (old, new):
        if name != "-" and (not name or not os.path.lexists(name)):
            raise usage(no_such_path(name) if name else "a path is empty")
    folders = [name != "-" and Path(name).is_dir() for name in (old, new)]
    if folders[0] != folders[1]:
        raise usage("one side is a file and the other a folder: name two files, or two folders")
    if not folders[0]:
        return [FilePair(shown(new if new != "-" else old), _open_side(old), _open_side(new))]
    sides = [_list_folder(old), _list_folder(new)]
    profiles = [{name for name, path in side.items() if is_profile(path)} for side in sides]
    names = sorted({*profiles[0], *profiles[1]})
    if not names:
        raise usage(f"nothing to compare: no profile in {shown(old)} and {shown(new)}, or below them")
    old_side, new_side = (
        {name: _open_side(str(side[name])) if name in side else None for name in names} for side in sides
    )
    return [FilePair(shown(name), old_side[name], new_side[name]) for name in names]


def _list_folder(folder: str) -> dict[str, Path]:
    from fto_check.documents.links import LEADS_OUT, leads_out
    from fto_check.runs.files import find_files

    try:
        files = {path.relative_to(folder).as_posix(): path for path in find_files(Path(folder))}
        for path in files.values():
            if leads_out(path):
                raise usage(f"{shown(str(path))} is {LEADS_OUT}: it is not read")
        return files
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
            said, absent = _missing_sides(revision, path)
            wrong += said
            pairs = _pair_folder(revision, path) if _is_folder(revision, path) else _pair_file(revision, path)
        except RevisionError as error:
            raise usage(shown(str(error))) from None
        except OSError as error:
            wrong.append(f"{shown(path)} cannot be read: {error.strerror or error}")
            continue
        called = revision.called
        if revision.remark is not None:
            remarks[revision.remark] = None
        if said and not pairs:
            continue
        if not pairs and Path(path).is_dir():
            where = f"{shown(path)} or below it, now or in {shown(revision.name)}"
            wrong.append(f"nothing to compare: no profile in {where}")
        elif not pairs:
            wrong.append(f"there is no file or folder {shown(path)}, neither now nor in {shown(revision.name)}")
        for name, pair in pairs.items():
            if os.path.abspath(name) not in absent:
                found.setdefault(os.path.abspath(name), pair)
    say_all(shown(remark) for remark in remarks)
    return list(found.values()), called


def _is_folder(revision: Revision, path: str) -> bool:
    return Path(path).is_dir() or (not os.path.lexists(path) and revision.is_folder())


def _pair_folder(revision: Revision, path: str) -> dict[str, FilePair]:
    from fto_check.profile.recognition import is_profile, looks_like_profile
    from fto_check.runs.diff import FilePair
    from fto_check.runs.files import SUFFIXES

    now = _list_folder(path) if Path(path).is_dir() else {}
    then = {entry.name: entry for entry in revision.files() if entry.name.endswith(SUFFIXES)}
    pairs = {}
    for name in sorted({*now, *then}):
        whole = str(Path(path) / name)
        old = _open_in_revision(revision, then[name], whole) if name in then else None
        was_one = old is not None and (old.raw is None or looks_like_profile(old.raw))
        if was_one or (name in now and is_profile(now[name])):
            pairs[whole] = FilePair(shown(whole), old, _open_side(str(now[name])) if name in now else None)
    return pairs


def _missing_sides(revision: Revision, path: str) -> tuple[list[str], set[str]]:
    """Return why one side of a path cannot be compared, and the files that this is about.

    A submodule has revisions of its own, and a sparse checkout leaves files out: neither is "unchanged" or "removed".
    """
    from fto_check.runs.files import SUFFIXES

    root, said = Path(os.path.abspath(path)), list[str]()
    for name in revision.submodules():
        inside = root / os.path.relpath(name, revision.path or ".")
        above = f"{revision.path}/".startswith(f"{name}/")
        if above or (inside.is_dir() and _list_folder(str(inside))):
            said.append(
                f"{shown(path)}: the revision has no file of the submodule {shown(name)}: compare them in there"
            )
    left_out = [name for name in revision.not_checked_out() if name.endswith(SUFFIXES)]
    if left_out:
        more = f" and {len(left_out) - 1} more" if len(left_out) > 1 else ""
        said.append(f"{shown(path)}: a sparse checkout leaves out {shown(left_out[0])}{more}: check them out first")
    return said, {os.path.abspath(root / os.path.relpath(name, revision.path or ".")) for name in left_out}


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

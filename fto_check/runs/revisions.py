"""Files as a git revision has them, read through git's plumbing, which runs nothing of the repository."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from fto_check.documents.ago import EXAMPLES, day_meant
from fto_check.documents.textfile import MAX_BYTES
from fto_check.problems.problems import FtoCheckError

SHOWN = 10
"""The characters of a commit that a reader sees: as many as git shows of a large repository."""
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_TIMEOUT = 60  # seconds for one git command, which reads a few files of the disk
# Variables of the caller that point git to another repository (a hook sets them), or make patterns of paths.
_DROPPED = {
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_NAMESPACE",
    "GIT_SHALLOW_FILE",
    "GIT_REPLACE_REF_BASE",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_TRACE",
}
_SET = {
    "GIT_GRAFT_FILE": os.devnull,  # a file of the repository gives commits other parents
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class RevisionError(FtoCheckError):
    """A revision that cannot be read: git is missing, the folder is in no repository, or the revision is not in it."""


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A file in a folder of a revision."""

    name: str
    id: str
    regular: bool
    """False for a link, whose target is not read."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit of the repository that a path lies in."""

    folder: str
    path: str
    """The path, seen from the repository's root."""
    commit: str
    name: str
    """A name of the commit that git knows too."""
    called: str
    """What a reader calls it: the name that was given, with the commit and how it was found."""
    remark: str | None = None
    """What a reader has to know of how it was found; None where it has the name that was given."""

    def here(self) -> TreeEntry | None:
        """Return the file at the path, or None if there is none."""
        if not self.path:
            return None
        found = [entry for kind, entry in self._list(self.path) if kind == "blob" and entry.name == _last(self.path)]
        return found[0] if found else None

    def is_folder(self) -> bool:
        """Whether the path is a folder of the revision."""
        return not self.path or any(kind == "tree" for kind, _ in self._list(self.path))

    def files(self) -> list[TreeEntry]:
        """Return the files below the folder at the path, by their paths from there; none if it is not there."""
        listed = self._list(f"{self.path}/" if self.path else "", deep=True)
        return sorted((entry for kind, entry in listed if kind == "blob"), key=lambda entry: entry.name)

    def submodules(self) -> list[str]:
        """Return the paths of the submodules at the path, above it and below it; the revision has no file of them."""
        above = ["/".join(self.path.split("/")[: end + 1]) for end in range(self.path.count("/") + 1)]
        raw = _git(
            self.folder, "ls-tree", "-r", "-z", "--full-tree", self.commit, *(["--", *above] if self.path else [])
        )
        found = (name for _, kind, _, name in _parse_tree(raw) if kind == "commit")
        here = f"{self.path}/" if self.path else ""
        return [name for name in found if here.startswith(f"{name}/") or name.startswith(here)]

    def not_checked_out(self) -> list[str]:
        """Return the files below the path that a sparse checkout leaves out, by their paths from the root."""
        found = _git(
            self.folder, "ls-files", "-t", "-z", "--full-name", "--", f":(top,literal){self.path}", literal=False
        )
        lines = (os.fsdecode(line) for line in found.split(b"\0"))
        return [line[2:] for line in lines if line.startswith("S ")]

    def read(self, entry: TreeEntry) -> bytes:
        """Return the content of a file, at most one byte more than MAX_BYTES of it."""
        # Not `git show`, which may run a program that the repository's attributes and configuration name (textconv).
        return _git(self.folder, "cat-file", "blob", entry.id, limit=MAX_BYTES + 1)

    def _list(self, path: str, *, deep: bool = False) -> list[tuple[str, TreeEntry]]:
        how = ["-r"] if deep else []
        raw = _git(self.folder, "ls-tree", *how, "-z", "--full-tree", self.commit, *(["--", path] if path else []))
        return [
            (kind, TreeEntry(name.removeprefix(path) if deep else _last(name), identity, mode.startswith("100")))
            for mode, kind, identity, name in _parse_tree(raw)
        ]


def _parse_tree(raw: bytes) -> Iterator[tuple[str, str, str, str]]:
    """Yield mode, kind, id and path of each line of a tree."""
    for line in filter(None, raw.split(b"\0")):
        head, _, name = line.partition(b"\t")
        mode, kind, identity = head.decode("ascii").split()
        yield mode, kind, identity, os.fsdecode(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """All files of a revision of a repository."""

    root: str
    """The repository's folder."""
    commit: str
    files: Mapping[str, str]
    """The id of the content of each regular file, by its path from the root."""

    def read(self, name: str) -> bytes:
        """Return the content of a file, at most one byte more than MAX_BYTES of it."""
        return _git(self.root, "cat-file", "blob", self.files[name], limit=MAX_BYTES + 1)


def open_tree(asked: RevisionAsked, folder: str) -> Tree:
    """Return the files of the repository of a folder where its branch left a revision, or of the revision itself."""
    found = open_revision(asked, folder)
    root = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).removesuffix("\n")
    try:
        commit = _git(root, "merge-base", found.commit, "HEAD").decode("ascii").strip()
    except _GitError:
        commit = found.commit  # no common past, or a shallow clone that does not reach to it
    raw = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit)
    regular = {name: identity for mode, _, identity, name in _parse_tree(raw) if mode.startswith("100")}
    return Tree(root=root, commit=commit, files=regular)


def _last(path: str) -> str:
    return path.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionAsked:
    """What a comparison asks git for."""

    name: str
    """A revision, else a branch of the remote repository, else a day."""
    today: date
    merge_base: bool = False
    """Whether the common ancestor with the branch is meant."""


class _Meant(NamedTuple):
    """A commit that a name means."""

    commit: str
    name: str
    called: str
    remark: str | None = None


def open_revision(asked: RevisionAsked, path: str) -> Revision:
    """Find a revision in the repository that a path lies in; the path need not be there any more."""
    name = asked.name
    if not name.strip() or name.startswith("-"):
        said = f"'{name}' is no revision: write a commit, a branch or a tag, such as main or HEAD~1, or a day"
        raise RevisionError(f"{said}, such as {EXAMPLES}")
    folder, rest = _anchor(path)
    try:
        prefix = os.fsdecode(_git(folder, "rev-parse", "--show-prefix")).removesuffix("\n")
    except _GitError as error:
        if "not a git repository" in error.said:
            raise RevisionError(f"{path} is in no git repository: --since compares with a revision of one") from None
        raise RevisionError(f"git cannot read the repository of {path}: {error.said}") from None
    _refuse_submodule(folder, path, asked.name)
    meant = _find(asked, folder, path)
    if asked.merge_base:
        meant = _common_ancestor(meant, folder)
    return Revision(folder, f"{prefix}{rest}".rstrip("/"), meant.commit, meant.name, meant.called, meant.remark)


def _find(asked: RevisionAsked, folder: str, path: str) -> _Meant:
    """Return the commit that a name means: a revision's before a branch's of the remote, and both before a day's."""
    name = asked.name
    if (commit := _commit_of(folder, name)) is not None:
        return _Meant(commit, name, name if name == commit else f"{name} ({commit[:SHOWN]})")
    if (commit := _commit_of(folder, f"refs/remotes/origin/{name}")) is not None:
        there = f"origin/{name}"
        return _Meant(commit, there, f"{there} ({commit[:SHOWN]})", f"there is no {name} here: compared with {there}")
    try:
        day = day_meant(name, asked.today)
    except ValueError as error:
        raise RevisionError(
            f"there is no revision '{name}' in the repository of {path}, and no such day: {error}"
        ) from None
    if day is not None:
        return _last_before(day, asked, folder)
    message = f"there is no revision '{name}' in the repository of {path}, and it is no day, such as {EXAMPLES}"
    raise RevisionError(message + _shallow(folder))


def _commit_of(folder: str, name: str) -> str | None:
    """Return the commit that git knows by a name; None where it knows none."""
    try:
        found = _git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode("ascii").strip()
    except (_GitError, ValueError):
        return None
    return found if _COMMIT.fullmatch(found) else None


def _last_before(day: date, asked: RevisionAsked, folder: str) -> _Meant:
    """Return the last commit that the branch had before a day began here; what was merged later is not of it."""
    if day > asked.today:
        raise RevisionError(f"{day.isoformat()} is a day to come: --since takes one that is over")
    last = int(datetime(day.year, day.month, day.day).astimezone().timestamp()) - 1
    try:
        printed = _git(folder, "rev-list", "-1", "--timestamp", "--first-parent", f"--min-age={last}", "HEAD", "--")
    except _GitError as error:
        raise RevisionError(f"the repository has no commit to look back from: {error.said}") from None
    seconds, _, commit = printed.decode("ascii").strip().partition(" ")
    if not commit:
        message = f"no commit of the branch is from before {day.isoformat()}, so there is nothing to compare with"
        raise RevisionError(message + _shallow(folder))
    made = date.fromtimestamp(int(seconds)).isoformat()
    return _Meant(commit, commit[:SHOWN], f"{asked.name} ({commit[:SHOWN]} of {made})")


def _common_ancestor(meant: _Meant, folder: str) -> _Meant:
    try:
        commit = _git(folder, "merge-base", meant.commit, "HEAD").decode("ascii").strip()
    except _GitError:
        raise RevisionError(f"'{meant.name}' and the branch have no common ancestor{_shallow(folder)}") from None
    called = f"common ancestor with {meant.name} ({commit[:SHOWN]})"
    return _Meant(commit, commit[:SHOWN], called, meant.remark)


def _shallow(folder: str) -> str:
    """Return what a shallow clone lacks, where it is one."""
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() != b"true":
        return ""
    return "; it is a shallow clone, which lacks older ones: fetch them first (git fetch --unshallow)"


def _refuse_submodule(folder: str, path: str, revision: str) -> None:
    """Refuse a submodule of the repository that the caller stands in: its own revisions are other ones."""
    if not _git(folder, "rev-parse", "--show-superproject-working-tree").strip():
        return
    root = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).removesuffix("\n")
    if not Path(os.path.realpath(".")).is_relative_to(root):
        message = f"{path} is in a submodule, whose files no revision of the repository around it has"
        raise RevisionError(f"{message}: go into the submodule, and name '{revision}' as it is called there")


def _anchor(path: str) -> tuple[str, str]:
    """Return the nearest existing folder of a path, which may be the path itself, and the rest of the path."""
    whole = Path(os.path.abspath(path))
    folder = whole
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return str(folder), whole.relative_to(folder).as_posix() if whole != folder else ""


class _GitError(RevisionError):
    """A git command that failed, with its message."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(said)


def _git(folder: str, *arguments: str, limit: int | None = None, literal: bool = True) -> bytes:
    """Run a git command in a folder, without a shell, and return its output, up to a limit."""
    environment = {name: value for name, value in os.environ.items() if name not in _DROPPED} | _SET
    if not literal:
        del environment["GIT_LITERAL_PATHSPECS"]
    # A partial clone would fetch missing objects: a missing object is an error here, no reason to ask the network.
    command = ["git", "-c", "protocol.allow=never", "-c", "core.fsmonitor=false", "-C", folder, *arguments]
    try:
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            printed = b""
            if limit is not None:
                assert process.stdout is not None
                printed = process.stdout.read(limit)
                if len(printed) == limit:
                    process.kill()
                    return printed
            try:
                rest, said = process.communicate(timeout=_TIMEOUT)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            printed += rest
    except FileNotFoundError:
        raise RevisionError("git is not installed, or not on the PATH: --since needs it") from None
    except subprocess.TimeoutExpired:
        raise RevisionError(f"git did not answer within {_TIMEOUT} seconds") from None
    except (OSError, ValueError) as error:
        raise RevisionError(f"git cannot be run: {error}") from None
    if process.returncode != 0:
        raise _GitError(" ".join(said.decode("utf-8", "replace").split()))
    return printed

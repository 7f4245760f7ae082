"""The warnings that a change brought: what a revision has of each file, and which warnings it had already."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from fto_check.documents.textfile import MAX_BYTES
from fto_check.problems.problems import Problem
from fto_check.profile.models import Organization
from fto_check.runs.duplicates import names_of
from fto_check.runs.files import SUFFIXES
from fto_check.runs.renames import pair_renamed, read_organization
from fto_check.runs.report import SinceRevision
from fto_check.runs.revisions import RevisionAsked, Tree, open_tree

DUPLICATE = "FTO204"
"""The warning whose place says nothing of the other file: names decide whether it is known."""


class OldFile(NamedTuple):
    """A file as the revision has it."""

    path: str
    raw: bytes | None
    """The content; None where it is the same now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What a revision has of the files of a run."""

    since: SinceRevision
    old: Mapping[str, OldFile] = field(default_factory=dict)
    """The file of the revision for each path of the run that is not new."""
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The names that the organization of each path has in the revision and now, as they are compared."""


class Known:
    """The warnings that a file had already: by code and by place in its structure, so that lines may move."""

    def __init__(self, problems: Iterable[Problem] = (), *, everything: bool = False) -> None:
        self.everything = everything
        self.left = Counter((problem.code, problem.location.keys) for problem in problems)

    def take(self, problem: Problem) -> bool:
        """Return whether a warning is known, and use it up: a second one of its kind is new."""
        if problem.code == DUPLICATE:
            return False
        key = problem.code, problem.location.keys
        if self.everything or self.left[key]:
            self.left[key] -= 1
            return True
        return False


def open_baseline(asked: RevisionAsked, given: Iterable[tuple[str, bytes | None]]) -> Baseline:
    """Return what the revision has of some files, which may have had other names. Raises RevisionError."""
    trees: dict[str, Tree] = {}
    files: dict[str, dict[str, str]] = {}
    texts = dict(given)
    for path in texts:
        folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH120
        if folder not in trees:
            tree = open_tree(asked, folder)
            trees[folder] = next((one for one in trees.values() if one.root == tree.root), tree)
        root = trees[folder].root
        name = Path(os.path.realpath(folder), os.path.basename(path)).relative_to(root).as_posix()  # noqa: PTH119
        files.setdefault(root, {})[name] = path
    old: dict[str, OldFile] = {}
    names: dict[str, frozenset[str]] = {}
    renamed: list[tuple[str, str]] = []
    for root, inside in files.items():
        tree = next(one for one in trees.values() if one.root == root)
        contents = {name: _read(path, texts[path]) for name, path in inside.items()}
        before = _old_names(tree, contents)
        for name, path in inside.items():
            if name in before:
                old[path] = _old_file(tree, before[name], contents[name])
                names[path] = _common_names(old[path].raw, contents[name])
                if before[name] != name:
                    renamed.append((before[name], path))
    commit = next((tree.commit for tree in trees.values()), "")
    return Baseline(since=SinceRevision(asked.name, commit, tuple(renamed)), old=old, names=names)


def _read(path: str, raw: bytes | None) -> bytes:
    """Return the content of a file; one that cannot be read has none, and its own run says why."""
    if raw is not None:
        return raw
    try:
        with Path(path).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError:
        return b""


def _old_names(tree: Tree, contents: Mapping[str, bytes]) -> dict[str, str]:
    """Return the name in the revision of each file that it has."""
    same = {name: name for name in contents if name in tree.files}
    new = {name: raw for name, raw in contents.items() if name not in same}
    if not new:
        return same
    gone = {
        name: tree.read(name)
        for name in tree.files
        if name.endswith(SUFFIXES) and name not in contents and not os.path.lexists(Path(tree.root, name))
    }
    return same | pair_renamed(gone, new)


def _old_file(tree: Tree, name: str, now: bytes) -> OldFile:
    kind = hashlib.sha1 if len(tree.files[name]) == 40 else hashlib.sha256
    if kind(b"blob %d\0" % len(now) + now).hexdigest() == tree.files[name]:
        return OldFile(name, None)
    return OldFile(name, tree.read(name))


def _common_names(before: bytes | None, now: bytes) -> frozenset[str]:
    after = _names(read_organization(now))
    return after if before is None else after & _names(read_organization(before))


def _names(organization: Organization | None) -> frozenset[str]:
    return frozenset(names_of(organization)) if organization is not None else frozenset()

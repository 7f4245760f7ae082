"""`diff --since` of a day, of a branch that only the remote has, and of the common ancestor."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from fto_check.runs.revisions import RevisionAsked, RevisionError, open_revision
from tests.conftest import Run
from tests.runs.revised import AS_OF, BASE, edited
from tests.runs.test_revisions import git

GRADED = edited(("reliability: A", "reliability: D"))
LATER = edited(("reliability: A", "reliability: C"))


def commit_on(folder: Path, day: str, text: str) -> str:
    (folder / "a.yaml").write_text(text)
    git(folder, "add", "-A")
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    dated = {**os.environ, "GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": "2001-01-01T00:00:00+0000"}
    subprocess.run(["git", *identity, "commit", "-q", "--allow-empty", "-m", "x"], cwd=folder, env=dated, check=True)
    return subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def dated(tmp_path: Path) -> Iterator[tuple[Path, list[str]]]:
    """Make a repository with three commits: two of one day, a minute before midnight and one after, and one later."""
    git(tmp_path, "init", "-q", "-b", "work")
    commits = [
        commit_on(tmp_path, "2026-10-29T23:59:59+0000", BASE),
        commit_on(tmp_path, "2026-10-30T00:00:00+0000", GRADED),
        commit_on(tmp_path, "2026-11-20T12:00:00+0000", LATER),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield tmp_path, commits
    time.tzset()


def commit_of(folder: Path, name: str, today: date = date(2026, 11, 30), *, merge_base: bool = False) -> str:
    return open_revision(RevisionAsked(name=name, today=today, merge_base=merge_base), str(folder)).commit


@pytest.mark.parametrize(
    ("name", "which"),
    [
        ("2026-10-30", 0),
        ("2026-10-31", 1),
        ("2026-11", 1),
        ("1 month ago", 0),
        ("a month ago", 0),
        ("last month", 0),
        ("2 weeks ago", 1),
        ("10 days ago", 1),
        ("9 Days  ago", 2),
        ("yesterday", 2),
        ("today", 2),
    ],
)
def test_a_day_is_the_last_commit_before_it_begins(dated: tuple[Path, list[str]], name: str, which: int) -> None:
    folder, commits = dated
    assert commit_of(folder, name) == commits[which]


@pytest.mark.parametrize("name", ["1 year ago", "2026-10-29", "2026", "last year"])
def test_a_day_before_the_first_commit(dated: tuple[Path, list[str]], name: str) -> None:
    with pytest.raises(RevisionError, match="no commit of the branch is from before"):
        commit_of(dated[0], name)


@pytest.mark.parametrize("name", ["month ago", "1 month", "last month ago", "0x1 days ago", "1 fortnight ago", "soon"])
def test_what_is_no_day(dated: tuple[Path, list[str]], name: str) -> None:
    with pytest.raises(RevisionError, match=r"there is no revision .* and it is no day"):
        commit_of(dated[0], name)


def test_a_revision_is_one_before_it_is_a_day(dated: tuple[Path, list[str]]) -> None:
    folder, commits = dated
    git(folder, "tag", "2026-10-30", commits[2])
    git(folder, "branch", "yesterday", commits[1])
    assert commit_of(folder, "2026-10-30") == commits[2]
    assert commit_of(folder, "yesterday") == commits[1]


def test_what_was_merged_later_was_not_on_the_branch(dated: tuple[Path, list[str]]) -> None:
    """A commit that another branch had on a day, and that was merged after it, is none of the branch's of that day."""
    folder, commits = dated
    git(folder, "checkout", "-q", "-b", "side", commits[0])
    side = commit_on(folder, "2026-11-05T12:00:00+0000", GRADED)
    git(folder, "checkout", "-q", "work")
    git(folder, "merge", "-q", "-s", "ours", "--no-edit", "side")
    assert commit_of(folder, "2026-11-10") == commits[1]
    assert commit_of(folder, "side") == side


def test_the_month_before_a_long_one_ends_sooner(dated: tuple[Path, list[str]]) -> None:
    folder, commits = dated
    git(folder, "checkout", "-q", "-b", "old", commits[0])
    early = commit_on(folder, "2026-02-27T12:00:00+0000", BASE)
    assert commit_of(folder, "1 month ago", date(2026, 3, 31)) == early, "28 February, of which the eve is the 27th"


def test_the_command_names_the_commit_and_its_day(dated: tuple[Path, list[str]], run: Run) -> None:
    folder, commits = dated
    done = run("diff", "--since", "2026-10-30", "a.yaml", *AS_OF, "-f", "json", cwd=folder)
    assert json.loads(done.stdout)["old"] == f"2026-10-30 ({commits[0][:10]} of 2026-10-29)"
    assert done.stderr == b""
    assert b"regraded" in run("diff", "--since", "2026-10-30", "a.yaml", *AS_OF, cwd=folder).stdout
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    assert b"a day to come" in run("diff", "--since", tomorrow, "a.yaml", cwd=folder).stderr


def test_a_branch_that_only_the_remote_has(dated: tuple[Path, list[str]], run: Run, tmp_path: Path) -> None:
    folder, commits = dated
    git(folder, "branch", "main", commits[0])
    git(tmp_path, "clone", "-q", "-b", "work", str(folder), "clone")
    clone = tmp_path / "clone"
    done = run("diff", "--since", "main", "a.yaml", *AS_OF, "-f", "json", cwd=clone)
    assert done.returncode == 0
    assert json.loads(done.stdout)["old"] == f"origin/main ({commits[0][:10]})"
    assert done.stderr == b"fto-check: there is no main here: compared with origin/main\n"
    git(clone, "branch", "main", commits[1])
    own = run("diff", "--since", "main", "a.yaml", *AS_OF, "-f", "json", cwd=clone)
    assert (json.loads(own.stdout)["old"], own.stderr) == (f"main ({commits[1][:10]})", b"")


def test_the_common_ancestor(dated: tuple[Path, list[str]], run: Run) -> None:
    """What the other branch did since does not look like a change of this one."""
    folder, commits = dated
    git(folder, "checkout", "-q", "-b", "main", commits[1])
    theirs = commit_on(folder, "2026-11-25T12:00:00+0000", BASE)
    git(folder, "checkout", "-q", "work")
    assert commit_of(folder, "main") == theirs
    assert commit_of(folder, "main", merge_base=True) == commits[1]
    done = run("diff", "--since", "main", "--merge-base", "a.yaml", *AS_OF, "-f", "json", cwd=folder)
    assert json.loads(done.stdout)["old"] == f"common ancestor with main ({commits[1][:10]})"
    assert run("diff", "--merge-base", "a.yaml", "b.yaml", cwd=folder).returncode == 2


def test_two_histories_without_a_common_ancestor(dated: tuple[Path, list[str]]) -> None:
    folder, _ = dated
    git(folder, "checkout", "-q", "--orphan", "alone")
    commit_on(folder, "2026-11-25T12:00:00+0000", BASE)
    with pytest.raises(RevisionError, match="'work' and the branch have no common ancestor"):
        commit_of(folder, "work", merge_base=True)


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    with pytest.raises(RevisionError, match="no commit to look back from"):
        commit_of(tmp_path, "yesterday")


def test_a_shallow_clone_says_what_it_lacks(dated: tuple[Path, list[str]], tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{dated[0]}", "shallow")
    with pytest.raises(RevisionError, match="a shallow clone"):
        commit_of(tmp_path / "shallow", "2026-11-01")
    with pytest.raises(RevisionError, match="a shallow clone"):
        commit_of(tmp_path / "shallow", "main")

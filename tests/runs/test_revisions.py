"""Files as a git revision has them: found, read, and nothing of the repository run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from fto_check.runs.revisions import Revision, RevisionAsked, RevisionError, open_revision
from tests.conftest import Run
from tests.runs.revised import AS_OF, BASE, edited

TODAY = date(2026, 11, 30)


def opened(name: str, path: str, *, merge_base: bool = False) -> Revision:
    return open_revision(RevisionAsked(name=name, today=TODAY, merge_base=merge_base), path)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository with three profiles in a folder, in one commit; the files have changed since."""
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "a.yaml").write_text(BASE)
    (tmp_path / "profiles" / "gone.yaml").write_text(BASE)
    (tmp_path / "profiles" / "bad.yaml").write_text("organization: [")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    git(tmp_path, "tag", "first")
    (tmp_path / "profiles" / "a.yaml").write_text(edited(("reliability: A", "reliability: D")))
    (tmp_path / "profiles" / "gone.yaml").unlink()
    (tmp_path / "profiles" / "bad.yaml").unlink()
    (tmp_path / "profiles" / "new.yaml").write_text(BASE.replace("A group", "Another group"))
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A state")


@pytest.mark.parametrize("where", ["", "profiles"])
def test_since_from_any_folder(run: Run, repository: Path, where: str) -> None:
    path = "a.yaml" if where else "profiles/a.yaml"
    done = run("diff", "--since", "first", path, *AS_OF, cwd=repository / where)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"through base (source court regraded)" in done.stdout
    absolute = run("diff", "--since", "main", str(repository / "profiles" / "a.yaml"), *AS_OF, cwd=Path("/"))
    assert b"through base (source court regraded)" in absolute.stdout


def test_since_of_a_folder_tells_added_and_removed_files(run: Run, repository: Path) -> None:
    done = run("diff", "--since", "first", "profiles", *AS_OF, "-f", "json", cwd=repository)
    data = json.loads(done.stdout)
    assert {Path(found["path"]).name: found["change"] for found in data["profiles"]} == {
        "a.yaml": "changed", "bad.yaml": "unreadable", "gone.yaml": "removed", "new.yaml": "added",
    }  # fmt: skip
    assert done.returncode == 0, "a file that was not valid then is told"
    assert b"first:profiles/bad.yaml" in done.stderr
    assert re.fullmatch(r"first \([0-9a-f]{10}\)", data["old"])
    here = run("diff", "--since", "first", ".", *AS_OF, "-f", "json", cwd=repository / "profiles")
    assert json.loads(here.stdout)["summary"] == data["summary"]


def test_since_of_a_file_or_folder_that_is_gone(run: Run, repository: Path) -> None:
    done = run("diff", "--since", "first", "profiles/gone.yaml", *AS_OF, cwd=repository)
    assert done.returncode == 0
    assert b"Profile removed: overall it was not established" in done.stdout
    (repository / "profiles" / "a.yaml").unlink()
    (repository / "profiles" / "new.yaml").unlink()
    (repository / "profiles").rmdir()
    done = run("diff", "--since", "first", "profiles", *AS_OF, "-f", "json", cwd=repository)
    assert json.loads(done.stdout)["summary"]["removed"] == 2
    never = run("diff", "--since", "first", "never.yaml", *AS_OF, cwd=repository)
    assert never.returncode == 2
    assert b"neither now nor in first" in never.stderr


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", b"there is no revision 'nowhere'"),
        ("--output=x", b"is no revision"),
        ("", b"is no revision"),
        ("first:profiles", b"there is no revision"),
        ("first\nmain", b"there is no revision"),
        ("-1 month ago", b"is no revision"),
        ("--upload-pack=touch x", b"is no revision"),
        ("$(touch x)", b"there is no revision"),
        ("../../../x", b"there is no revision"),
        ("^main", b"there is no revision"),
        ("main..first", b"there is no revision"),
        ("1", b"1 month ago"),
        ("2026-13-01", b"no such day"),
        ("9999 years ago", b"before the calendar"),
        ("2999-01-01", b"a day to come"),
        ("1999-01-01", b"no commit of the branch is from before 1999-01-01"),
    ],
)
def test_no_such_revision(run: Run, repository: Path, revision: str, said: bytes) -> None:
    done = run("diff", f"--since={revision}", "profiles", *AS_OF, cwd=repository)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr
    assert not (repository / "x").exists()


def test_no_repository_and_no_git(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(BASE)
    done = run(
        "diff", "--since", "main", "old.yaml", *AS_OF, cwd=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent)
    )
    assert done.returncode == 2
    assert b"is in no git repository" in done.stderr
    done = run("diff", "--since", "main", "old.yaml", *AS_OF, cwd=tmp_path, PATH=str(tmp_path / "nothing"))
    assert done.returncode == 2
    assert b"git is not installed" in done.stderr


def test_nothing_of_the_repository_is_run(repository: Path) -> None:
    """Programs that attributes and configuration name to show a file would be run by `git show`."""
    (repository / ".gitattributes").write_text("*.yaml diff=evil filter=evil\n")
    git(repository, "config", "diff.evil.textconv", f"touch {repository}/ran; cat")
    git(repository, "config", "filter.evil.smudge", f"touch {repository}/ran; cat")
    git(repository, "config", "core.fsmonitor", f"touch {repository}/ran")
    revision = opened("first", str(repository / "profiles"))
    entry = next(entry for entry in revision.files() if entry.name == "a.yaml")
    assert revision.read(entry) == BASE.encode()
    assert not (repository / "ran").exists()


def test_names_are_no_patterns_and_links_are_not_followed(run: Run, repository: Path) -> None:
    (repository / "profiles" / "[a].yaml").write_text(BASE)
    (repository / "profiles" / "link.yaml").symlink_to("a.yaml")
    commit(repository)
    revision = opened("HEAD", str(repository / "profiles" / "[a].yaml"))
    assert revision.here() is not None
    assert opened("HEAD", str(repository / "profiles" / "?.yaml")).here() is None
    done = run("diff", "--since", "HEAD", "profiles/link.yaml", *AS_OF, cwd=repository)
    assert done.returncode == 1
    assert b"not a regular file in the revision" in done.stderr
    with pytest.raises(RevisionError):
        opened("nowhere", str(repository))


def test_a_hook_of_git_may_call_it(run: Run, repository: Path) -> None:
    done = run("diff", "--since", "first", "a.yaml", *AS_OF, cwd=repository / "profiles", GIT_DIR=".git")
    assert done.returncode == 0


def test_what_a_hook_says_of_another_repository_is_not_heard(
    run: Run, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "-q")
    for name in ("GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE"):
        done = run("diff", "--since", "first", "profiles/a.yaml", *AS_OF, cwd=repository, **{name: str(other / ".git")})
        assert (done.returncode, done.stderr) == (0, b""), name
        assert b"through base (source court regraded)" in done.stdout


def test_a_replaced_object_is_read_as_it_was(run: Run, repository: Path) -> None:
    """`git replace` shows another content for a commit's file to every command that does not ask otherwise."""
    (repository / "fake.yaml").write_text(BASE.replace("A group", "Another group"))
    git(repository, "add", "fake.yaml")
    git(repository, "replace", "first:profiles/a.yaml", ":fake.yaml")
    revision = opened("first", str(repository / "profiles" / "a.yaml"))
    entry = revision.here()
    assert entry is not None
    assert revision.read(entry) == BASE.encode()


def test_a_commit_has_the_parents_that_it_was_made_with(run: Run, repository: Path) -> None:
    """A file of grafts gives it others: here none."""
    commit(repository)
    last = subprocess.run(["git", "rev-parse", "HEAD"], cwd=repository, check=True, capture_output=True).stdout
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "grafts").write_bytes(last)
    done = run("diff", "--since", "HEAD~1", "profiles/a.yaml", *AS_OF, cwd=repository)
    assert done.returncode == 0, done.stderr


RUNS = ("core.fsmonitor", "diff.external", "diff.x.textconv", "filter.x.smudge", "filter.x.clean", "filter.x.process",
        "core.sshCommand", "core.pager", "core.askPass", "core.gitProxy", "gpg.program", "core.alternateRefsCommand",
        "credential.helper", "alias.ls-tree", "uploadpack.packObjectsHook")  # fmt: skip
"""Settings of a repository that name a program, of all kinds that git has."""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a program of the shell")
def test_no_program_that_the_repository_names_is_run(run: Run, repository: Path) -> None:
    program, trace = repository / "program.sh", repository / "was-run"
    program.write_text(f"#!/bin/sh\ntouch {trace}\n")
    program.chmod(0o755)
    commit(repository)
    for name in RUNS:
        git(repository, "config", name, str(program))
    git(repository, "config", "core.hooksPath", str(repository))
    git(repository, "config", "log.showSignature", "true")
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "attributes").write_text("*.yaml diff=x filter=x\n")
    for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout"):
        (repository / hook).write_bytes(program.read_bytes())
        (repository / hook).chmod(0o755)
    for asked in (["diff", "--since", "first"], ["diff", "--since", "main", "--merge-base"], ["--new-since", "first"]):
        done = run(*asked, "profiles/a.yaml", *AS_OF, cwd=repository)
        assert done.returncode in (0, 1), done.stderr
    assert not trace.exists()


def test_excluded_files_and_the_paths_of_the_configuration(run: Run, repository: Path) -> None:
    settings_text = '[tool.fto-check]\npaths = ["profiles"]\nexclude = ["profiles/bad.yaml", "profiles/gone.yaml"]\n'
    (repository / "pyproject.toml").write_text(settings_text)
    done = run("diff", "--since", "first", "--as-of", "2024-01-01", "-f", "json", cwd=repository / "profiles")
    assert done.returncode == 0
    assert [found["change"] for found in json.loads(done.stdout)["profiles"]] == ["changed", "added"]
    assert b"2 excluded" in done.stderr

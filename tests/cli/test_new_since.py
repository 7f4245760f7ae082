"""`check --new-since`: the warnings that a change brought, whatever moved; errors are told in any case."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from fto_check.system import workers
from tests.conftest import Run
from tests.runs.repositories import commit, forty_profiles, git, profile

DAY = ("--isolated", "--as-of", "2026-06-08")
IDLE = "  idle: {title: B, publisher: P, kind: press, reliability: B, published: 2024}\nevidence:"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository of three profiles, each with one warning."""
    for name, number in (("a", 1), ("b", 2), ("c", 3)):
        (tmp_path / f"{name}.yaml").write_text(profile(number))
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    return tmp_path


def told(run: Run, folder: Path, *arguments: str, since: str = "main") -> list[str]:
    """Return the problems of a run, each with its file."""
    done = run(".", *DAY, "--new-since", since, "-f", "json", *arguments, cwd=folder)
    return [f"{found['path']} {found['code']}" for found in json.loads(done.stdout)["problems"]]


def edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text()
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text)


@pytest.mark.slow
def test_a_pull_request_in_a_repository_of_forty_profiles(run: Run, tmp_path: Path) -> None:
    """One file renamed, one edited, a duplicate, a broken expectation: the annotations are these four."""
    profiles = forty_profiles(tmp_path)
    git(tmp_path, "mv", "profiles/group-03.yaml", "profiles/a-new-name.yaml")
    edit(profiles / "group-10.yaml", ("organization:", "# two lines\n# more\norganization:"), ("evidence:", IDLE))
    again = profile(50).replace("number 50", "number 20").replace(", actor: Ally", "")
    (profiles / "aa-twenty.yaml").write_text(again.replace("explosive_or_firearm", "capability"))
    edit(profiles / "group-30.yaml", ("foreign: met", "foreign: not_met"))
    commit(tmp_path)
    git(tmp_path, "checkout", "-q", "main")
    edit(profiles / "group-11.yaml", (", actor: Ally", ""))  # main goes on, and has a warning less
    commit(tmp_path)
    git(tmp_path, "checkout", "-q", "change")
    done = run("profiles", *DAY, "--new-since", "main", "-f", "github", cwd=tmp_path)
    lines = done.stdout.decode().splitlines()
    shown = [re.sub(r"^::(\w+) file=([^,]*),line=(\d+).*title=(\w+).*", r"\1 \2:\3 \4", line) for line in lines]
    assert shown[:-1] == [
        "error profiles/group-30.yaml:10 FTO117",
        "warning profiles/aa-twenty.yaml:1 FTO204",
        "warning profiles/group-10.yaml:7 FTO201",
        "notice profiles/a-new-name.yaml:1 renamed",
    ]
    assert lines[-1] == (
        "::notice title=fto-check::41 profiles checked, 0 invalid, 1 of 41 expectations not met, "
        "2 new warnings: FTO201, FTO204, 40 warnings known before"
    )
    assert done.returncode == 1, "an unmet expectation fails whenever it came"
    assert run("profiles", *DAY, "-f", "github", cwd=tmp_path).stdout.count(b"::warning ") == 10, "without it, old ones"
    report = json.loads(run("profiles", *DAY, "--new-since", "main", "-f", "json", cwd=tmp_path).stdout)
    assert report["new_since"]["renamed"] == [{"from": "profiles/group-03.yaml", "to": "profiles/a-new-name.yaml"}]
    assert report["new_since"]["commit"] == git(tmp_path, "merge-base", "main", "HEAD").strip()


def test_nothing_is_new_where_nothing_changed_but_lines(run: Run, repository: Path) -> None:
    assert told(run, repository) == []
    for path in repository.glob("*.yaml"):
        path.write_text("# moved\n\n" + path.read_text())
    assert told(run, repository) == []
    assert told(run, repository, "--fail-on", "warning") == []
    done = run(".", *DAY, "--new-since", "main", cwd=repository)
    assert done.stderr.decode() == (
        "3 profiles checked; 3 of 6 facts count; their 3 expect lines hold; 3 warnings known since main\n"
    )


def test_a_second_warning_of_a_kind_is_new(run: Run, repository: Path) -> None:
    edit(repository / "a.yaml", ("evidence:", IDLE))
    assert told(run, repository) == ["a.yaml FTO201"]
    third = "  third: {claim: A foe shot., credibility: 3, supports: [explosive_or_firearm], incident: m, actor: Foe,"
    edit(repository / "a.yaml", ("expect:", f"{third} sources: [paper]}}\nexpect:"))
    assert sorted(told(run, repository)) == ["a.yaml FTO201", "a.yaml FTO223"]
    done = run(".", *DAY, "--new-since", "main", "--fail-on", "FTO201", cwd=repository)
    assert done.returncode == 1


def test_errors_are_told_whenever_they_came(run: Run, repository: Path) -> None:
    edit(repository / "b.yaml", ("foreign: met", "foreign: not_met"))
    edit(repository / "c.yaml", ("claim: It", "clam: It"))
    commit(repository)
    assert told(run, repository, since="HEAD") == ["b.yaml FTO117", "c.yaml FTO102"]
    assert run(".", *DAY, "--new-since", "HEAD", cwd=repository).returncode == 1
    edit(repository / "c.yaml", ("clam: It", "claim: It"))
    assert "c.yaml FTO223" in told(run, repository, since="HEAD"), "what was not valid had no warnings"


def test_a_duplicate_is_told_of_the_file_that_brings_it(run: Run, repository: Path) -> None:
    (repository / "Z-first.yaml").write_text(profile(9).replace("number 09", "number 02").replace(", actor: Ally", ""))
    assert [one for one in told(run, repository) if "FTO204" in one] == ["Z-first.yaml FTO204"]
    git(repository, "checkout", "-q", "-b", "change")
    commit(repository)
    assert told(run, repository, since="HEAD") == [], "the revision had both"
    git(repository, "mv", "Z-first.yaml", "d.yaml")
    assert told(run, repository, since="HEAD") == [], "a new name makes no new duplicate"
    edit(repository / "a.yaml", ("countries: [NO]", "countries: [NO], aliases: [Group number 03]"))
    assert told(run, repository, since="HEAD") == ["a.yaml FTO204"]


def test_a_name_that_moved_to_a_new_file_is_no_duplicate(run: Run, repository: Path) -> None:
    edit(repository / "c.yaml", ("name: Group number 03", "name: Another"))
    (repository / "d.yaml").write_text(profile(8).replace("number 08", "number 03"))
    assert told(run, repository) == ["d.yaml FTO223"]


def test_standard_input_is_compared_under_its_name(run: Run, repository: Path) -> None:
    given = (repository / "a.yaml").read_text().replace("evidence:", IDLE).encode()
    name = ("-", "--stdin-filename", "a.yaml")
    done = run(*name, *DAY, "--new-since", "main", "-f", "json", cwd=repository, stdin=given)
    assert [found["code"] for found in json.loads(done.stdout)["problems"]] == ["FTO201"]


@pytest.mark.slow
def test_the_lines_and_the_processes_say_the_same(run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(repository / "a.yaml", ("evidence:", IDLE))
    (repository / "d.yaml").write_text(profile(2))
    whole = json.loads(run(".", *DAY, "--new-since", "main", "-f", "json", cwd=repository).stdout)
    printed = run(".", *DAY, "--new-since", "main", "-f", "ndjson", cwd=repository).stdout.decode().splitlines()
    lines = [json.loads(line) for line in printed]
    assert lines[0]["new_since"] == whole["new_since"]
    found = [line["code"] for line in lines if line["type"] == "problem"]
    assert sorted(found) == sorted(problem["code"] for problem in whole["problems"]) == ["FTO201", "FTO204", "FTO223"]
    assert lines[-1]["known_warnings"] == whole["summary"]["known_warnings"] == 3
    monkeypatch.setattr(workers, "processors", lambda: 2)
    monkeypatch.setattr("fto_check.runs.check.POOL_FROM", 2)
    monkeypatch.setattr(workers, "FEWEST", 2)
    for form in ("json", "ndjson"):
        again = run(".", *DAY, "--new-since", "main", "-f", form, cwd=repository).stdout.decode()
        assert json.loads(again) == whole if form == "json" else again.splitlines() == printed


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", "--new-since: there is no revision 'nowhere' in the repository of"),
        ("--all", "--new-since: '--all' is no revision"),
        ("", "--new-since: '' is no revision"),
    ],
)
def test_no_such_revision(run: Run, repository: Path, revision: str, said: str) -> None:
    done = run("a.yaml", *DAY, f"--new-since={revision}", "-o", "json:report.json", cwd=repository)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"fto-check: {said}")
    (problem,) = json.loads((repository / "report.json").read_text())["problems"]
    assert problem["code"] == "FTO016"


def test_no_repository(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(profile(1))
    done = run("a.yaml", *DAY, "--new-since", "main", cwd=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert (done.returncode, b"is in no git repository" in done.stderr) == (2, True)


def test_a_shallow_clone_says_what_it_lacks(
    run: Run, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    git(repository, "tag", "first")
    (repository / "a.yaml").write_text(profile(7))
    commit(repository)
    clone = tmp_path_factory.mktemp("clone")
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{repository}", str(clone)], check=True)
    done = run("a.yaml", *DAY, "--new-since", "first", cwd=clone)
    assert (done.returncode, b"it is a shallow clone" in done.stderr) == (2, True)

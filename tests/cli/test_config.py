"""The configuration: where it is found, what it holds, and how what is wrong in it is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from fto_check.cli.config import EXAMPLES, Config, find_config, load_config
from fto_check.problems.problems import InvalidDocumentError
from fto_check.runs.gates import Gate
from tests.conftest import CASES, ROOT, Run

CASE = CASES[3].read_text()


def read(tmp_path: Path, text: str) -> Config:
    (tmp_path / "pyproject.toml").write_text(text)
    return load_config(tmp_path / "pyproject.toml")


def test_every_key_and_its_example(tmp_path: Path) -> None:
    text = "[tool.fto-check]\n" + "".join(f"{key} = {value}\n" for key, value in EXAMPLES.items())
    assert read(tmp_path, text) == Config(
        root=tmp_path,
        file=tmp_path / "pyproject.toml",
        paths=("profiles",),
        exclude=("profiles/drafts/*",),
        as_of=date(2026, 1, 31),
        fail_on=(Gate.NOT_MET, Gate.WARNING),
        ignore=("FTO212",),
        remind=("FTO207",),
        record="record.csv",
    )


def test_other_tables_do_not_matter(tmp_path: Path) -> None:
    assert read(tmp_path, "[tool.other]\nfto-check = 1\n[project]\nname = 'x'\n") == Config(tmp_path)
    assert read(tmp_path, "[tool.fto-check]\nas-of = 2020-10-28\nfail-on = 'contested'\n") == Config(
        tmp_path, tmp_path / "pyproject.toml", as_of=date(2020, 10, 28), fail_on=(Gate.CONTESTED,)
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[tool.fto-check]\npats = []\n", "2:1 the key 'pats' is unknown in [tool.fto-check]"),
        ("[tool.x]\nexclude = 1\n[tool.fto-check]\n\n  exclude = 'a'\n", "5:3 exclude: a list of texts is wanted here"),
        ("[tool.fto-check]\npaths = [1]\n", "2:1 paths: a list of texts is wanted here"),
        ("[tool.fto-check]\nas-of = 2020-10-28T00:00:00\n", "2:1 as-of: a text is wanted here"),
        ("[tool.fto-check]\n'as-of' = '2020'\n", "2:2 as-of: '2020' is not a day"),
        ("[tool.fto-check]\nfail-on = ['met', 'mett']\n", "2:1 fail-on: 'mett' is neither a status nor 'warning'"),
        ("[tool]\nfto-check = 3\n", "1:1 [tool.fto-check] is no table"),
        ("[tool.fto-check]\na = \n", "2:5 this is not TOML: Invalid value"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InvalidDocumentError) as caught:
        read(tmp_path, text)
    (problem,) = caught.value.problems
    assert problem.code == "FTO015"
    assert f"{problem.location.line}:{problem.location.column} {problem.message}".startswith(told)


def test_all_problems_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidDocumentError) as caught:
        read(tmp_path, "[tool.fto-check]\nrecord = 1\npats = []\n")
    assert [problem.location.line for problem in caught.value.problems] == [2, 3]


@pytest.mark.parametrize(
    ("pattern", "path", "excluded"),
    [
        ("drafts", "drafts/a.yaml", True),
        ("drafts/", "drafts/a.yaml", True),
        ("drafts/*", "drafts/a.yaml", True),
        ("*.yml", "deep/a.yml", True),
        ("drafts", "drafts.yaml", False),
        ("a.yaml", "deep/a.yaml", False),
        ("*/a.yaml", "deep/a.yaml", True),
    ],
)
def test_excluding(tmp_path: Path, pattern: str, path: str, excluded: bool) -> None:
    config = Config(tmp_path, exclude=(pattern,))
    assert config.excludes(str(tmp_path / path)) is excluded
    assert config.excludes(str(tmp_path.parent / path)) is False, "a file that is not below the configuration's folder"


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.fto-check]\n")
    assert find_config(deep) == tmp_path / "pyproject.toml"
    inner = deep.parent / "pyproject.toml"
    for without in ("", "[project]\nname = 'service'  # checked by fto-check\n", "[tool]\n", "[tool.other\n"):
        inner.write_text(without)
        assert find_config(deep) == tmp_path / "pyproject.toml", "a file without the table hides none"
    for table in ("[tool.fto-check]\n", "tool = {fto-check = {}}\n", "[tool.fto-check\n"):
        inner.write_text(table)
        assert find_config(deep) == inner, "one with it, or with a broken one, does"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "profiles" / "drafts").mkdir(parents=True)
    (tmp_path / "profiles" / "one.yaml").write_text(CASE)
    (tmp_path / "profiles" / "drafts" / "two.yaml").write_text("broken: [")
    (tmp_path / "pyproject.toml").write_text('[tool.fto-check]\npaths = ["profiles"]\nexclude = ["profiles/drafts"]\n')
    return tmp_path


def test_paths_of_the_configuration(run: Run, folder: Path) -> None:
    done = run("check", "-q", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.startswith(b"A trafficking group that kills officials")
    (folder / "pyproject.toml").write_text(
        '[tool.fto-check]\npaths = ["profiles", "profiles/drafts"]\nexclude = ["./profiles//drafts/"]\n'
    )
    for cwd in (folder, folder / "profiles"):
        again = run("check", "-q", cwd=cwd)
        assert (again.returncode, again.stdout) == (0, done.stdout), "the pattern holds from any folder"
    assert run("check", "-q", "--isolated", cwd=folder).returncode == 2


def test_only_excluded_files_is_no_error(run: Run, folder: Path) -> None:
    done = run("profiles/drafts/two.yaml", cwd=folder)
    assert (done.returncode, done.stdout.strip()) == (0, b"")
    path, why = b"profiles/drafts/two.yaml", b"exclude = 'profiles/drafts' in the configuration"
    said = b"fto-check: " + path + b" is named and not checked: " + why
    assert done.stderr.splitlines() == [b"0 profiles checked", said]
    assert run("-q", "profiles/drafts/two.yaml", cwd=folder).stderr.splitlines() == [said]
    assert json.loads(run("profiles/drafts/two.yaml", "-f", "sarif", cwd=folder).stdout)["runs"][0]["results"] == []
    assert run("profiles/drafts", cwd=folder).returncode == 0
    assert run("profiles/drafts/two.yaml", "--isolated", cwd=folder).returncode == 1


def test_the_command_line_wins(run: Run, folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.fto-check]\nas-of = "2001-01-01"\nfail-on = ["not-established"]\n')
    done = run("profiles/one.yaml", "-q", cwd=folder)
    assert (done.returncode, b"on 2001-01-01" in done.stdout) == (1, True)
    done = run("profiles/one.yaml", "-q", "--as-of", "2024-01-01", "--fail-on", "", cwd=folder)
    assert (done.returncode, b"on 2024-01-01" in done.stdout) == (0, True)


def test_a_named_configuration(run: Run, folder: Path) -> None:
    other = folder / "other.toml"
    other.write_text('[tool.fto-check]\nas-of = "2001-01-01"\n')
    assert b"on 2001-01-01" in run("profiles/one.yaml", "-q", "--config", "other.toml", cwd=folder).stdout
    other.write_text("[tool.x]\n")
    done = run("profiles/one.yaml", "--config", "other.toml", cwd=folder)
    assert (done.returncode, done.stderr.startswith(b"other.toml:1:1: error FTO015 there is no table")) == (2, True)
    assert run("profiles/one.yaml", "--config", "nowhere.toml", cwd=folder).returncode == 2
    assert run("profiles/one.yaml", "--config", "other.toml", "--isolated", cwd=folder).returncode == 2


def test_a_second_profile_of_an_organization_is_a_warning_whatever_files_are_named(run: Run, folder: Path) -> None:
    (folder / "profiles" / "three.yaml").write_text(CASE)
    said = run("profiles/three.yaml", "--warnings", cwd=folder).stderr.decode()
    assert said.startswith("profiles/three.yaml:")
    assert (
        "warning FTO204 'A trafficking group that kills officials' is an organization of profiles/one.yaml too" in said
    )
    assert run("profiles/three.yaml", "--fail-on", "warning", cwd=folder).returncode == 1
    assert "FTO204" not in run("profiles/three.yaml", "--isolated", cwd=folder).stderr.decode()
    both = run("profiles", cwd=folder).stderr.decode()
    assert both.count("FTO204") == 1


def test_a_configured_path_that_is_not_there(run: Run, folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.fto-check]\npaths = ["profles"]\n')
    for arguments in (["check"], ["profiles/one.yaml"]):
        done = run(*arguments, cwd=folder)
        assert (done.returncode, b"there is no file or folder profles" in done.stderr) == (2, True)


def test_standard_input_stands_for_a_file(run: Run, folder: Path) -> None:
    named = ("-", "--stdin-filename", "profiles/one.yaml", "-f", "json", "--as-of", "2026-06-08")
    report = json.loads(run(*named, cwd=folder, stdin=CASE.encode()).stdout)
    assert report["problems"] == [], "it is no duplicate of itself"
    both = run(*named, "profiles/one.yaml", cwd=folder, stdin=b"x: [")
    assert (both.returncode, json.loads(both.stdout)["summary"]["invalid"]) == (1, 1)
    excluded = run("-", "--stdin-filename", "profiles/drafts/x.yaml", cwd=folder, stdin=b"x: [")
    assert excluded.returncode == 0


def test_the_repository_has_no_configuration_in_the_way_of_its_tests() -> None:
    assert load_config(ROOT / "pyproject.toml").as_of is None

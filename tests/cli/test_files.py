"""Which files a run checks: folders are entered, strangers left out, and what is left out is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CASES, Run

CASE = CASES[3].read_text()
DAY = ("--as-of", "2026-06-08")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Make a repository with profiles in two folders, hidden ones, links, and files of other programs."""
    for folder in ("profiles/region", "profiles/.hidden", "elsewhere", "empty", "strangers/deep"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "profiles" / "a.yaml").write_text(CASE)
    (tmp_path / "profiles" / "region" / "b.yml").write_text(CASE.replace("name: A", "name: Another", 1))
    (tmp_path / "profiles" / ".hidden" / "c.yaml").write_text("organization: [")
    (tmp_path / "profiles" / ".d.yaml").write_text("organization: [")
    (tmp_path / "profiles" / "compose.yaml").write_text("services: {}\n")
    (tmp_path / "profiles" / "region" / "notes.yaml").write_text("# nothing\n")
    (tmp_path / "elsewhere" / "e.yaml").write_text("organization: [")
    (tmp_path / "profiles" / "linked").symlink_to("../elsewhere")
    (tmp_path / "profiles" / "linked.yaml").symlink_to("../elsewhere")
    (tmp_path / "profiles" / "up").symlink_to("..")
    (tmp_path / "strangers" / "deep" / "x.yaml").write_text("services: {}\n")
    return tmp_path


def test_folders_are_entered_and_what_is_no_profile_is_said_once(run: Run, tree: Path) -> None:
    done = run("--isolated", "profiles", *DAY, cwd=tree)
    assert done.returncode == 0
    assert done.stderr.decode().splitlines() == [
        "2 profiles checked; 10 of 10 facts count; their 18 expect lines hold",
        "2 YAML files without a profile's keys are left out: profiles/compose.yaml, profiles/region/notes.yaml",
    ]
    assert run("--isolated", "-q", "profiles", *DAY, cwd=tree).stderr == b""


def test_a_broken_profile_far_below_fails(run: Run, tree: Path) -> None:
    (tree / "profiles" / "region" / "broken.yaml").write_text("organization: [\n")
    done = run("--isolated", "profiles", *DAY, cwd=tree)
    assert (done.returncode, b"profiles/region/broken.yaml" in done.stderr) == (1, True)


def test_a_misspelt_key_is_checked_and_a_named_file_always_is(run: Run, tree: Path) -> None:
    (tree / "profiles" / "region" / "notes.yaml").write_text("organisation: {name: A}\n")
    done = run("--isolated", "profiles", *DAY, cwd=tree)
    assert (done.returncode, b"'organisation' is unknown" in done.stderr) == (1, True)
    done = run("--isolated", "profiles/compose.yaml", *DAY, cwd=tree)
    assert (done.returncode, b"'services' is unknown" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("empty", "nothing to check: no *.yaml or *.yml in the folder empty, or below it"),
        ("strangers", "nothing to check: none of its YAML files is a profile in the folder strangers, or below it"),
    ],
)
def test_a_folder_without_a_profile_is_wrong(run: Run, tree: Path, folder: str, said: str) -> None:
    done = run("--isolated", folder, cwd=tree)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines()[-1] == f"fto-check: {said}"
    assert run("--isolated", folder, "profiles", *DAY, cwd=tree).returncode == 2, "the others are checked"


def test_the_files_are_listed_and_nothing_is_checked(run: Run, tree: Path) -> None:
    (tree / "profiles" / "a.yaml").write_text("organization: [")
    done = run("--isolated", "--show-files", "profiles", "profiles/a.yaml", cwd=tree)
    assert (done.returncode, done.stdout) == (0, b"profiles/a.yaml\nprofiles/region/b.yml\n")
    assert done.stderr.decode().startswith("2 YAML files without a profile's keys are left out: ")
    assert run("--isolated", "--show-files", "nowhere", "profiles", cwd=tree).returncode == 2


def test_the_settings_are_those_of_the_nearest_file_that_has_them(run: Run, tree: Path) -> None:
    (tree / "pyproject.toml").write_text(
        '[tool.fto-check]\npaths = ["profiles"]\nas-of = "2026-06-08"\nfail-on = "not-met"\nignore = ["FTO212"]\n'
    )
    inner = tree / "profiles" / "pyproject.toml"
    inner.write_text('[project]\nname = "service"\n')
    for folder, file in ((tree, "pyproject.toml"), (tree / "profiles", "../pyproject.toml")):
        done = run("--show-settings", "--fail-on", "met", cwd=folder)
        assert done.stdout.decode().splitlines() == [
            f"# {file}", "[tool.fto-check]", 'paths = ["profiles"]', "exclude = []", 'as-of = "2026-06-08"',
            'fail-on = ["met"]', 'ignore = ["FTO212"]', "remind = []", "max-list-age = 90",
        ]  # fmt: skip
    listed = run("--show-files", cwd=tree / "profiles").stdout.split()
    assert listed == [b"../profiles/a.yaml", b"../profiles/region/b.yml"]
    isolated = run("--show-settings", "--isolated", cwd=tree).stdout.decode()
    assert isolated.startswith("# no pyproject.toml with [tool.fto-check]\n")


def test_what_is_shown_can_be_read_again(run: Run, tree: Path) -> None:
    text = (
        '[tool.fto-check]\npaths = ["p \\"q\\"", "é"]\nexclude = ["x*"]\nas-of = "2026-06-08"\nfail-on = ["not-met"]\n'
        'ignore = ["FTO212"]\nremind = ["FTO207"]\nrecord = "r.csv"\nmax-list-age = 7\n'
    )
    (tree / "pyproject.toml").write_text(text)
    first = run("--show-settings", cwd=tree).stdout
    (tree / "pyproject.toml").write_bytes(first)
    assert run("--show-settings", cwd=tree).stdout == first
    assert first.decode() == f"# pyproject.toml\n{text}"


def test_today_overrides_a_configured_day(run: Run, tree: Path) -> None:
    (tree / "pyproject.toml").write_text('[tool.fto-check]\nas-of = "2001-01-01"\n')
    assert b"on 2001-01-01" in run("-q", "profiles/a.yaml", cwd=tree).stdout
    assert b"on 2001-01-01" not in run("-q", "profiles/a.yaml", "--as-of", "Today", cwd=tree).stdout
    assert b'as-of = "2001-01-01"' not in run("--show-settings", "--as-of", "today", cwd=tree).stdout

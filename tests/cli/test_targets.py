"""What a run writes over, follows or waits for: only what it is told to, and never a way out of the working folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fto_check.documents.links import leads_out
from fto_check.record.reading import load_record
from fto_check.record.writing import write_record
from tests.command import environment
from tests.conftest import CASES, Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")

SECRET = "SECRET_TOKEN=hunter2"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a working folder with a profile, beside a file that its author may not know."""
    work = tmp_path / "work"
    (work / "profiles").mkdir(parents=True)
    (work / "profiles" / "good.yaml").write_bytes(CASES[0].read_bytes())
    (tmp_path / "environ").write_text(f"{SECRET}\n")
    return work


def test_a_link_that_leads_out_and_is_found_in_a_folder_is_refused(folder: Path, run: Run) -> None:
    (folder / "profiles" / "env.yaml").symlink_to("../../environ")
    done = run("check", "profiles", "-q", "--isolated", cwd=folder)
    assert done.returncode == 2
    said = done.stderr.decode()
    assert "profiles/env.yaml is a link that leads out of the working folder: it is not read" in said
    assert "hunter2" not in done.stdout.decode() + said
    assert b"A militia in Ohio" in done.stdout, "the rest is checked"


@pytest.mark.parametrize("form", ["table", "json", "sarif", "github", "markdown"])
def test_a_link_that_leads_out_and_is_named_shows_nothing_of_its_text(folder: Path, run: Run, form: str) -> None:
    (folder / "env.yaml").symlink_to("../environ")
    done = run("check", "env.yaml", "-f", form, "--isolated", cwd=folder)
    assert done.returncode == 1
    assert b"hunter2" not in done.stdout + done.stderr
    assert b"a link that leads out of the working folder" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("why", "env.yaml"), ("compare", "env.yaml", "profiles/good.yaml"), ("diff", "env.yaml", "profiles/good.yaml"),
        ("record", "--against", "env.yaml"), ("check", "profiles", "--config", "env.yaml"),
        ("check", "out/environ.yaml"), ("record", "--names", "env.yaml"), ("record", "--from", "env.yaml"),
        ("claims", "x", "env.yaml"), ("sources", "env.yaml"), ("new", "A group", "--from", "env.yaml"),
    ],
    ids=lambda arguments: arguments[0],
)  # fmt: skip
def test_no_command_shows_the_text_behind_such_a_link(folder: Path, run: Run, arguments: tuple[str, ...]) -> None:
    (folder / "env.yaml").symlink_to("../environ")
    (folder.parent / "environ.yaml").write_text(SECRET)
    (folder / "out").symlink_to("..")
    done = run(*arguments, cwd=folder)
    assert done.returncode != 0
    assert b"hunter2" not in done.stdout + done.stderr


def test_the_record_in_the_settings_is_such_a_link(folder: Path, run: Run) -> None:
    (folder / "record.csv").symlink_to("../environ")
    (folder / "pyproject.toml").write_text('[tool.fto-check]\nrecord = "record.csv"\n')
    done = run("check", "profiles", cwd=folder)
    assert done.returncode == 2
    assert b"hunter2" not in done.stdout + done.stderr


def test_a_link_that_stays_inside_is_a_file_like_others(folder: Path, run: Run) -> None:
    (folder / "profiles" / "again.yaml").symlink_to("good.yaml")
    assert b"2 organizations" in run("check", "profiles", "-q", "--isolated", cwd=folder).stdout


def test_where_a_link_leads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "in.yaml").symlink_to("profiles/good.yaml")
    (folder / "out.yaml").symlink_to("../environ")
    (folder / "all").symlink_to("..")
    (folder.parent / "other.yaml").symlink_to("work/profiles/good.yaml")
    (folder.parent / "far.yaml").symlink_to("/proc/self/environ")
    paths = ["in.yaml", "out.yaml", "all/environ", "../environ", "../other.yaml", "../far.yaml", "none.yaml"]
    assert [path for path in paths if leads_out(path)] == ["out.yaml", "all/environ", "../far.yaml"]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("profiles/good.yaml", "one of the profiles"),
        ("pyproject.toml", "the configuration"),
        ("record.csv", "the official record in use"),
        ("link", "a link that leads out of the working folder: nothing is written through it"),
    ],
)
def test_a_report_is_written_over_nothing_that_the_run_reads(folder: Path, run: Run, target: str, said: str) -> None:
    (folder / "record.csv").write_text(write_record(load_record()))
    (folder / "pyproject.toml").write_text('[tool.fto-check]\npaths = ["profiles"]\nrecord = "record.csv"\n')
    (folder / "link").symlink_to("../environ")
    before = (folder / target).read_bytes()
    done = run("check", "-o", f"json:{target}", cwd=folder)
    assert (done.returncode, (folder / target).read_bytes()) == (2, before)
    assert said in done.stderr.decode()


def test_a_report_is_not_written_over_the_file_on_standard_input(folder: Path) -> None:
    before = (folder / "profiles/good.yaml").read_bytes()
    command = [sys.executable, "-m", "fto_check", "-", "--isolated", "-o", "json:profiles/good.yaml"]
    with (folder / "profiles/good.yaml").open("rb") as given:
        done = subprocess.run(command, cwd=folder, stdin=given, env=environment(), capture_output=True, check=False)
    assert (done.returncode, (folder / "profiles/good.yaml").read_bytes()) == (2, before)
    assert b"profiles/good.yaml is the file on standard input" in done.stderr


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "endless"])
def test_what_stands_where_the_schema_belongs_is_left_alone(folder: Path, run: Run, kind: str) -> None:
    schema, victim = folder / ".fto-check.schema.json", folder.parent / "environ"
    match kind:
        case "link":
            schema.symlink_to(victim)
        case "endless":
            schema.symlink_to("/dev/zero")
        case "pipe":
            os.mkfifo(schema)
        case "folder":
            schema.mkdir()
    done = run("new", "Some Group", "--isolated", cwd=folder)
    assert done.returncode == 0
    assert b"no regular file: it is left alone" in done.stderr
    assert (folder / "some-group.yaml").exists()
    assert victim.read_text() == f"{SECRET}\n"


def test_a_schema_of_another_version_is_replaced_and_one_without_end_is_not_read(folder: Path, run: Run) -> None:
    schema = folder / ".fto-check.schema.json"
    with schema.open("wb") as stream:
        stream.truncate(1 << 40)  # takes no room on the disk, and no machine's memory holds it
    assert run("new", "Some Group", "--isolated", cwd=folder).returncode == 0
    assert b"json-schema.org" in schema.read_bytes()[:200]

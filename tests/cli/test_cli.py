"""The command: streams, exit codes and paths."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fto_check.cli.exits import WHO_ACTS
from fto_check.views.check.facts_table import WIDEST
from tests.conftest import CASES, ROOT, Run, slow_but

CASE = str(CASES[3].relative_to(ROOT))
INVALID = "tests/data/invalid/unknown-key.yaml"
DAY = ("--as-of", "2026-11-24")


def test_a_bare_path_means_check(run: Run) -> None:
    bare, named = run(CASE, *DAY), run("check", CASE, *DAY)
    assert bare.returncode == named.returncode == 0
    assert bare.stdout == named.stdout != b""
    assert run(*DAY, CASE).stdout == bare.stdout


def test_data_on_stdout_and_talk_on_stderr(process: Run) -> None:
    done = process(CASE, INVALID, "-f", "json", "--as-of", "2026-06-08")
    report = json.loads(done.stdout)
    assert [profile["path"] for profile in report["profiles"]] == [CASE]
    assert [problem["code"] for problem in report["problems"]] == ["FTO102"]
    lines = done.stderr.decode().splitlines()
    assert lines[0] == "2 profiles checked, 1 invalid; 5 of 5 facts count; their 9 expect lines hold"
    assert lines[1].startswith(f"{INVALID}:9:5: error FTO102 the key 'suports' is unknown")
    assert report["summary"] == {
        "profiles": 2, "invalid": 1, "expectations": 9, "unmet_expectations": 0,
        "ignored_warnings": 0, "known_warnings": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([CASE], 0, "1 profile checked"),
        (["tests/cases"], 0, "55 profiles checked"),
        ([INVALID], 1, "FTO102"),
        ([CASE, "nowhere.yaml"], 2, "there is no file or folder nowhere.yaml\n"),
        (["sinaloa-cartel"], 2, "no file or folder sinaloa-cartel (did you mean profiles/sinaloa-cartel.yaml?)"),
        (["sources", "profiles"], 2, "profiles:1:1: error FTO001 this is a folder, and one file is asked for"),
        (["chek", CASE], 2, "there is no file or folder chek (did you mean 'check', the command?)"),
        ([CASE, "--as-of", "31.12.2025"], 2, "'31.12.2025' is not a day (write 2025-12-31)"),
        ([CASE, "--as-of", "2999-01-01"], 0, "2999-01-01 lies ahead"),
        (["new", "A", "-o", "nowhere/"], 2, "there is no folder nowhere/"),
        (["record", CASE], 2, "is a file: `--against` holds decisions against the evidence in profiles"),
        ([INVALID, "nowhere.yaml"], 2, "FTO102"),
        (["check"], 2, "nothing to check"),
        ([CASE, "--as-of", "1996-04-23"], 2, "there was no Section 219 on 1996-04-23"),
        ([CASE, "--as-of", "2020-10"], 2, "--as-of: '2020-10' is not a day"),
        ([CASE, "--as-of", "2020-02-30"], 2, "February 2020 has no day 30"),
        ([CASE, "--known-by", "soon"], 2, "--known-by"),
        ([CASE, "-f", "pdf"], 2, "pdf"),
        ([CASE, "--no-such-option"], 2, "--no-such-option"),
    ],
)
def test_exit_codes(run: Run, arguments: list[str], code: int, said: str) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_the_rest_is_still_checked(run: Run) -> None:
    done = run("nowhere.yaml", INVALID, CASE, "-q", "--as-of", "2999-01-01")
    assert b"lies ahead" not in done.stderr
    assert done.returncode == 2
    assert b"A trafficking group" in done.stdout


@pytest.mark.parametrize(
    ("day", "said", "told"),
    [
        ("1996-05-01", " · not yet founded (2009)", "founded 2009 (after the day asked about), dissolved 2012."),
        ("2010-01-01", "", "founded 2009, dissolved 2012."),
        ("2013-01-01", " · dissolved 2012", "founded 2009, dissolved 2012 (before the day asked about)."),
    ],
)
def test_a_day_outside_of_an_organizations_time_is_told(run: Run, day: str, said: str, told: str) -> None:
    text = (ROOT / CASE).read_text().replace("organization:\n", "organization:\n  founded: 2009\n  dissolved: 2012\n")
    head = run("-", "--as-of", day, stdin=text.encode()).stdout.decode().splitlines()[0]
    assert re.fullmatch(rf"A trafficking group that kills officials · Colombia{re.escape(said)} +on {day}", head)
    printed = run("-", "--as-of", day, "-f", "markdown", stdin=text.encode()).stdout.decode()
    assert told in printed.replace("Founded", "founded")


def test_an_address_is_never_broken(run: Run, tmp_path: Path) -> None:
    address = "https://www.example.org/" + "report-" * 30
    text = f"""organization: {{name: A}}
sources:
  a: {{title: A, publisher: P, kind: press, reliability: B, published: 2020, url: "{address}"}}
evidence:
  x: {{claim: C., credibility: 2, when: 2021-11-15/2021-11-19, place: Jalisco, supports: [foreign_base], sources: [a]}}
"""
    for columns in ("40", "80", "100", "120"):
        printed = run("-", "--full", stdin=text.encode(), COLUMNS=columns).stdout.decode()
        assert address in printed
        assert "2021-11-15/19" in printed, "a range of days is not broken either"


def test_an_empty_folder_is_an_error(run: Run, tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"nothing to check: no *.yaml or *.yml in the folder" in done.stderr


def test_an_unmet_expectation_is_told_at_its_line(run: Run, tmp_path: Path) -> None:
    text = Path(ROOT / CASE).read_text().replace("foreign: met", "foreign: not-met")
    path = tmp_path / "case.yaml"
    path.write_text(text)
    done = run(str(path), "-f", "json", "--as-of", "2026-06-08")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    (problem,) = report["problems"]
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "foreign: not-met" in row)
    assert (problem["code"], problem["line"]) == ("FTO117", line)
    assert problem["message"] == ("foreign on 2024-01-01: expected not met, found met, since all it asks for is met")
    assert report["summary"]["unmet_expectations"] == 1


def test_expectations_do_not_depend_on_the_day_asked_about(run: Run) -> None:
    assert run(CASE, "--as-of", "1999-01-01").returncode == 0


def test_standard_input(process: Run) -> None:
    raw = Path(ROOT / CASE).read_bytes()
    report = json.loads(process("-", "-f", "json", "--stdin-filename", "profiles/x.yaml", stdin=raw).stdout)
    assert report["profiles"][0]["path"] == "profiles/x.yaml"
    done = process("-", stdin=b"organization: {}\n")
    assert (done.returncode, done.stderr.splitlines()[1].split(b" ")[0]) == (1, b"<stdin>:1:1:")


def test_quiet_leaves_only_the_statuses(run: Run) -> None:
    done = run(CASE, "-q", *DAY)
    assert done.stderr == b""
    assert len(done.stdout.splitlines()) < 12
    assert "A trafficking group that kills officials" in done.stdout.decode()


@pytest.mark.slow
def test_several_profiles_end_with_a_matrix(run: Run) -> None:
    lines = run("tests/cases", *DAY).stdout.decode().splitlines()
    assert lines[0] == "55 organizations on 2026-11-24", "the overview alone"
    assert len([line for line in lines if "met" in line or "contested" in line or "established" in line]) >= 55
    tables = run("tests/cases", *DAY, "--tables").stdout.decode()
    assert tables.count("Weakest") == int(lines[0].split()[0])
    assert tables.endswith("\n".join(lines) + "\n")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_asked(run: Run, width: int) -> None:
    lines = run(CASE, *DAY, COLUMNS=str(width)).stdout.decode().splitlines()
    assert max(map(len, lines)) <= width
    assert max(map(len, lines)) > min(width, WIDEST) - 5


def test_a_pipe_is_120_wide_and_plain(process: Run) -> None:
    done = process(CASE, *DAY)
    assert max(map(len, done.stdout.decode().splitlines())) == 120
    assert b"\x1b" not in done.stdout


def test_colour_only_repeats_the_words(run: Run) -> None:
    import re

    coloured = run(CASE, *DAY, FORCE_COLOR="1", NO_COLOR="", TERM="xterm-256color").stdout
    assert b"\x1b[" in coloured
    assert re.sub(rb"\x1b\[[0-9;]*m", b"", coloured) == run(CASE, *DAY).stdout


def test_hostile_files_are_errors_with_a_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "deep.yaml").write_text("[" * 100_000)
    (tmp_path / "huge.yaml").write_text("a: " + "x" * (5 * 1024 * 1024))
    (tmp_path / "bytes.yaml").write_bytes(os.urandom(2000))
    os.mkfifo(tmp_path / "fifo.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    done = run(*map(str, sorted(tmp_path.iterdir())), "-f", "json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert report["summary"]["invalid"] == 5
    assert {Path(problem["path"]).name for problem in report["problems"]} == {
        "deep.yaml", "huge.yaml", "bytes.yaml", "fifo.yaml", "loop.yaml",
    }  # fmt: skip


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m fto_check tests/cases --as-of 2026-11-24 | head -n 1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert done.stdout.decode().startswith("55 organizations on 2026-11-24")
    assert b"Broken pipe" not in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_full_disk_is_one_line(form: str) -> None:
    command = f"{sys.executable} -m fto_check {CASE} -f {form} > /dev/full"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "fto-check: the report cannot be written: No space left on device"


def test_paths_of_any_bytes(run: Run, tmp_path: Path) -> None:
    for name in (b"a,b:c %0A.yaml", b"new\nline.yaml", b"latin\xe9.yaml", b"::error::x.yaml"):
        (tmp_path / os.fsdecode(name)).write_bytes(Path(ROOT / CASE).read_bytes() + b"x: 1\n")
    done = run(str(tmp_path), "-f", "json")
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["problems"]) == 4
    assert len(run(str(tmp_path), "-q").stderr.splitlines()) == 4, "one line for each problem"


def test_an_interrupt_exits_130() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "fto_check", "-"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    # More than a pipe holds: when it is written, the command has begun to read, and waits for the rest.
    process.stdin.write(b"#" * 2**17)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in said


@pytest.mark.parametrize("where", slow_but(["check_each", "check_profile"], "check_profile"))
def test_a_bug_is_one_line_and_exits_3(process: Run, tmp_path: Path, where: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import fto_check.runs.check\n"
        "def broken(*_a, **_k): raise RuntimeError('out of\\norder ##[error]')\n"
        f"fto_check.runs.check.{where} = broken\n"
    )
    path = os.pathsep.join((str(tmp_path), str(ROOT)))
    done = process(CASE, INVALID, "-q", PYTHONPATH=path)
    assert done.returncode == 3
    said = done.stderr.decode().splitlines()
    assert "RuntimeError: out of order ## [error] (" in said[0]
    assert "FTO_CHECK_TRACEBACK=1" in said[0]
    assert len(said) == (1 if where == "check_each" else 2), "the rest is still checked"
    assert b"Traceback" in process(CASE, PYTHONPATH=path, FTO_CHECK_TRACEBACK="1").stderr


def test_help_has_the_exit_codes(run: Run) -> None:
    for arguments in (["--help"], ["check", "--help"]):
        done = run(*arguments)
        assert done.returncode == 0
        words = " ".join(done.stdout.decode().split())
        for code, (who, when) in WHO_ACTS.items():
            assert f"{int(code)} {who}: {when}" in words


def test_version(process: Run) -> None:
    from fto_check import __version__

    assert process("--version").stdout.decode() == f"fto-check {__version__}\n"

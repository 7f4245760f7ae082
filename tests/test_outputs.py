"""Reports in files, streams of lines, and several processes: whole or not at all, and the same in any case."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fto_check.checking import POOL_FROM, Question, check_each
from fto_check.files import whole
from fto_check.formats import Format
from fto_check.report import ProfileReport
from fto_check.statute import load_statute
from tests.conftest import CASES, ROOT, Run

CASE = str(CASES[3].relative_to(ROOT))
DAY = ("--as-of", "2026-11-24")
BAD = "tests/data/invalid/unknown-key.yaml"


def test_one_assessment_makes_many_reports(run: Run, tmp_path: Path) -> None:
    """A report in a file is the report that `-f` prints, whatever the format."""
    outputs = [argument for form in Format for argument in ("-o", f"{form}:{tmp_path / form}")]
    done = run(CASE, BAD, *DAY, *outputs)
    assert done.returncode == 1
    for form in Format:
        assert (tmp_path / form).read_bytes() == run(CASE, BAD, *DAY, "-f", form).stdout, form
    assert len(list(tmp_path.iterdir())) == len(Format), "nothing is left beside the reports"


def test_a_file_has_no_colour_even_where_the_terminal_is_forced_to(run: Run, tmp_path: Path) -> None:
    done = run(CASE, *DAY, "-o", f"table:{tmp_path / 'a'}", FORCE_COLOR="1", NO_COLOR="", TERM="xterm")
    assert b"\x1b" in done.stdout
    assert b"\x1b" not in (tmp_path / "a").read_bytes()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("json", "'json' is not FORMAT:PATH"),
        ("json:", "'json:' is not FORMAT:PATH"),
        ("jsn:a", "there is no format 'jsn' (did you mean 'json'?)"),
        ("json:nowhere/a", "there is no folder nowhere"),
        ("json:.", ". is a folder"),
    ],
)
def test_what_cannot_be_written_is_told_before_any_work(run: Run, tmp_path: Path, output: str, said: str) -> None:
    done = run(str(ROOT / CASE), "-o", output, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.decode().count("\n")) == (2, b"", 1)
    assert said in done.stderr.decode()


def test_two_reports_to_one_file(run: Run, tmp_path: Path) -> None:
    done = run(CASE, "-o", f"json:{tmp_path / 'a'}", "-o", f"csv:{tmp_path / 'a'}")
    assert (done.returncode, b"two reports would be written" in done.stderr) == (2, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_and_the_other_reports_are_written(run: Run, tmp_path: Path) -> None:
    done = run(CASE, *DAY, "-o", "json:/dev/full", "-o", f"csv:{tmp_path / 'a.csv'}", "-f", "json")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == "fto-check: /dev/full cannot be written: No space left on device"
    assert json.loads(done.stdout)["summary"]["profiles"] == 1
    assert (tmp_path / "a.csv").stat().st_size > 1000
    assert run(CASE, *DAY, "-f", "ndjson", "-o", "ndjson:/dev/full").returncode == 2


def test_a_file_stands_under_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_text("old")
    path.chmod(0o640)

    def interrupted() -> None:
        with whole(str(path)) as stream:
            stream.write("new")
            assert path.read_text() == "old"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [child.name for child in tmp_path.iterdir()] == ["report"]
    with whole(str(path)) as stream:
        stream.write("new\r\n")
    assert path.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_a_new_file_obeys_the_umask(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    before = os.umask(0o027)
    try:
        with whole(str(tmp_path / "link")) as stream:
            stream.write("x")
    finally:
        os.umask(before)
    assert (tmp_path / "link").is_symlink()
    assert stat.S_IMODE((tmp_path / "target").stat().st_mode) == 0o640


def many(folder: Path, count: int) -> str:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.yaml").write_text((ROOT / CASE).read_text())
    return str(folder)


def test_lines_come_while_the_run_goes_on(tmp_path: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "fto_check", many(tmp_path / "profiles", 300), "-f", "ndjson", *DAY], cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert running.stdout is not None
    kinds = [json.loads(running.stdout.readline())["type"] for _ in range(2)]
    assert running.poll() is None, "it is not done, and the first profile is here"
    kinds += [json.loads(line)["type"] for line in running.stdout]
    running.stdout.close()
    assert running.wait(timeout=60) == 0
    assert (kinds[:2], kinds.count("profile"), kinds.count("problem")) == (["run", "profile"], 300, 299)
    assert kinds[-1] == "summary"


# The process's own peak; what getrusage says begins with the peak of the process that started it.
PEAK = (
    "import re, runpy, sys; sys.argv = ['fto-check', *sys.argv[1:]]\n"
    "try: runpy.run_module('fto_check', run_name='__main__')\n"
    "except SystemExit: pass\n"
    "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1], file=sys.stderr)"
)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's account of memory")
def test_lines_need_no_more_memory_for_more_files(tmp_path: Path) -> None:
    def peak(count: int, form: str) -> int:
        folder = tmp_path / f"{form}-{count}"
        done = subprocess.run(
            [sys.executable, "-c", PEAK, many(folder, count), "-q", "-f", form, *DAY], cwd=ROOT, text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=120, check=True,
        )  # fmt: skip
        return int(done.stderr.splitlines()[-1]) // 1024

    few = peak(20, "ndjson")
    assert peak(220, "ndjson") < few + 16
    assert peak(220, "json") > few + 32, "what this test would see if the files were held"


def test_an_interrupt_leaves_the_old_report(tmp_path: Path) -> None:
    many(tmp_path / "profiles", 400)
    (tmp_path / "report").write_text("old")
    for outputs in (["-f", "ndjson", "-o", "ndjson:report"], ["-f", "json", "-o", "json:report"]):
        process = subprocess.Popen(
            [sys.executable, "-m", "fto_check", "profiles", *outputs], cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        time.sleep(2)
        assert process.poll() is None, "it was done before it could be interrupted"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 130
        assert b"Traceback" not in said
        assert (tmp_path / "report").read_text() == "old"
        assert sorted(child.name for child in tmp_path.iterdir()) == ["profiles", "report"]


def test_several_processes_find_the_same_in_the_same_order() -> None:
    paths = [(str(path), None) for path in (*CASES, *sorted((ROOT / "tests" / "data" / "invalid").glob("*.yaml"))[:5])]
    assert len(paths) > POOL_FROM[True]
    question = Question(load_statute(), load_statute().versions[-1].version)
    alone = list(check_each(paths, question))
    assert list(check_each(paths, question, processes=True)) == alone
    assert [found.path for found in alone] == [path for path, _ in paths]
    assert sum(isinstance(found, ProfileReport) for found in alone) == len(CASES)

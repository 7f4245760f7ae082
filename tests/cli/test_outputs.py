"""Reports in files, streams of lines, and several processes: whole or not at all, and the same in any case."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from multiprocessing import active_children, get_context
from pathlib import Path

import pytest

from fto_check.law.statute import load_statute
from fto_check.runs.check import Question, check_each
from fto_check.runs.report import InvalidProfile
from fto_check.runs.shown import as_shown, show_each
from fto_check.system import workers
from fto_check.system.files import open_whole
from fto_check.views.check import ndjson
from fto_check.views.check.formats import Format
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
    (tmp_path / "link").symlink_to("a")
    for other in ("a", "./a", "link"):
        done = run(str(ROOT / CASE), "-o", "json:a", "-o", f"csv:{other}", cwd=tmp_path)
        assert (done.returncode, b"two reports would be written" in done.stderr) == (2, True)


def test_no_report_is_written_over_a_profile(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text((ROOT / CASE).read_text())
    done = run("a.yaml", "-o", "json:./a.yaml", cwd=tmp_path)
    assert (done.returncode, b"is one of the profiles" in done.stderr) == (2, True)
    assert (tmp_path / "a.yaml").read_text() == (ROOT / CASE).read_text()


def test_a_report_to_where_the_output_goes_loses_neither(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("head\n")
    command = f"{sys.executable} -m fto_check {CASE} -f github -o csv:/dev/stdout --as-of 2026-11-24 >> {out}"
    subprocess.run(command, shell=True, cwd=ROOT, stderr=subprocess.DEVNULL, timeout=60, check=True)
    text = out.read_text()
    assert text.startswith("head\n")
    assert "path,organization" in text
    assert "::notice" in text


def test_a_missing_path_leaves_no_old_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    done = run("nowhere.yaml", "-o", f"sarif:{tmp_path / 'a'}")
    assert (done.returncode, done.stdout) == (2, b"")
    assert json.loads((tmp_path / "a").read_text())["runs"][0]["results"] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_and_the_other_reports_are_written(run: Run, tmp_path: Path) -> None:
    done = run(CASE, *DAY, "-o", "json:/dev/full", "-o", f"csv:{tmp_path / 'a.csv'}", "-f", "json")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == "fto-check: /dev/full cannot be written: No space left on device"
    assert json.loads(done.stdout)["summary"]["profiles"] == 1
    assert (tmp_path / "a.csv").stat().st_size > 1000
    done = run(CASE, *DAY, "-f", "ndjson", "-o", "ndjson:/dev/full", "-o", f"ndjson:{tmp_path / 'a.ndjson'}")
    assert (done.returncode, done.stdout.count(b"\n")) == (2, 4)  # the run, a profile, its warning, the summary
    assert done.stderr.decode().splitlines()[-1] == "fto-check: /dev/full cannot be written: No space left on device"
    assert (tmp_path / "a.ndjson").read_bytes() == done.stdout


def test_a_file_stands_under_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_text("old")
    path.chmod(0o640)

    def interrupted() -> None:
        with open_whole(str(path)) as stream:
            stream.write("new")
            assert path.read_text() == "old"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [child.name for child in tmp_path.iterdir()] == ["report"]
    with open_whole(str(path)) as stream:
        stream.write("new\r\n")
    assert path.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_a_new_file_obeys_the_umask(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    before = os.umask(0o027)
    try:
        with open_whole(str(tmp_path / "link")) as stream:
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


@pytest.mark.slow
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
    assert (kinds[:2], kinds.count("profile"), kinds.count("problem")) == (["run", "profile"], 300, 300 + 299)
    assert kinds[-1] == "summary"  # each profile has a warning of its own, and all but the first have the same name


# The process's own peak; what getrusage says begins with the peak of the process that started it.
PEAK = (
    "import re, runpy, sys; sys.argv = ['fto-check', *sys.argv[1:]]\n"
    "try: runpy.run_module('fto_check', run_name='__main__')\n"
    "except SystemExit: pass\n"
    "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1], file=sys.stderr)"
)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's account of memory")
@pytest.mark.slow
def test_lines_need_no_more_memory_for_more_files(tmp_path: Path) -> None:
    def peak(count: int, form: str) -> int:
        folder = tmp_path / f"{form}-{count}"
        done = subprocess.run(
            [sys.executable, "-c", PEAK, many(folder, count), "-q", "-f", form, *DAY], cwd=ROOT, text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=120, check=True,
        )  # fmt: skip
        return int(done.stderr.splitlines()[-1]) // 1024

    few = peak(20, "ndjson")
    for form in ("ndjson", "json", "csv", "junit", "sarif", "table"):
        assert peak(220, form) < few + 8, form
    assert peak(220, "markdown") > few + 10, "what this test would see if the files were held"


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
@pytest.mark.slow
def test_nothing_is_left_of_a_run_that_is_ended(tmp_path: Path, number: signal.Signals) -> None:
    """A terminal sends an interrupt to all processes of a run, `kill` one to the first; at any moment."""
    many(tmp_path / "profiles", 2000)
    (tmp_path / "report").write_text("old")
    for delay, form in ((0.9, "ndjson"), (1.3, "ndjson"), (2, "ndjson"), (2, "json")):  # a start takes 0.3 s or more
        process = subprocess.Popen(
            [sys.executable, "-m", "fto_check", "profiles", "-f", form, "-o", f"{form}:report"], cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
        time.sleep(delay)
        assert process.poll() is None, "it was done before it could be ended"
        if number is signal.SIGINT:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        _, said = process.communicate(timeout=60)
        codes = {signal.SIGINT: 130, signal.SIGKILL: -9}
        assert process.returncode == codes.get(number, 128 + number), (delay, form, said[-300:])
        if number is not signal.SIGKILL:  # which leaves a process that is just being started with half of its orders
            assert b"Traceback" not in said
        assert (tmp_path / "report").read_text() == "old"
        for _ in range(100):
            if not _session(process.pid):
                break
            time.sleep(0.1)
        assert not _session(process.pid), "a worker is left"
        if number is not signal.SIGKILL:  # which leaves no time to tidy up
            assert sorted(child.name for child in tmp_path.iterdir()) == ["profiles", "report"]


def _session(leader: int) -> list[int]:
    """Return the processes of a session that are alive."""
    alive = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            alive.append(int(folder.name))
    return alive


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_bar_on_the_terminal_takes_nothing_from_the_output(tmp_path: Path) -> None:
    import pty

    many(tmp_path / "profiles", 12)
    leader, follower = pty.openpty()
    with (tmp_path / "out").open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "fto_check", "profiles", "-f", "ndjson"], cwd=tmp_path, stdout=out, stderr=follower,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
        )  # fmt: skip
        os.close(follower)
        shown = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
    assert process.wait(timeout=60) == 0
    os.close(leader)
    kinds = [json.loads(line)["type"] for line in (tmp_path / "out").read_text().splitlines()]
    assert kinds.count("profile") == 12
    assert b"checking" in shown, "the bar was there"
    assert b" warnings: FTO204 \xc3\x9711" in shown


@pytest.mark.slow
def test_several_processes_find_the_same_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [(str(path), None) for path in (*CASES, *sorted((ROOT / "tests" / "data" / "invalid").glob("*.yaml"))[:5])]
    twice = [*paths, *paths[:2]]
    question = Question(load_statute(), load_statute().versions[-1].version)
    each = list(check_each(twice, question))
    alone = [found if isinstance(found, InvalidProfile) else as_shown(found, ndjson.show(found)) for found in each]
    began: list[str] = []

    def counted(method: str) -> object:
        began.append(method)
        return get_context(method)

    monkeypatch.setattr(workers, "get_context", counted)
    assert list(show_each(twice, question, ndjson.show)) == alone
    assert list(check_each(twice, question, spread=True)) == each
    assert not began, "these are too few for processes to pay"
    monkeypatch.setattr(workers, "processors", lambda: 2)
    monkeypatch.setattr("fto_check.runs.check.POOL_FROM", 6)
    monkeypatch.setattr(workers, "FEWEST", 6)
    assert list(show_each(twice, question, ndjson.show)) == alone
    assert list(check_each(twice, question, spread=True)) == each
    assert len(began) == 2, "processes were started"
    assert sum("FTO204" in str(found) for found in alone) == 2, "with what only the whole run knows"
    assert sum(isinstance(found, InvalidProfile) for found in alone) == 5

    def refused(method: str) -> object:
        raise PermissionError(13, f"no semaphore for {method}")

    monkeypatch.setattr(workers, "get_context", refused)
    assert list(show_each(twice, question, ndjson.show)) == alone, "one process does it where several cannot"


def _set_parent(pid: int) -> None:
    os.environ["FTO_CHECK_TEST_PARENT"] = str(pid)


def _killed_but_here(number: int) -> int:
    if number == 3 and os.environ["FTO_CHECK_TEST_PARENT"] != str(os.getpid()):
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_process_that_is_killed_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    monkeypatch.setattr(workers, "FEWEST", 6)
    monkeypatch.delenv("FTO_CHECK_TEST_PARENT", raising=False)
    pool = workers.start(12, _set_parent, (os.getpid(),))
    assert pool is not None
    assert list(pool.in_order(_killed_but_here, range(30))) == [number * number for number in range(30)]


def _refuse_thread(_: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")


def test_no_pool_is_begun_where_its_threads_cannot_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    monkeypatch.setattr(threading.Thread, "start", _refuse_thread)
    assert workers.start(12, _set_parent, (os.getpid(),)) is None


def test_a_pool_that_cannot_start_its_thread_leaves_the_work_to_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)
    monkeypatch.setattr(workers, "FEWEST", 6)
    monkeypatch.delenv("FTO_CHECK_TEST_PARENT", raising=False)
    pool = workers.start(12, _set_parent, (os.getpid(),))
    assert pool is not None
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", _refuse_thread)
        assert list(pool.in_order(_killed_but_here, range(5))) == [0, 1, 4, 9, 16]
    assert not active_children(), "no worker waits for ever"

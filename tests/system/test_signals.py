"""A run that is ended at any moment: the old report is whole, or the new one is.

An interrupt (Ctrl-C) and a request to end (`kill`) leave nothing else behind. A process that is killed has no time to
tidy up: then a part may stay beside the report, named `.NAME.xxxx.part`. It is never read (no profile is called so), it
takes no one's name, the next run writes one of its own, and it can be deleted.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import pytest

from fto_check.record.reading import load_record, read_record
from fto_check.record.writing import LIST_AS_OF, write_record
from fto_check.runs.check import POOL_FROM
from tests.conftest import CASES, ROOT, slow_but
from tests.record.test_snapshots import STATE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")

MOMENTS = 6
"""For each of two forms of a report, and for a record."""
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]


# What is written reaches the disk slowly, so that some of the moments lie between the first byte and the last.
SLOW = "import os, time\nfast = os.fsync\ndef slow(stream): time.sleep(0.4); fast(stream)\nos.fsync = slow\n"


@pytest.fixture(autouse=True)
def a_slow_disk(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("slow")
    (folder / "sitecustomize.py").write_text(SLOW)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(folder), str(ROOT))))


def begin(arguments: list[str], folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "fto_check", *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def finish(arguments: list[str], folder: Path) -> None:
    process = begin(arguments, folder)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said


def end_at_many_moments(
    arguments: list[str], report: Path, number: signal.Signals, whole: bytes, old: bytes
) -> tuple[int, int]:
    """End runs at moments spread over the length of one, and return how often the old and the new report was there."""
    begun = time.monotonic()
    finish(arguments, report.parent)
    length = time.monotonic() - begun
    kept = {old: 0, whole: 0}
    for moment in range(MOMENTS):
        report.write_bytes(old)
        process = begin(arguments, report.parent)
        time.sleep(length * (0.15 + moment / MOMENTS))
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
        content = report.read_bytes()
        assert content in kept, f"neither report is whole, {moment} of {MOMENTS}: {content[:80]!r}"
        kept[content] += 1
        # Before the interpreter has come to the checker an interrupt is its own affair.
        assert process.returncode in (0, number + 128, -number) or b"fto_check/" not in said, said
        left = [child.name for child in report.parent.iterdir() if child.name.endswith(".part")]
        if number is signal.SIGKILL:
            assert all(name.startswith(f".{report.name}.") for name in left)
        else:
            assert left == []
    return kept[old], kept[whole]


@pytest.mark.slow
@pytest.mark.parametrize(("number", "form"), [*product(SIGNALS, ["json", "ndjson"])])
def test_a_check_that_is_ended_leaves_a_whole_report(tmp_path: Path, number: signal.Signals, form: str) -> None:
    report = tmp_path / "report"
    arguments = [*map(str, CASES[:4]), "--isolated", "--as-of", "2026-11-24", "-f", form, "-o", f"{form}:report"]
    finish(arguments, tmp_path)
    whole = report.read_bytes()
    assert whole.count(b"case-0") >= 4
    old, _ = end_at_many_moments(arguments, report, number, whole, b'{"old": true}\n')
    assert old, "some of the runs were ended before they had a report"


@pytest.mark.slow
@pytest.mark.parametrize("number", SIGNALS)
def test_a_refreshed_record_that_is_ended_leaves_a_whole_record(tmp_path: Path, number: signal.Signals) -> None:
    lines = []
    for entry in load_record().entries:
        if entry.merged_into:
            continue
        made = {"entity": [f"o-{entry.id}"], "startDate": [entry.designated.isoformat()]}
        ended = {"endDate": [entry.delisted.isoformat()]} if entry.delisted is not None else {}
        lines += [
            {"id": f"o-{entry.id}", "schema": "Organization", "datasets": [STATE], "last_seen": "2026-07-01",
             "properties": {"name": [entry.name]}},
            {"id": f"s-{entry.id}", "schema": "Sanction", "properties": {**made, **ended}},
        ]  # fmt: skip
    (tmp_path / "list.json").write_text("".join(json.dumps(line) + "\n" for line in lines))
    report = tmp_path / "record.csv"
    arguments = ["record", "--from", "list.json", "-o", "record.csv", "--isolated"]
    finish(arguments, tmp_path)
    whole = report.read_bytes()
    assert read_record(str(report)).list_as_of.isoformat() == "2026-07-01"
    before = write_record(load_record()).encode()
    assert LIST_AS_OF.encode() in before
    old, _ = end_at_many_moments(arguments, report, number, whole, before)
    assert old, "some of the runs were ended before they had a record"


RUNTIME = "RuntimeError('x')"
SWALLOWING = """
import os, signal
from fto_check.runs import check as checking
from fto_check.problems.problems import InvalidDocumentError
def lost(*arguments, **more):
    try:
        os.kill(os.getpid(), signal.SIGINT)
        while True: pass
    except KeyboardInterrupt as error:
        raise {raised} from error
checking.load_with_document = lost
from fto_check.__main__ import main
main()
"""


@pytest.mark.parametrize("raised", slow_but([RUNTIME, "InvalidDocumentError('x', [])", "ImportError('x')"], RUNTIME))
def test_an_interrupt_that_is_taken_for_an_error_is_one_all_the_same(tmp_path: Path, raised: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SWALLOWING.format(raised=raised), str(CASES[0]), "--isolated", "-o", "json:report"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 130, done.stderr
    assert not (tmp_path / "report").exists()
    assert "bug" not in done.stderr


BETWEEN = """
import atexit, os, signal
from fto_check.views.check import writing
def ended(*arguments, **more):
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        while True: pass
    except BaseException as error:
        held = error  # a circle, so that the frames stay, and with them the file that was begun
        raise
writing.make_writer = ended
atexit.register(lambda: print(*os.listdir()))
from fto_check.__main__ import main
main()
"""


def test_a_report_that_was_just_begun_is_gone_before_the_interpreter_ends(tmp_path: Path) -> None:
    """From then on a second signal kills it at once."""
    done = subprocess.run(
        [sys.executable, "-c", BETWEEN, str(CASES[0]), "--isolated", "-f", "ndjson", "-o", "json:report"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.split(), done.stderr) == (143, [], "")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of so many profiles that several processes check them."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(POOL_FROM + 40):
        (folder / f"{number}.yaml").write_bytes(CASES[number % len(CASES)].read_bytes())
    return folder


SECOND = [
    pytest.param(signal.SIGHUP, 1, id="a terminal that closes"),
    pytest.param(signal.SIGINT, 1, id="one interrupt"),
    pytest.param(signal.SIGINT, 2, id="two interrupts"),
    pytest.param(signal.SIGTERM, 2, id="two requests to end"),
]


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.9, 1.4, 1.9])
@pytest.mark.parametrize(("number", "times"), SECOND)
def test_a_run_of_several_processes_ends_when_it_is_told_to(
    tmp_path: Path, many: Path, number: signal.Signals, times: int, delay: float
) -> None:
    """One signal to all its processes, or two in a row: it ends soon, says nothing of its insides, leaves no part."""
    running = subprocess.Popen(
        [sys.executable, "-m", "fto_check", str(many), "--isolated", "-q", "-o", "json:report.json"],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    time.sleep(delay)
    for _ in range(times):
        os.killpg(running.pid, number)
        time.sleep(0.05)
    _, said = running.communicate(timeout=30)
    assert running.returncode in (128 + number, -number)  # the latter before the interpreter has come to the checker
    assert b"Traceback" not in said or running.returncode < 0
    assert b"leaked" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("ignored", ["SIGHUP", "SIGTERM", "SIGINT"])
def test_what_the_caller_has_it_ignore_stays_ignored(tmp_path: Path, many: Path, ignored: str) -> None:
    """As `nohup` does, and a shell for what it starts in the background."""
    number = signal.Signals[ignored]
    running = subprocess.Popen(
        [sys.executable, "-m", "fto_check", str(many), "--isolated", "-q", "-o", "json:report.json"], cwd=tmp_path,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(number, signal.SIG_IGN),
    )  # fmt: skip
    time.sleep(0.9)
    running.send_signal(number)
    running.communicate(timeout=60)
    assert running.returncode >= 0
    assert json.loads((tmp_path / "report.json").read_bytes())["schema_version"] == 1

"""What hostile files, paths, streams and texts do to the checker: each row an attack and the answer to it.

Every command runs under a limit of memory and of time, so that a bomb fails its test; it is called in this process,
but for the tests of what only a process has: its streams, and limits of its own. Elsewhere stand: attacks in the
text of a profile on every format (`test_formats`, `test_compare`, `test_diff`, `test_markdown`), damaged lists
(`test_snapshots`), what is refused by the reader and where (`test_source`), runs that are ended (`test_outputs`,
`test_signals`), links that lead out and what is written over (`test_targets`), repositories of git (`test_revisions`),
what completion offers to a shell (`test_elements`, `test_sources`), formulas in a kept record (`test_record`), and
generated inputs (`fuzz`).
"""

from __future__ import annotations

import io
import json
import os
import re
import resource
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from fto_check.advice import on_acts, on_claims, on_sources
from fto_check.cli import config
from fto_check.cli.io import plain
from fto_check.cli.options import offer
from fto_check.documents import dates, labels, names, scene, textfile, written_dates
from fto_check.documents.ago import day_meant
from fto_check.documents.textfile import MAX_BYTES
from fto_check.documents.yaml_reader import parse_document
from fto_check.law.search import find_nodes
from fto_check.law.statute import load_statute
from fto_check.manuals import begun
from fto_check.manuals.template import file_name
from fto_check.problems import characters, inert
from fto_check.problems.problems import MAX_PROBLEMS, InvalidDocumentError, did_you_mean
from fto_check.profile.addresses import fault_of_address
from fto_check.profile.citing import hint_for_citation, repaired_id
from fto_check.profile.countries import hint_for_country
from fto_check.profile.keys import hint_for_key
from fto_check.profile.loading import load_with_document
from fto_check.profile.models import _day_key
from fto_check.profile.recognition import looks_like_profile
from fto_check.profile.references import _between
from fto_check.profile.shapes import hint_for_list, hint_for_mapping
from fto_check.record import identity, matching, refresh, spelling
from fto_check.record.reading import read_record
from fto_check.record.snapshots import ftm, reading, sdn_csv
from fto_check.record.writing import GUARDED
from fto_check.runs import claims
from fto_check.runs.check import Question, check_paths
from fto_check.runs.gates import Gate
from fto_check.runs.report import Report
from fto_check.views import markdown, report_words
from fto_check.views import words as shared
from fto_check.views.check.formats import Format, render
from fto_check.views.html import page as html_page
from fto_check.views.html.scene import _YEAR_BEHIND
from tests.command import call, environment
from tests.conftest import CASES, ROOT, Run, slow_but
from tests.fuzz.properties import DAY, check_rendering, in_time

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs limits of resources, links and pipes")

SECONDS = 20
MEMORY = 1536 * 1024 * 1024
CASE = str(CASES[3])

HEAD = "organization: {name: A group}\nsources:\n  paper: {title: A, publisher: P, kind: press, reliability: B}\n"
BEGUN = f"{HEAD}evidence:\n  base:\n    claim: It sits abroad.\n    credibility: 2\n    sources: [paper]\n"
PLAIN = f"{BEGUN}    supports: [foreign_base]\n"


def command(*arguments: str, cwd: Path, **variables: Any) -> subprocess.CompletedProcess[bytes]:
    """Call the command under limits; it must come back in time, and never with a traceback or a bug."""
    with in_time(SECONDS), in_memory(MEMORY):
        done = call(*arguments, cwd=cwd, **variables)
    assert b"Traceback" not in done.stderr
    assert b"FTO000" not in done.stderr
    assert b"a bug" not in done.stderr
    return done


@contextmanager
def in_memory(more: int) -> Iterator[None]:
    """Let this process take so many bytes more than it has, where the system says how many these are."""
    account = Path("/proc/self/statm")
    held = int(account.read_text().split()[0]) * resource.getpagesize() if account.exists() else 0
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (held + more, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


@dataclass(frozen=True)
class Attack:
    """What the file holds, and the answer: the exit code, the code of the first problem, and words of its message."""

    name: str
    make: Callable[[], str | bytes]
    told: str | None
    said: str
    code: int = 1
    slow: bool = False


def fill(head: str, unit: Callable[[int], str], tail: str = "", size: int = MAX_BYTES - 200) -> str:
    """Return a file of about `size` bytes: a head, as many units as fit, a tail."""
    count = (size - len(head) - len(tail)) // len(unit(123_456))
    return head + "".join(map(unit, range(count))) + tail


def laughs() -> str:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(rows)


def narrow_laughs() -> str:
    """Return the same where an anchor needs no space before it."""
    rows = ['"a0":&a0 {"p": x}', *(f'"a{n}":&a{n} {{"p":*a{n - 1} ,"q":*a{n - 1} }}' for n in range(1, 30))]
    return "{" + ",\n".join(rows) + "}"


FILES = [
    # Bombs
    Attack("alias bomb", laughs, "FTO005", "an anchor, &a0"),
    Attack("alias bomb without spaces", narrow_laughs, "FTO005", "an anchor, &a0"),
    Attack("10,000 brackets", lambda: "[" * 10_000, "FTO008", "nested more than 60 levels deep"),
    Attack("100,000 brackets", lambda: "[" * 100_000, "FTO008", "nested more than 60 levels deep"),
    Attack("100,000 braces", lambda: "{a: " * 100_000, "FTO008", "nested more than 60 levels deep"),
    Attack("10,000 lists in lists", lambda: "- " * 10_000, "FTO008", "nested more than 60 levels deep"),
    Attack("2,000 indented mappings", lambda: "".join(" " * n + "a:\n" for n in range(2_000)), "FTO008", "nested more"),
    Attack("100,000 brackets after a tag", lambda: "a: !x 1\nb: " + "[" * 100_000, "FTO006", "a tag, !x"),
    Attack("a file over the limit", lambda: "a: " + "x" * MAX_BYTES, "FTO009", "larger than 4 MiB"),
    Attack("two million nulls", lambda: fill(f"{BEGUN}    supports: [", lambda _: "~,", "]\n"), "FTO009",
           "250,000 values", slow=True),
    Attack("a text of 4 MiB", lambda: f"{BEGUN}    supports: [{'x' * (MAX_BYTES - 300)}]\n", "FTO111",
           "no element 'xxx", slow=True),
    Attack("a key of 4 MiB", lambda: f"? {'x' * (MAX_BYTES - 300)}\n: 1\n", "FTO103", "the profile lacks"),
    Attack("a number of 5,000 digits", lambda: f"{BEGUN}    when: {'9' * 5_000}\n", "FTO104", "is not a"),
    Attack("a grade of 5,000 digits", lambda: PLAIN.replace("credibility: 2", f"credibility: {'1' * 5_000}"), "FTO106",
           "is not a credibility"),
    Attack("a claim of 4 MiB", lambda: PLAIN.replace("It sits abroad.", "x" * (MAX_BYTES - 400)), None, "1 profile", 0,
           slow=True),
    Attack("a name of brackets", lambda: PLAIN.replace("A group", f'"{"(" * 200_000}"'), None, "1 profile checked",
           0, slow=True),
    # Many of a thing: what took the square of their number
    Attack("20,000 unknown keys", lambda: PLAIN + "".join(f"    key{n}: x\n" for n in range(20_000)), "FTO102",
           "'key0'", slow=True),
    Attack("keys of 4 MiB", lambda: fill(PLAIN, lambda n: f"    key-of-some-length-{n}: x\n"), "FTO009",
           "250,000 values", slow=True),
    Attack("20,000 items without a source",
           lambda: f"{HEAD}evidence:\n" + "".join(f"  e{n}: {{claim: c, credibility: 2, sources: [z{n}]}}\n"
                                                  for n in range(20_000)),
           "FTO110", "there is no source 'z0'", slow=True),
    Attack("15,000 sources nearly hit",
           lambda: "organization: {name: A}\nsources:\n"
           + "".join(f"  source-{n}: {{title: A, publisher: P, kind: press, reliability: B}}\n" for n in range(15_000))
           + "evidence:\n"
           + "".join(f"  e{n}: {{claim: c, credibility: 2, sources: [source-{n}x]}}\n" for n in range(3_000)),
           "FTO110", "there is no source 'source-0x'", slow=True),
    Attack("20,000 misspelt keys",
           lambda: f"{HEAD}evidence:\n" + "".join(f"  e{n}: {{clam: c, credibility: 2, sources: [paper]}}\n"
                                                  for n in range(20_000)),
           "FTO102", "the key 'clam' is unknown", slow=True),
    Attack("10,000 items", lambda: f"{HEAD}evidence:\n" + "".join(
        f"  e{n}: {{claim: c, credibility: 2, sources: [paper], supports: [foreign_base]}}\n" for n in range(10_000)),
        None, "1 profile checked", 0, slow=True),
    Attack("100,000 times one element", lambda: f"{BEGUN}    supports:\n" + "      - foreign_base\n" * 100_000,
           "FTO113",
           "stands in 'supports' already", slow=True),
    Attack("100,000 unknown elements in one line",
           lambda: f"{BEGUN}    supports: [{', '.join(f'foreign-{n}' for n in range(100_000))}]\n", "FTO111",
           "no element 'foreign-0'", slow=True),
    Attack("100,000 times one citation",
           lambda: f"{HEAD}evidence:\n  e:\n    claim: c\n    credibility: 2\n    sources:\n"
           + "      - paper\n" * 100_000, "FTO009", "this item cites 100,000 sources, and at most 100 are weighed"),
    Attack("one citation, 100 times", lambda: f"{HEAD}evidence:\n  e:\n    claim: c\n    credibility: 2\n    sources:\n"
           + "      - paper\n" * 100, "FTO118", "cited a second time"),
    Attack("100,000 times one key", lambda: PLAIN + "    claim: x\n" * 100_000, "FTO004", "stands here a second time"),
    Attack("100,000 countries that are none",
           lambda: f"{HEAD}evidence: {{}}\n".replace("A group", f"A, countries: [{'Mexic, ' * 100_000}]"), "FTO105",
           "'Mexic' is not a country code", slow=True),
    Attack("50,000 codes to ignore", lambda: f"{PLAIN}    ignore:\n" + "".join(f"      FTO2{n}x: r\n"
                                                                             for n in range(50_000)), "FTO108",
                                                                             "FTO20x", slow=True),
    Attack("400 incidents, each of a source of its own", lambda: many_incidents(400, against=False), None, "1 profile",
           0, slow=True),
    Attack("the same with something against them", lambda: many_incidents(150, against=True), None, "1 profile",
           0, slow=True),
    Attack("the name of an anchor without end", lambda: PLAIN.replace("claim: ", f"claim: &{'x' * 1_000_000} "),
           "FTO005", "an anchor, &xxx"),
    Attack("the name of a tag without end", lambda: PLAIN.replace("claim: ", f"claim: !{'x' * 1_000_000} "),
           "FTO006", "a tag, !xxx"),
    # Characters
    Attack("a byte order mark by an escape", lambda: PLAIN.replace("A group", r'"\ufeffA"'), "FTO109", "U+FEFF"),
    Attack("duplicate keys", lambda: "a: 1\na: 2\n", "FTO102", "the key 'a' stands here a second time"),
    Attack("half a pair as bytes", lambda: b"a: \xed\xa0\x80\n", "FTO002", "0xED is not UTF-8"),
    Attack("half a pair as an escape", lambda: PLAIN.replace("A group", r'"\ud800"'), "FTO003", "not YAML"),
    Attack("UTF-16", lambda: PLAIN.encode("utf-16"), "FTO002", "the file is UTF-16"),
    Attack("NUL", lambda: PLAIN.replace("abroad", "\0"), "FTO010", "U+0000 is not allowed"),
    Attack("a hidden mark at the start of a line", lambda: PLAIN.replace("  base", "\ufeff  base"), "FTO010", "U+FEFF"),
    Attack("an escape sequence", lambda: PLAIN.replace("abroad", "\x1b]8;;http://x\x07"), "FTO010", "U+001B"),
    Attack("an escape sequence by escapes", lambda: PLAIN.replace("A group", r'"\e[2J"'), "FTO109", "U+001B"),
    Attack("a reversed value", lambda: PLAIN.replace("abroad", "\u202e"), "FTO010", "U+202E"),
    Attack("a reversed value by escapes", lambda: PLAIN.replace("A group", r'"\u202e"'), "FTO109", "U+202E"),
    Attack("a reversed key", lambda: PLAIN.replace("  base", "  b\u202ese"), "FTO010", "U+202E"),
    Attack("a reversed key by escapes", lambda: PLAIN.replace("  base", r'  "b\u202ese"'), "FTO109", "U+202E"),
    Attack("5,000 expectations", lambda: f"{PLAIN}expect:\n" + "".join(
        f"  - {{as_of: {date(2005, 6, 1) + timedelta(days=n)}, overall: not_established}}\n" for n in range(5_000)),
           None, "1 profile checked", 0, slow=True),
    Attack("12,000 labels of incidents", lambda: many_labels(12_000), None, "1 profile checked", 0, slow=True),
    Attack("5,000 sources of seven titles", lambda: few_titles(5_000), None, "1 profile checked", 0, slow=True),
    Attack("300 aliases of 980 characters", lambda: PLAIN.replace(
        "A group", "A group, aliases: [" + ", ".join((f"Army {n} " * 140)[:980] for n in range(300)) + "]"), None,
           "1 profile checked", 0, slow=True),
    Attack("a name that shows nothing", lambda: PLAIN.replace("A group", r'"\u200b\u2060\u3164"'), "FTO109", "shows"),
    Attack("an unknown key of escapes", lambda: PLAIN + r'    "\e[31m::error::\n##[group]": 1', "FTO102", "is unknown"),
]  # fmt: skip


def many_labels(count: int) -> str:
    """Return a profile whose incidents are called alike."""
    items = "".join(
        f"  e{n}: {{claim: C., credibility: 2, sources: [s], supports: [endangerment], "
        f'incident: "attack-on-the-town-{n:05d}-of-{n * 7 % 9999}"}}\n'
        for n in range(count)
    )
    source = "  s: {title: T, publisher: P, kind: press, reliability: B, published: 2025}\n"
    return f"organization: {{name: A group}}\nsources:\n{source}evidence:\n{items}"


def few_titles(count: int) -> str:
    """Return a profile whose sources are called alike, each with an item of its own."""
    sources = "".join(
        f'  s{n}: {{title: "The same report of the agency number {n % 7}", publisher: "P{n % 13}", kind: press, '
        f'reliability: B, published: 2025, url: "https://a.example/{n % 50}"}}\n'
        for n in range(count)
    )
    items = "".join(
        f"  e{n}: {{claim: C., credibility: 2, sources: [s{n}], supports: [foreign_base]}}\n" for n in range(count)
    )
    return f"organization: {{name: A group}}\nsources:\n{sources}evidence:\n{items}"


def many_incidents(count: int, *, against: bool) -> str:
    """Return a profile whose every loss of a source touches an incident of its own."""
    elements = (
        "assassination, explosive_or_firearm, endangerment, unlawful, attributable, commits_or_incites, us_nationals"
    )
    sources = "".join(
        f"  s{n}: {{title: Title {n}, publisher: P, kind: press, reliability: B, published: 2020}}\n"
        for n in range(count)
    )
    items = "".join(
        f"  e{n}: {{claim: C., credibility: 2, sources: [s{n}], incident: i{n}, supports: [{elements}]}}\n"
        for n in range(count)
    )
    other = "  no: {claim: C., credibility: 2, sources: [s0], contradicts: [intent]}\n" if against else ""
    return f"organization: {{name: A group}}\nsources:\n{sources}evidence:\n{items}{other}"


@pytest.mark.parametrize(
    "attack", slow_but(FILES, *(attack for attack in FILES if not attack.slow)), ids=lambda attack: attack.name
)
def test_a_hostile_file(tmp_path: Path, attack: Attack) -> None:
    content = attack.make()
    (tmp_path / "x.yaml").write_bytes(content.encode() if isinstance(content, str) else content)
    done = command("x.yaml", "-f", "csv", "--isolated", cwd=tmp_path)
    said = done.stderr.decode()
    assert (done.returncode, attack.said in said) == (attack.code, True), said[:2000]
    if attack.told is not None:
        assert re.search(rf"^x\.yaml:\d+:\d+: error {attack.told} ", said, re.MULTILINE), said[:200]
    assert said.count(": error ") <= MAX_PROBLEMS + 1
    assert max(map(len, said.splitlines())) < 1000, "no line of the file is printed whole"
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said.replace("\n", ""))


def test_of_many_problems_the_first_are_told_and_that_there_are_more() -> None:
    raw = (PLAIN + "".join(f"    key{n}: x\n" for n in range(MAX_PROBLEMS + 1))).encode()
    with pytest.raises(InvalidDocumentError) as caught:
        load_with_document("x.yaml", raw=raw)
    *told, more = caught.value.problems
    assert [problem.message for problem in told[::50]] == [
        f"the key 'key{n}' is unknown in item 'base'" for n in range(0, MAX_PROBLEMS, 50)
    ]
    assert (more.message, more.location.line) == ("this file has more problems: the first 1000 are told", 1010)


@pytest.mark.slow
def test_as_many_problems_as_are_told_are_all() -> None:
    raw = (PLAIN + "".join(f"    key{n}: x\n" for n in range(MAX_PROBLEMS))).encode()
    with pytest.raises(InvalidDocumentError) as caught:
        load_with_document("x.yaml", raw=raw)
    assert len(caught.value.problems) == MAX_PROBLEMS
    assert "more problems" not in str(caught.value)


# Paths


def a_loop(folder: Path) -> str:
    (folder / "x.yaml").symlink_to("x.yaml")
    return "x.yaml"


def a_broken_link(folder: Path) -> str:
    (folder / "x.yaml").symlink_to("nowhere")
    return "x.yaml"


def a_link_above(folder: Path) -> str:
    (folder / "below").mkdir()
    (folder / "below" / "x.yaml").symlink_to("..")
    return "below"


def a_fifo(folder: Path) -> str:
    os.mkfifo(folder / "x.yaml")
    return "x.yaml"


def a_folder_with_a_fifo(folder: Path) -> str:
    os.mkfifo(folder / "x.yaml")
    return "."


def a_folder_named_so(folder: Path) -> str:
    (folder / "x.yaml").mkdir()
    return "."


def a_device(folder: Path) -> str:
    (folder / "x.yaml").symlink_to("/dev/zero")
    return "."


def a_chain_of_links_out(folder: Path) -> str:
    for link, target in (("x.yaml", "y"), ("y", "z"), ("z", "/etc/passwd")):
        (folder / link).symlink_to(target)
    return "."


PATHS: list[tuple[Callable[[Path], str], int, str]] = [
    (a_loop, 1, "FTO001 the file cannot be read: Too many levels of symbolic links"),
    (a_broken_link, 1, "FTO001 the file cannot be read: No such file or directory"),
    (a_link_above, 2, "nothing to check: no *.yaml or *.yml in the folder below"),
    (a_fifo, 1, "FTO001 this is not a regular file"),
    (a_folder_with_a_fifo, 1, "FTO001 this is not a regular file"),
    (a_folder_named_so, 2, "nothing to check: no *.yaml or *.yml in the folder ."),
    (a_device, 2, "x.yaml is a link that leads out of the working folder: it is not read"),
    (a_chain_of_links_out, 2, "x.yaml is a link that leads out of the working folder: it is not read"),
    (lambda _: "/dev/zero", 1, "FTO001 this is not a regular file"),
    (lambda _: "a\nb\x1b[31m.yaml", 2, "there is no file or folder a b [31m.yaml"),
    (lambda _: "", 2, "a path is empty"),
    (lambda _: "x" * 5_000, 2, "cannot be read: File name too long"),
]


@pytest.mark.parametrize(("make", "code", "said"), PATHS, ids=lambda given: getattr(given, "__name__", None))
def test_a_hostile_path(tmp_path: Path, make: Callable[[Path], str], code: int, said: str) -> None:
    done = command(make(tmp_path), "--isolated", cwd=tmp_path)
    assert (done.returncode, said in done.stderr.decode()) == (code, True), done.stderr


@pytest.mark.parametrize("encoding", slow_but(["ascii", "latin-1", "utf-16"], "utf-16"))
@pytest.mark.parametrize("form", ["json", "ndjson", "csv", "sarif", "junit", "github", "markdown"])
def test_what_programs_read_is_utf_8(tmp_path: Path, form: str, encoding: str) -> None:
    (tmp_path / "x.yaml").write_text(PLAIN.replace("A group", "Grüppe 日本 😀"))
    told = [
        command("x.yaml", "-f", form, "--isolated", cwd=tmp_path, PYTHONIOENCODING=name).stdout
        for name in ("utf-8", encoding)
    ]
    assert told[0] == told[1]
    assert form in ("github", "sarif") or "Grüppe 日本 😀".encode() in told[0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    ("arguments", "code"),
    slow_but(
        [("x.yaml -o json:out.json >/dev/null", 0), ("nope.yaml", 2), ("x.yaml >&-", 2)],
        ("x.yaml -o json:out.json >/dev/null", 0),
        ("x.yaml >&-", 2),
    ),
)
def test_a_standard_error_that_is_full_changes_nothing(tmp_path: Path, arguments: str, code: int) -> None:
    (tmp_path / "x.yaml").write_text(PLAIN)
    line = f"{shlex.quote(sys.executable)} -m fto_check {arguments} --isolated 2>/dev/full"
    done = subprocess.run(line, shell=True, cwd=tmp_path, env=environment(), timeout=60, check=False)
    assert done.returncode == code
    assert (tmp_path / "out.json").exists() == ("out.json" in arguments)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments", slow_but(["--version", "--help", "check --help", "explain"], "--version", "--help")
)
def test_a_disk_that_is_full_is_no_bug(tmp_path: Path, arguments: str) -> None:
    line = f"{shlex.quote(sys.executable)} -m fto_check {arguments} >/dev/full"
    done = subprocess.run(
        line, shell=True, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "bug" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("columns", ["²", "9" * 30, "-5", "0", "wide", "99999999"])
def test_a_width_that_is_none_is_passed_over(tmp_path: Path, columns: str) -> None:
    (tmp_path / "x.yaml").write_text(PLAIN)
    wide = command("x.yaml", "--isolated", "--as-of", "2026-01-01", cwd=tmp_path, COLUMNS=columns)
    assert wide.stdout == command("x.yaml", "--isolated", "--as-of", "2026-01-01", cwd=tmp_path).stdout


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(PLAIN)
    line = f"mkdir gone && cd gone && rmdir ../gone && {shlex.quote(sys.executable)} -m fto_check ../x.yaml"
    done = subprocess.run(
        line, shell=True, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (2, "fto-check: [Errno 2] No such file or directory\n")


@pytest.mark.slow
def test_a_report_can_go_to_a_pipe_by_name(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(PLAIN)
    run = f"{shlex.quote(sys.executable)} -m fto_check x.yaml --isolated -q"
    line = f"{run} -o json:>(cat > piped); {run} -o json:file; sleep 1; {run} -f json -o csv:/dev/stdout | cat > both"
    subprocess.run(["bash", "-c", line], cwd=tmp_path, env=environment(), timeout=60, check=True)
    assert (tmp_path / "piped").read_bytes() == (tmp_path / "file").read_bytes() != b""
    both = (tmp_path / "both").read_text()
    assert '"schema_version"' in both
    assert "x.yaml," in both


def test_a_name_of_many_bytes_is_one(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(PLAIN)
    assert command("x.yaml", "--isolated", "-q", "-o", f"json:{'名' * 85}", cwd=tmp_path).returncode == 0
    done = command("x.yaml", "--isolated", "-q", "-o", f"json:{'名' * 86}", cwd=tmp_path)
    assert (done.returncode, "File name too long" in done.stderr.decode()) == (2, True)


def test_a_sink_that_cannot_be_written_is_named_inertly(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(PLAIN)
    name = "a\n::error::x\x1b[31m"
    (tmp_path / name).symlink_to("nowhere/x")
    done = command("x.yaml", "--isolated", "-q", "-f", "ndjson", "-o", f"ndjson:{name}", cwd=tmp_path)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"\x1b" not in done.stderr


def test_standard_input_is_read_once(run: Run) -> None:
    done = run("-", "-", "--isolated", "-f", "csv", stdin=PLAIN.encode())
    assert (done.returncode, b"1 profile checked" in done.stderr) == (0, True)


def test_standard_input_by_name_is_no_file(process: Run) -> None:
    done = process("/dev/stdin", "--isolated")
    assert (done.returncode, b"FTO001 this is not a regular file" in done.stderr) == (1, True)


def test_a_bomb_under_a_limit_of_its_own(tmp_path: Path) -> None:
    """The limits of the other tests are this process's; here the process has no more from its start on."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    (tmp_path / "x.yaml").write_text(laughs())
    done = subprocess.run(
        [sys.executable, "-m", "fto_check", "x.yaml", "--isolated"], cwd=tmp_path, env=environment(),
        capture_output=True, timeout=60, check=False, preexec_fn=limit,
    )  # fmt: skip
    assert (done.returncode, b"FTO005" in done.stderr, b"Traceback" in done.stderr) == (1, True, False)


class PanicError(BaseException):
    """As a library in Rust raises where memory ends."""


@pytest.mark.parametrize("raised", [SystemError("error return without exception set"), ImportError("x"), MemoryError()])
def test_memory_that_ends_is_one_line_whatever_a_library_calls_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: Exception
) -> None:
    (tmp_path / "x.yaml").write_text(PLAIN)

    def short(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr("fto_check.runs.check.load_with_document", short)
    for arguments in (["x.yaml"], ["x.yaml", "-f", "json", "-o", "csv:out"]):
        done = command(*arguments, "--isolated", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (2, b"fto-check: there is not enough memory\n")
    assert not (tmp_path / "out").exists()
    if not isinstance(raised, MemoryError):  # without a limit of memory it is a bug
        assert b"FTO000 a bug of the checker" in call("x.yaml", "--isolated", cwd=tmp_path).stderr


def test_what_is_no_exception_of_pythons_own_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.yaml").write_text(PLAIN)

    def panic(*_: object, **__: object) -> None:
        raise PanicError("PyObject pointer is null")

    monkeypatch.setattr("fto_check.runs.check.load_with_document", panic)
    done = command("x.yaml", "--isolated", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, b"fto-check: there is not enough memory\n")
    done = call("x.yaml", "--isolated", cwd=tmp_path)
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)
    assert b"a bug: PanicError: PyObject pointer is null" in done.stderr


@pytest.mark.parametrize("path", slow_but(["-", "/dev/stdin"], "-"))
def test_standard_input_that_is_closed(path: str) -> None:
    line = f"{shlex.quote(sys.executable)} -m fto_check {path} --isolated <&-"
    done = subprocess.run(line, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (1, 2), done.stderr
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may run a command as another user")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    raw = f"""
import os, sys
os.setgid(65534); os.setuid(65534)
from fto_check.documents.yaml_reader import read_document
from fto_check.problems.problems import InvalidDocumentError
try: read_document({str(tmp_path / "x.yaml")!r})
except InvalidDocumentError as error: print(error)
"""
    (tmp_path / "x.yaml").write_text(PLAIN)
    (tmp_path / "x.yaml").chmod(0)
    # Everything is loaded before the user changes, who may not be allowed to read the interpreter's own files.
    done = subprocess.run(
        [sys.executable, "-c", "import fto_check.documents.yaml_reader, fto_check.problems.problems\n" + raw],
        cwd=ROOT, capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "x.yaml:1:1: error FTO001 the file cannot be read: Permission denied" in done.stdout, done.stderr


def test_a_file_that_vanishes_between_being_found_and_being_read(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.yaml")
    report = check_paths([(CASE, None), (gone, None)], Question(load_statute(), DAY))
    assert (len(report.profiles), report.invalid) == (1, (gone,))
    (problem,) = (problem for problem in report.problems if problem.location.path == gone)
    assert (problem.code, problem.message) == ("FTO001", "the file cannot be read: No such file or directory")


def test_a_file_below_1500_folders_is_found(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1_500):  # one by one: the whole path is near the longest that a call takes
        os.mkdir("d", dir_fd=here)
        above, here = here, os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(above)
    os.close(os.open("x.yaml", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    try:
        done = command("d", "--isolated", cwd=tmp_path)
    finally:  # pytest's own way of deleting calls itself for each level
        subprocess.run(["rm", "-rf", "d"], cwd=tmp_path, check=True)
    assert done.returncode == 2
    assert b"nothing to check: none of its YAML files is a profile in the folder d, or below it" in done.stderr


@pytest.mark.slow
def test_many_files_that_are_no_profiles_are_counted(tmp_path: Path) -> None:
    for number in range(20_000):
        (tmp_path / f"{number}.yaml").touch()
    done = command(".", "--isolated", cwd=tmp_path)
    assert (done.returncode, b"20,000 YAML files" in done.stderr or b"20000 YAML files" in done.stderr) == (2, True)


NAMES = [
    "new\nline.yaml", "::error file=x::y.yaml", "\n::error::x.yaml", "a,b:c%0A%25.yaml",
    "\x1b[31mred\x1b]8;;x\x07.yaml",
    "latin\udce9.yaml", "\u202egpj.yaml", "[red]x[/red].yaml", "|a|b|.yaml", "]]><x/>.yaml", "=cmd|' /C calc'!A0.yaml",
    "##[group]x.yaml", "<script>.yaml", "![x](y).yaml", "a:b.yaml", " .yaml", "%.yaml", "é名\U0001f600.yaml", "\r.yaml",
]  # fmt: skip


@cache
def report_of_hostile_names() -> Report:
    good, bad = Path(CASE).read_bytes(), PLAIN.encode() + b"    x: 1\n"
    given = [pair for name in NAMES for pair in ((name, good), (f"bad {name}", bad), (f"/abs/{name}", bad))]
    return check_paths(given, Question(load_statute(), DAY, gates=(Gate.MET,)))


@pytest.mark.parametrize("form", list(Format))
def test_hostile_names_of_files_are_inert_in_every_format(form: Format) -> None:
    check_rendering(render(report_of_hostile_names(), form), form)


# Text of a profile, as the readers of each format would take it
MARKUP: list[tuple[str, Format, str]] = [
    ("[red]x[/red] [link=file:///etc/passwd]y[/link]", Format.TABLE, r"\x1b"),
    ("\U0001f600 :skull: [bold", Format.TABLE, "💀"),
    ("<script>alert(1)</script><img src=x onerror=y>", Format.MARKDOWN, r"(?<!\\)<(script|img)"),
    ("a | b | c", Format.MARKDOWN, r"a \| b"),
    ("[x](javascript:y) ![i](https://attacker.example/i.png)", Format.MARKDOWN, r"(?<!\\)\]\("),
    ("@everyone #1 https://attacker.example", Format.MARKDOWN, r"@everyone|#1|https://attacker"),
    ("=cmd|' /C calc'!A0", Format.CSV, r'(^|,)"?='),
    ("+1;=1+1", Format.CSV, r'(^|,)"?\+|;='),
    ("::set-output name=a::b", Format.GITHUB, "::set-output"),
    ("::error file=x::y", Format.JUNIT, "::error"),
    ("]]><failure/><!-- &x; <!DOCTYPE a>", Format.JUNIT, "<failure/>|<!--|<!DOCTYPE"),
    ("##[add-mask]x ##vso[task.complete]", Format.JSON, r"##\[|##vso"),
    ("::stop-commands::x", Format.NDJSON, r"(?m)^\s*::"),
]


@pytest.mark.parametrize(("text", "form", "never"), MARKUP)
def test_markup_in_a_profile_stays_text(text: str, form: Format, never: str) -> None:
    quoted = json.dumps(text, ensure_ascii=False)
    raw = PLAIN.replace("A group", quoted).replace("It sits abroad.", quoted)
    report = check_paths([("x.yaml", raw.encode())], Question(load_statute(), DAY))
    assert not report.invalid
    rendered = render(report, form)
    check_rendering(rendered, form)
    if isinstance(rendered, str):
        assert not re.search(never, rendered)


SHOWS_NOTHING = (
    "\u00ad\u034f\u061c\u115f\u17b4\u180b\u180e\u200b\u200d\u2060\u206f\u3164\ufe0f\uffa0\U000e0041\U000e01ef"
)
"""Of each block of characters that are ignored where they are drawn, at least one; those of direction are refused."""


@pytest.mark.parametrize("form", list(Format))
def test_a_character_that_shows_nothing_is_seen_in_every_format(form: Format) -> None:
    for sign in SHOWS_NOTHING.replace("\u061c", ""):
        raw = PLAIN.replace("A group", f"A gr{sign}oup").replace("abroad", f"abr{sign}oad")
        given = [("x.yaml", raw.encode()), (f"y{sign}.yaml", raw.encode() + b"    x: 1\n")]
        rendered = render(check_paths(given, Question(load_statute(), DAY)), form)
        check_rendering(rendered, form)
        if isinstance(rendered, str):
            assert not set(SHOWS_NOTHING) & set(rendered)
            if form in (Format.JSON, Format.CSV, Format.MARKDOWN, Format.HTML):
                escapes = {f"\\u{ord(sign):04x}", f"\\U{ord(sign):08x}", json.dumps(sign).strip('"')}
                assert any(f"abr{one}oad" in rendered.replace("\\\\", "\\") for one in escapes), "as an escape"


def test_so_many_days_over_time_are_refused(tmp_path: Path) -> None:
    days = [date(2005, 6, 1) + timedelta(days=2 * number) for number in range(3_000)]
    items = "".join(
        f"  e{number}: {{claim: C, credibility: 2, sources: [paper], when: {day}, supports: [intent]}}\n"
        for number, day in enumerate(days)
    )
    (tmp_path / "x.yaml").write_text(f"{HEAD}evidence:\n{items}")
    done = command("why", "x.yaml", "--over-time", "--isolated", cwd=tmp_path)
    assert done.returncode == 2
    assert b"days on which a status can change, and at most 2,000 are judged" in done.stderr


# Streams


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("form", slow_but(Format, Format.NDJSON))
def test_a_full_disk_under_any_format_is_one_line(form: Format) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "fto_check", CASE, "-f", form, "-q"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE,
            timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == "fto-check: the report cannot be written: No space left on device"


@pytest.mark.parametrize("form", slow_but(Format, Format.NDJSON))
def test_a_reader_that_has_had_enough_of_any_format_is_no_error(form: Format) -> None:
    line = f"{shlex.quote(sys.executable)} -m fto_check tests/cases -q -f {form} --exit-zero; echo $? >&2"
    process = subprocess.Popen(
        ["sh", "-c", f"({line}) | head -n 1 >/dev/null"], cwd=ROOT, stderr=subprocess.PIPE
    )  # fmt: skip
    _, said = process.communicate(timeout=60)
    assert said.split() == [b"0"], said


@pytest.mark.parametrize("form", slow_but(["json", "ndjson"], "ndjson"))
def test_a_disk_that_fills_up_while_a_report_is_written_leaves_the_old_one(tmp_path: Path, form: str) -> None:
    report = tmp_path / "report.json"
    report.write_text("old")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = subprocess.run(
        [sys.executable, "-m", "fto_check", CASE, "-f", form, "-o", f"{form}:{report}"], cwd=ROOT, check=False,
        capture_output=True, timeout=60, preexec_fn=limit,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert f"{report} cannot be written: File too large" in done.stderr.decode()
    assert len(done.stdout) > 4096, "the other output is whole"
    assert [child.name for child in tmp_path.iterdir()] == ["report.json"]
    assert report.read_text() == "old"


# Official lists, records and configurations
LISTS: list[tuple[str, Callable[[], bytes], str]] = [
    ("billion laughs", lambda: b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sdnList>&b;</sdnList>',
     "declares"),
    ("external entity", lambda: b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><sdnList>&a;</sdnList>',
     "declares"),
    ("external type", lambda: b'<!DOCTYPE sdnList SYSTEM "http://x.example/x.dtd"><sdnList/>',
     "declares a document type"),
    ("deep XML", lambda: b"<sdnList>" + b"<a>" * 100_000, "levels"),
    ("a text of XML of 8 MiB", lambda: b"<sdnList><sdnEntry><uid>" + b"1" * 8_388_608, "a text or tag of more than"),
    ("NULs in CSV", lambda: b'1,"A\0",-0- ,"FTO",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1a\r\n', "U+0000"),
    ("a field of CSV of 1 MiB", lambda: b'1,"A"' + b",-0- " * 10 + b"\r\n" + b"A" * 1_048_576, "a line of more than"),
    ("deep JSON", lambda: b'{"id": ' + b"[" * 100_000 + b"\n", "nested too deeply"),
    ("a number of JSON of 5,000 digits", lambda: b'{"id": ' + b"1" * 5_000 + b"}\n", "4300 digits"),
    ("half a pair in JSON", lambda: b'{"id": "\\ud800", "schema": "Person", "properties": {}}\n', "U+D800"),
    ("a line of JSON of 2 MiB", lambda: b'{"id": "' + b"x" * 2_097_152, "a line of more than"),
    ("a ZIP archive", lambda: b"PK\x03\x04", "a ZIP archive"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "said"), [row[1:] for row in LISTS], ids=[row[0] for row in LISTS])
def test_a_hostile_list(tmp_path: Path, make: Callable[[], bytes], said: str) -> None:
    (tmp_path / "list").write_bytes(make())
    done = command("record", "--from", "list", "--isolated", cwd=tmp_path)
    told = done.stderr.decode()
    assert (done.returncode, done.stdout, "FTO013" in told, said in told) == (2, b"", True, True), told[:500]


ROW = "id,name,aliases,designated,organization\n"
DATED = "# list_as_of: 2026-06-08\n"
RECORDS: list[tuple[str, Callable[[], str], str]] = [
    ("a head of 4 million columns", lambda: DATED + "," * 4_000_000, "the column '' stands twice"),
    ("a million bad rows", lambda: DATED + ROW + "x\n" * 1_000_000, "1 columns where there should be 5"),
    ("30,000 rows of one organization",
     lambda: DATED + ROW + "".join(f"a{n},A,,2001-01-01,a{29_999 - n}\n" for n in range(30_000)), "points further"),
    ("a field of 1 MiB", lambda: f'{DATED}{ROW}a,"{"x" * 1_048_576}",,2001-01-01,\n', "field larger than field limit"),
    ("a quote that is never closed", lambda: DATED + ROW + 'a,"' + "x\n" * 1000, "not CSV"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "said"),
    slow_but([row[1:] for row in RECORDS], *(row[1:] for row in RECORDS[3:])),
    ids=[row[0] for row in RECORDS],
)
def test_a_hostile_record(tmp_path: Path, make: Callable[[], str], said: str) -> None:
    (tmp_path / "record.csv").write_text(make())
    with in_time(SECONDS), pytest.raises(InvalidDocumentError, match=re.escape(said)) as caught:
        read_record(str(tmp_path / "record.csv"))
    assert len(caught.value.problems) <= MAX_PROBLEMS + 1


CONFIGS: list[tuple[str, Callable[[], str], str]] = [
    ("a number of 5,000 digits", lambda: f"[tool.fto-check]\nas-of = {'1' * 5_000}\n", "4300 digits"),
    ("a key of 100,000 parts", lambda: "[tool.fto-check]\n" + ".".join("a" * 100_000) + " = 1\n", "more than 500 dots"),
    ("10,000 inline tables", lambda: "[tool.fto-check]\na = " + "{a = " * 10_000, "not TOML"),
    ("50,000 unknown keys", lambda: "[tool.fto-check]\n" + "".join(f"k{n} = 1\n" for n in range(50_000)), "unknown in"),
    (
        "110,000 patterns",
        lambda: "[tool.fto-check]\nexclude = [" + '"%x*",' * 110_000 + "]\n",
        "at most 1,000 are read",
    ),
    ("2 MiB", lambda: "[tool.fto-check]\n" + "#" * 2_097_152, "larger than 1 MiB"),
    ("an escape sequence", lambda: '[tool.fto-check]\n"\\u001b[2J\\n::error::" = 1\n', "is unknown"),
]


@pytest.mark.parametrize(
    ("make", "said"),
    slow_but([row[1:] for row in CONFIGS], *(row[1:] for row in CONFIGS if "50,000" not in row[0])),
    ids=[row[0] for row in CONFIGS],
)
def test_a_hostile_configuration(tmp_path: Path, make: Callable[[], str], said: str) -> None:
    (tmp_path / "pyproject.toml").write_text(make())
    done = command("record", "hamas", cwd=tmp_path)
    told = done.stderr.decode()
    assert (done.returncode, "FTO015" in told, said in told) == (2, True, True), told[:500]
    assert "\x1b" not in told
    assert told.count(": error ") <= MAX_PROBLEMS + 1


# Regular expressions and other functions that see text of others, each with what would make it slow
N = 100_000
SLOW: list[tuple[str, Callable[[str], object], tuple[str, ...]]] = [
    ("problems.inert", inert.inert, ("#" * N, ":" * N, "\r\n\t" * N)),
    ("problems.inert", inert.inert_json, ("#" * N, "##a" * N)),
    (
        "problems.inert",
        inert.inert_markdown,
        (":" * N, ":a" * N, "\\_" * N, ":" + "+" * N, "a" * N, "0a" * N, "1" * N, "www." * N),
    ),
    ("problems.inert", inert.inert_cell, (";" * N, ";" + " " * N, "; " * N, "\ufeff" * N)),
    ("problems.inert", lambda text: inert.inert_link(f"https://{text}"), ("#" * N, "%" * N, "&" * N)),
    ("documents.names", names.fold, ("'" * N, "_ " * N, "e\u0301" * N)),
    ("documents.names", names.forms, ("(" * N, " - " * N, " -- " * N, ", aka " * N, " " * N)),
    ("documents.names", lambda text: names.likeness(text, text[::-1]), ("ab " * N, "abcdefgh " * N)),
    ("record.refresh", refresh.clean, (" " * N, "\x1b" * N)),
    ("record.refresh", lambda text: refresh._without_parentheses(text[: names.LONGEST]), ("(" * N,)),
    ("views.words", lambda text: shared.short_name(text, (text,)), ("(" * N, "( " * N, "A" * N)),
    ("runs.claims", claims.place_key, ("0" * N, "1 " * N, "9" * N)),
    ("record.identity", identity._outer_and_inner, ("(" * N, "( " * N)),
    ("record.matching", matching.is_abbreviation, ("-" * N, "A" * N)),
    ("record.spelling", spelling.sound, ("a" * N, "aab" * N)),
    ("record.spelling", spelling.words, ("a " * 4000, "1st" * N)),
    ("record.snapshots.sdn_csv", sdn_csv.split_tags, ("]" * N, "] " * N, "]" + " " * N)),
    ("record.snapshots.sdn_csv", sdn_csv.weak_aliases, ("a.k.a. '" + "'" * N + "x", "; " * N)),
    ("record.snapshots.ftm", ftm._day.fullmatch, ("2020-01-01T" * N, "2020-01-01" + " " * N + "\n")),
    ("record.snapshots.reading", reading.tidy, (" " * N, "a " * N)),
    ("documents.labels", labels.plain_form, ("- " * N, "'" * N, " " * N)),
    ("documents.labels", labels.skeleton, ("о" * N, "e\u0301" * N, "\u200b" * N)),
    ("problems.characters", characters.is_visible, ("\u200b" * N, "\u0301" * N)),
    (
        "profile.comments",
        lambda text: _cut(f"name: {text}"),
        (" #" * N, " " * N, "name: x " * N, "name: x\n" * N, "# " * N),
    ),
    ("documents.dates", dates._PART.fullmatch, ("1" * N, "2020-" * N)),
    (
        "documents.written_dates",
        lambda text: [written_dates.hint_for_date(text[:size]) for size in (N, written_dates.LONGEST)],
        ("1" * N, "2020-" * N, " " * N, "may " * N, "- " * N, "c. " * N, "to " * N, "a" * N),
    ),
    (
        "documents.syntax",
        lambda text: _parse(f"a: b\n{text}\n c: d: e"),
        ("a:b\n" * N, "-a\n" * N, "\u00a0" * N, "<<<<<<< x\n" * N, "a" * N, " " * N, "- " * N, "# x\n" * N, "\n" * N),
    ),
    (
        "documents.syntax_values",
        lambda text: _parse(f"a: {text}\nb"),
        (
            "'" * N,
            '"' * N,
            "''x" * N,
            "[" * 9 + "a" * N,
            "*a " * N,
            "&a " * N,
            "!a " * N,
            "{a: " * 9 + "," * N,
            "- " * N,
        ),
    ),
    ("documents.scene", scene.PAIR.match, ("- " * N, "a" * N, "a:" * N, " " * N)),
    ("law.search", lambda text: find_nodes(text, load_statute()), ("a" * N, "a_" * N, "murder " * N)),
    ("law.search", lambda text: find_nodes(text[:100], load_statute()), ("a" * N, "a_" * N, "murder " * N)),
    ("profile.shapes", lambda text: _shapes(text), (" " * N, "[" * N, "- " * N, ", " * N, "and " * N, "–a" * N)),
    ("profile.addresses", fault_of_address, (" " * N, "http:" + "/" * N, "[" * N, "a." * N, "h" * N, "<" * N, "x" * N)),
    ("profile.citing", lambda text: hint_for_citation(text, {"a": {"title": text}}), (" " * N, "a " * N, ", " * N)),
    (
        "profile.citing",
        lambda text: hint_for_citation(text[:400], {"a": {"title": text}}),
        (" " * N, "a " * N, ", " * N),
    ),
    ("profile.citing", repaired_id, ("a-" * N, "о" * N)),
    ("profile.keys", lambda text: hint_for_key(text, ["claim"], {"Source": ["title"]}), ("a:" * N, "a" * N, ": " * N)),
    ("profile.countries", hint_for_country, (" " * N, "a, " * N, "and " * N, "the " * N)),
    ("profile.countries", lambda text: hint_for_country(text[:200]), (" " * N, "a, " * N, "and " * N, "the " * N)),
    ("profile.references", lambda text: _between.split(text), (" " * N, ", and " * N, ";" * N)),
    ("profile.models", lambda text: _day_key.match(text), (" " * N, "as" * N, "as of" + " " * N)),
    ("advice.on_acts", lambda text: list(on_acts._slips(text)), ("a" * N, "ab-" * N, "_" * N, "aaaa-" * N)),
    ("advice.on_claims", lambda text: list(on_claims._official.finditer(text)), ("A" * N, "Aa " * N, "police " * N)),
    ("documents.textfile", lambda text: textfile.decode(text.encode(), "x"), ("\r\n" * N, "é" * N)),
    ("advice.on_sources", on_sources._archives.match, ("https://www." * N,)),
    ("advice.on_sources", on_sources._lists.match, ("https://www." * N,)),
    ("profile.values", lambda text: _url(f"https://{text}"), ("a" * N, "a." * N, "[" * N, " " * N, "%" * N)),
    (
        "profile.recognition",
        lambda text: looks_like_profile(text.encode()),
        (
            "".join(f"o{n}: 1\n" for n in range(N)),
            "{" + ", " * N,
            "{ " * N,
            "o" * N + ": 1",
            " " * N,
            "'" * N,
            "a \n" * N,
            "? " * N,
        ),
    ),
    ("profile.values", lambda text: _id(text), ("a-" * N, "a" * N + "!", "-" * N)),
    ("documents.yaml_reader", lambda text: _parse(text), ("{?" * N, " ?" * N, "a: ?b\n" * N, "?" * N)),
    (
        "documents.composer",
        lambda text: _parse(text),
        (" &" * N, "&" * N, "- !" * N, "[" * N, "{" * N, "'" * N, "- " * N, "a\n" * N, "\t" * N, ": " * N),
    ),
    (
        "cli.config",
        lambda text: config._find_key(f"[tool.fto-check]\n{text}", "x"),
        ("\n" * N, " \n" * N, "a=\n" * N, " " * N),
    ),
    ("views.markdown", lambda text: markdown.cut(text, 1000), ("[^1]" * N, "[^" * N, "## " * N, "#" * N)),
    ("views.report_words", report_words._ACRONYM.fullmatch, ("A" * N, "A-" * N, "A-A" * N)),
    ("manuals.template", file_name, ("-" * N, "é" * N, "a-" * N)),
    ("cli.io", lambda text: plain(text, _console()), (" x" * N, "x" + " " * N)),
    ("cli.options", lambda text: offer([(text, text)]), ("a" * N, "$" * N, " " * N)),
    ("documents.ago", lambda text: _day_meant(text), ("1" * N, "2020-" * N, "1 day" + " ago" * N)),
    ("manuals.begun", begun._full_day.fullmatch, ("2020" + "-01" * N, "2020T" + " " * N)),
    ("manuals.begun", begun._address_id.fullmatch, ("a" * N, "-" * N)),
    ("record.writing", lambda text: GUARDED.sub("'", text), ("'" * N, " " * N, "' " * N, "=" * N)),
    ("views.html.page", html_page.brief_address, ("http://" * N, "/" * N, "a" * N)),
    ("views.html.page", html_page.address, ("https://" + "#" * N, ":" * N)),
    ("views.html.scene", lambda text: _YEAR_BEHIND.sub("", text), ("-1900" * N, "-" * N, "-19" * N)),
    ("problems.problems", lambda text: did_you_mean(text, [text[::-1], "a"]), ("abcdefghijklmnopqrstuvwxyz" * N,)),
]
# These see no text of others: the law's, the catalogue's, or an annotation of this package.
OWN = {
    "manuals.schema", "views.check.sarif", "manuals.codes", "cli.author", "record.entry", "views.compare.table",
    "record.snapshots.sdn_xml", "views.schemas",
    "runs.revisions",  # what git prints: the name of a commit
}  # fmt: skip


def _day_meant(text: str) -> object:
    with suppress(ValueError):
        return day_meant(text, date(2026, 11, 24))
    return None


def _console() -> Any:
    from rich.console import Console

    return Console(width=100, file=io.StringIO(), markup=False)


def _url(text: str) -> object:
    from fto_check.profile.values import _check_url

    with suppress(PydanticCustomError):
        _check_url(text)
    return None


def _shapes(text: str) -> object:
    for field in ("supports", "sources", "countries", "where", "expect"):
        hint_for_list(text, field)
    return [hint_for_mapping(text, field, "evidence") for field in ("organization", "reviewed", "x")]


def _cut(text: str) -> object:
    from fto_check.profile.loading import load_with_document

    with suppress(InvalidDocumentError):
        load_with_document("x.yaml", raw=text.encode())
    return None


def _id(text: str) -> object:
    from fto_check.profile.values import _item_id, _source_id

    return _source_id.fullmatch(text) or _item_id.fullmatch(text)


def _parse(text: str) -> object:
    with suppress(InvalidDocumentError):
        return parse_document(text, "x.yaml")
    return None


@pytest.mark.parametrize(("call", "texts"), [row[1:] for row in SLOW], ids=[row[0] for row in SLOW])
def test_time_grows_with_the_text_and_not_with_its_square(
    call: Callable[[str], object], texts: tuple[str, ...]
) -> None:
    """A hundred thousand characters and more take a moment; their square would take minutes or an hour."""
    for text in texts:
        begun = time.process_time()
        with in_time():
            call(text)
        assert time.process_time() - begun < 5, text[:20]


def test_every_module_with_a_regular_expression_is_looked_at() -> None:
    call = re.compile(r"\bre\.(compile|search|match|fullmatch|sub|split|findall|finditer)\(")
    paths = [path for path in (ROOT / "fto_check").rglob("*.py") if call.search(path.read_text())]
    having = {".".join(path.relative_to(ROOT / "fto_check").with_suffix("").parts) for path in paths}
    assert having <= {name for name, _, _ in SLOW} | OWN

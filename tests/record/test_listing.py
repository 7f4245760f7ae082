"""What is said of a name and of a profile's organization: listed, not listed by a list of its day, unclear."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.record.test_reading import HEAD

NAMES = "CJNG\nHezbolah\n\n  Doctors   Without Borders\nHay'at Tahrir al-Sham\nAAB\n基地组织\nJuarez Cartel\n=x y\n"
PROFILE = """organization: {{name: {name}, countries: [NO]{more}}}
sources:
  a: {{title: A, publisher: P, kind: press, reliability: B, published: 2020, archived: "https://example.org/a"}}
evidence:
  i: {{claim: It exists., credibility: 3, about: [foreign, terrorist_activity, threat], sources: [a]}}
"""


def profile(folder: Path, name: str, more: str = "") -> str:
    (folder / "a.yaml").write_text(PROFILE.format(name=json.dumps(name), more=more), encoding="utf-8")
    return str(folder / "a.yaml")


def test_names_of_a_file(run: Run, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    (tmp_path / "names.txt").write_text(NAMES, encoding="utf-8")
    for form, suffix in (("table", "txt"), ("json", "json"), ("csv", "csv")):
        done = run("record", "--names", "names.txt", "--as-of", "2026-06-08", "-f", form, cwd=tmp_path, COLUMNS="100")
        assert done.returncode == 0
        golden(f"record/names.{suffix}", done.stdout.decode())
    piped = run("record", "--names", "-", "--as-of", "2026-06-08", "-f", "csv", stdin=NAMES.encode())
    rows = list(csv.DictReader(io.StringIO(piped.stdout.decode())))
    assert [row["name"] for row in rows][:3] == ["CJNG", "Hezbolah", "Doctors Without Borders"]
    assert [row["status"] for row in rows] == [
        "listed", "unclear", "not_listed", "delisted", "unclear", "unclear", "not_listed", "not_listed",
    ]  # fmt: skip


@pytest.mark.parametrize("content", [None, b"", b"\n \n", b"\xff\xfe", b"A\x00B\n"])
def test_a_file_without_names(run: Run, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "names.txt").write_bytes(content)
    done = run("record", "--names", "names.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize("more", [("cjng",), ("--against", "profiles"), ("--from", "x"), ("--accept-changes",)])
def test_what_does_not_go_with_names(run: Run, more: tuple[str, ...]) -> None:
    done = run("record", "--names", "-", *more, stdin=b"CJNG\n")
    assert (done.returncode, done.stdout) == (2, b"")


def test_an_old_list_is_a_warning_where_the_answer_is_not_listed(run: Run, tmp_path: Path) -> None:
    late, covered = ("--as-of", "2026-11-30"), ("--as-of", "2026-09-06")
    for arguments in (
        ("record", "Oxfam"),
        ("record", "--names", "-"),
        ("record", "--against", profile(tmp_path, "Oxfam")),
    ):
        for day, warned in ((late, True), (covered, False)):
            done = run(*arguments, *day, stdin=b"Oxfam\nCJNG\n", cwd=tmp_path)
            assert (done.returncode, b"FTO218" in done.stderr) == (0, warned), arguments
            failing = run(*arguments, *day, "--fail-on", "FTO218", stdin=b"Oxfam\n", cwd=tmp_path)
            assert failing.returncode == int(warned), arguments
    for name in ("CJNG", "Abu Sayyaf", "HTS"):
        assert b"FTO218" not in run("record", name, *late).stderr, "not said to be not listed"
    assert b"FTO218" not in run("record", *late).stderr
    assert run("record", "Oxfam", *late, "--fail-on", "warning").returncode == 1
    assert run("record", "Abu Sayyaf", *late, "--fail-on", "fto202").returncode == 1
    for word in ("met", "FTO999"):
        assert run("record", "Oxfam", "--fail-on", word).returncode == 2


def test_check_asks_for_near_names_too(run: Run, tmp_path: Path) -> None:
    day = ("--as-of", "2026-06-08", "-f", "json")
    near = json.loads(run(profile(tmp_path, "Abu Sayyaf"), *day).stdout)
    found = near["profiles"][0]["record"]
    assert (found["id"], found["status"], found["candidates"]) == (None, "unclear", ["abu-sayyaf-group"])
    assert found["unclear_because"] == "near"
    assert [(problem["code"], problem["line"], problem["column"]) for problem in near["problems"]] == [
        ("FTO202", 1, 16)
    ]
    text = run(profile(tmp_path, "Abu Sayyaf"), "--as-of", "2026-06-08", "--full").stdout.decode()
    text = " ".join(text.split())
    assert "official record: unclear, since the list has names like it: Abu Sayyaf Group [abu-sayyaf-group]" in text
    compared = json.loads(run("compare", profile(tmp_path, "Abu Sayyaf"), *day).stdout)
    assert compared["organizations"][0]["record"] == found
    against = json.loads(run("record", "--against", profile(tmp_path, "Abu Sayyaf"), *day).stdout)
    assert (against["profiles"][0]["candidates"], against["profiles"][0]["moments"][-1]["official"]) == (
        ["abu-sayyaf-group"],
        "unclear",
    )


def test_none_of_the_record(run: Run, tmp_path: Path) -> None:
    """`record: none` answers FTO202 for a namesake, and is doubted where the record has the very name."""
    day = ("--as-of", "2026-06-08", "-f", "json")
    report = json.loads(run(profile(tmp_path, "Taliban", ", record: none"), *day).stdout)
    assert (report["profiles"][0]["record"]["status"], report["problems"]) == ("not_listed", [])
    report = json.loads(run(profile(tmp_path, "HAMAS", ", record: none"), *day).stdout)
    assert [problem["code"] for problem in report["problems"]] == ["FTO217"]


def test_how_old_is_too_old_is_set(run: Run, tmp_path: Path) -> None:
    path = profile(tmp_path, "Oxfam")
    for days, codes in (("30", ["FTO218"]), ("365", []), ("0", ["FTO218"])):
        (tmp_path / "pyproject.toml").write_text(f"[tool.fto-check]\nmax-list-age = {days}\n")
        report = json.loads(run(path, "--as-of", "2026-08-01", "-f", "json", cwd=tmp_path).stdout)
        assert [problem["code"] for problem in report["problems"]] == codes
        gated = run(path, "--as-of", "2026-08-01", "-q", "--fail-on", "FTO218", cwd=tmp_path)
        assert gated.returncode == len(codes)
    for wrong in ("-1", "true", '"90"', "1.5"):
        (tmp_path / "pyproject.toml").write_text(f"[tool.fto-check]\nmax-list-age = {wrong}\n")
        assert run(path, cwd=tmp_path).returncode == 2


def test_every_output_names_a_record_of_ones_own(run: Run, tmp_path: Path) -> None:
    text = HEAD + "a-group,A group,2020-01-01,\n"
    (tmp_path / "mine.csv").write_text(text)
    (tmp_path / "pyproject.toml").write_text('[tool.fto-check]\nrecord = "mine.csv"\n')
    (tmp_path / "names.txt").write_text("A group\nB club\n")
    path = profile(tmp_path, "A group")
    digest = hashlib.sha256(text.encode()).hexdigest()
    for arguments in (
        *((path, "-f", form) for form in ("table", "markdown", "json", "ndjson", "csv", "junit", "sarif")),
        *(("compare", path, "-f", form) for form in ("table", "markdown", "json", "csv")),
        *(("record", "A group", "-f", form) for form in ("table", "json", "csv")),
        *(("record", "--names", "names.txt", "-f", form) for form in ("table", "json", "csv")),
        *(("record", "--against", path, "-f", form) for form in ("table", "json")),
    ):
        done = run(*arguments, "--as-of", "2026-06-08", cwd=tmp_path, COLUMNS="200")
        said = " ".join(done.stdout.decode().replace("&#8203;", "").split())
        assert "mine.csv" in said, arguments
        assert digest[:12] in said, arguments
        shipped = run(*arguments, "--as-of", "2026-06-08", "--isolated", cwd=tmp_path, COLUMNS="200").stdout
        assert b"sha256" not in shipped.replace(b'"sha256"', b""), arguments


def test_every_answer_says_that_the_names_are_not_all(run: Run, tmp_path: Path) -> None:
    path = profile(tmp_path, "Oxfam")
    (tmp_path / "names.txt").write_text("Oxfam\n")
    for arguments in (
        (path, "--full"), (path, "-f", "markdown"), ("compare", path), ("compare", path, "-f", "markdown"),
        ("record", "Oxfam"), ("record",), ("record", "--names", "names.txt"),
        ("record", "--names", "names.txt", "-f", "json"),
        ("record", "cjng", "-f", "json"), ("record", "--against", path),
    ):  # fmt: skip
        said = " ".join(run(*arguments, "--as-of", "2026-06-08", cwd=tmp_path, COLUMNS="80").stdout.decode().split())
        assert "the notices in the Federal Register and OFAC's list have more" in said.replace("\\", ""), arguments

"""A profile begun from a file or the official record: valid at once, whatever the file holds, and never counted."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check import assess, load_statute
from fto_check.manuals.begun import begin_from_ftm, begin_from_record
from fto_check.manuals.template import new_profile
from fto_check.profile.loading import load_with_document
from fto_check.profile.models import Profile
from fto_check.record.reading import load_record
from fto_check.record.snapshots.one_ftm import FtmEntry, FtmListing, FtmSubject, SubjectNotFoundError, read_one
from tests.conftest import ROOT, Run

STATUTE = load_statute()
FILE = "tests/data/begun/entities.ftm.json"
DAY = date(2026, 11, 24)
ANY = st.text(min_size=1, max_size=40)
LISTINGS = st.builds(
    FtmListing, authority=st.none() | ANY, program=st.none() | ANY, first_day=st.none() | ANY, last_day=st.none() | ANY,
    url=st.none() | ANY,
)  # fmt: skip
DAYS = st.sampled_from(["2016", "2009-04", "2009-04-15", "2009-04-15T10:00:00", "2016-13", "soon", "0000", "9999"])
SUBJECTS = st.builds(
    FtmSubject, id=ANY, name=ANY, names=st.lists(ANY, max_size=4).map(tuple),
    countries=st.lists(st.sampled_from(["mx", "PH", "xk", "eu", "suhh", "::"]), max_size=3).map(tuple),
    founded=st.lists(DAYS, max_size=3).map(tuple), dissolved=st.lists(DAYS, max_size=3).map(tuple),
    datasets=st.lists(ANY, max_size=2).map(tuple), seen=st.none() | DAYS,
)  # fmt: skip


def valid(text: str) -> Profile:
    """Return a profile of which no item counts."""
    profile = load_with_document("x.yaml", STATUTE, raw=text.encode()).profile
    assert all(item.is_context for item in profile.evidence.values())
    assert all(item.about for item in profile.evidence.values())
    cited = {one.source for item in profile.evidence.values() for one in item.sources}
    assert cited == set(profile.sources), "each source is cited, and each value has one"
    return profile


@given(st.builds(FtmEntry, subject=SUBJECTS, listings=st.lists(LISTINGS, max_size=3).map(tuple)))
def test_it_is_valid_whatever_the_file_holds(entry: FtmEntry) -> None:
    begun = begin_from_ftm(entry, STATUTE, "A name")
    profile = valid(new_profile(begun.name, STATUTE, (), begun))
    assert len(profile.evidence) >= 1 + len(entry.listings)
    assert set(profile.organization.countries) <= {"MX", "PH", "XK"}


def test_what_it_begins_with_changes_no_status() -> None:
    begun = begin_from_ftm(read_one(ROOT / FILE, "Harbor Front"), STATUTE, "Harbor Front")
    begun_so = assess(valid(new_profile(begun.name, STATUTE, (), begun)), STATUTE, DAY)
    bare = new_profile(begun.name, STATUTE)
    empty = assess(load_with_document("x.yaml", STATUTE, raw=bare.encode()).profile, STATUTE, DAY)
    assert begun_so.overall is empty.overall
    assert [one.status for one in begun_so.criteria] == [one.status for one in empty.criteria]


@pytest.mark.parametrize("number", range(0, len(load_record().entries), 12))
def test_every_designation_begins_a_profile(number: int) -> None:
    record = load_record()
    entry = record.entries[number]
    entries = record.designations_of(entry.id)
    begun = begin_from_record(entry.id, entries, STATUTE)
    profile = valid(new_profile(begun.name, STATUTE, entries, begun))
    assert profile.organization.record == entries[-1].id
    assert begun.left_out == []
    told = {str(item.when.text) for item in profile.evidence.values() if item.when is not None}
    assert {entry.designated.isoformat() for entry in entries} <= told


def known(printed: bytes) -> str:
    """Return a profile up to the list of elements, which is the law's and not this organization's."""
    return printed.decode().partition("# The elements (")[0]


def test_the_profiles(run: Run, golden: Callable[[str, str], None]) -> None:
    begun = run("new", "--from", FILE, "Harbor Front", "--stdout", "--isolated")
    assert begun.returncode == 0
    assert begun.stderr.decode().splitlines() == [
        "fto-check: left out: 'ZZ' is not a country",
        "fto-check: left out: 'javascript:alert(1)' is not a web address",
    ]
    golden("new/harbor-front-from-a-file.yaml", known(begun.stdout))
    listed = run("new", "--from", "record", "houthis", "--stdout", "--isolated")
    assert listed.returncode == 0
    golden("new/houthis-from-the-record.yaml", known(listed.stdout))
    by_id = run("new", "--from", "record", "cjng", "--stdout", "--isolated").stdout.decode()
    assert "  name: 'Cartel de Jalisco Nueva Generacion'\n" in by_id
    assert "  record: cjng " in by_id


def test_what_is_written_checks_at_once(run: Run, tmp_path: Path) -> None:
    done = run("new", "--from", str(ROOT / FILE), "Frente del Puerto", "--isolated", cwd=tmp_path)
    assert done.returncode == 0
    checked = run("harbor-front.yaml", "--isolated", "--warnings", "--as-of", "2026-11-24", cwd=tmp_path)
    assert checked.returncode == 0
    codes = {word for word in checked.stderr.decode().split() if word.startswith("FTO2")}
    assert codes <= {"FTO205", "FTO207", "FTO207:", "FTO205,", "FTO207,", "FTO218"}
    again = run("new", "--from", str(ROOT / FILE), "fx-harbor", "--isolated", cwd=tmp_path)
    assert again.returncode == 2, "nothing is written over"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("HF", "the file has several organizations by this name, give the id: Harbor Front (fx-harbor); Harbour Front"),
        ("Harber Front", "has the name or id 'Harber Front' (it has names like it: Harbor Front; Harbour Front)"),
        ("Nobody", "no organization of the file has the name or id 'Nobody'"),
        ("fx-person", "no organization of the file"),
    ],
)
def test_a_name_that_does_not_find_one(run: Run, name: str, said: str) -> None:
    done = run("new", "--from", FILE, name, "--stdout", "--isolated")
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("hizbola", "names like it: Hizballah (hizballah)"),
        (
            "Society of Friends",
            "the official record has no 'Society of Friends' (without --from a profile begins empty)",
        ),
    ],
)
def test_an_organization_that_the_record_has_not(run: Run, name: str, said: str) -> None:
    done = run("new", "--from", "record", name, "--stdout", "--isolated")
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no organization is in this file"),
        (b"not json\n", "this is not JSON"),
        (b"[1]\n", "this line is not a JSON object"),
        (b'{"id": "x", "schema": "Organization"}\n', "this object has no properties"),
        (b'{"id": "x", "schema": "Organization", "properties": {"name": "x"}}\n', "name is not a list of texts"),
        (b'{"id": "x", "schema": "Organization", "properties": {"name": ["a\\u0000b"]}}\n', "U+0000 is not allowed"),
        (b"[" * 100_000, "nested too deeply"),
        (b"\xff\xfe", "is not UTF-8"),
        (b'{"properties": "' + b"x" * 1_100_000, "a line of more than 1024 KiB"),
        (b'{"id": "x", "schema": "Sanction", "properties": {"entity": ["y"]}}\n', "no organization is in this file"),
    ],
)
def test_a_file_that_is_none(run: Run, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "x.json").write_bytes(content)
    done = run("new", "--from", "x.json", "A", "--stdout", "--isolated", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize("path", ["nowhere.json", ".", "/dev/null"])
def test_a_path_that_leads_to_no_file(run: Run, tmp_path: Path, path: str) -> None:
    done = run("new", "--from", path, "A", "--stdout", "--isolated", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"take the entities.ftm.json of a dataset from its page on opensanctions.org" in done.stderr


def test_hostile_text_stays_text(run: Run, tmp_path: Path) -> None:
    """Text that would end a scalar, begin a key or a comment, or command a runner is a name like any other."""
    names = [
        "A' # x",
        "B: {c: d}",
        "- e",
        "::error::f",
        "##[group]g",
        "&h *i !j",
        "%TAG",
        "---",
        "'",
        '"',
        "{{k}}",
        "\u202eevil",
    ]
    entity: dict[str, Any] = {"id": "x'y: #z", "schema": "Organization", "properties": {"name": names}}
    (tmp_path / "x.json").write_text(json.dumps(entity) + "\n")
    done = run("new", "--from", "x.json", names[0], "--stdout", "--isolated", cwd=tmp_path)
    assert done.returncode == 0
    profile = valid(done.stdout.decode())
    assert {profile.organization.name, *profile.organization.aliases} <= set(names)
    assert "left out" in done.stderr.decode(), "a name that reverses the direction of reading"
    assert "\u202e" not in done.stderr.decode()


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(lines: int) -> int:
        path = tmp_path / f"{lines}.json"
        with path.open("w") as stream:
            for number in range(lines):
                properties = {"name": [f"Organization number {number}"], "alias": ["x" * 200]}
                stream.write(
                    json.dumps({"id": f"n{number}", "schema": "Organization", "properties": properties}) + "\n"
                )
        tracemalloc.start()
        with pytest.raises(SubjectNotFoundError):
            read_one(path, "Nobody")
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(1500) < peak(150) + 100_000

"""The official record: its invariants, standing on a day, names, damaged files, and the command."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check.documents.names import fold
from fto_check.record.entry import Entry, Standing
from fto_check.record.listing import look_up
from fto_check.record.reading import load_record, read_record
from fto_check.record.record import Record
from fto_check.record.writing import COLUMNS, write_record
from tests.conftest import Run
from tests.record.test_reading import HEAD

RECORD = load_record()
DAY = date(2026, 6, 8)


def ids(day: str) -> list[str]:
    return [entry.id for entry in RECORD.listed_on(date.fromisoformat(day))]


def test_the_counts_that_were_announced() -> None:
    """1997, 1999 and 2001 by the State Department's statements, 2026 by the count of its page."""
    assert len(ids("1997-10-07")) == 0
    assert len(ids("1997-10-08")) == 30
    assert len(ids("1999-10-08")) == 28
    assert len([name for name in ids("2001-10-08") if name != "kach"]) == 28
    on_the_page = [entry for entry in RECORD.entries if not entry.merged_into]
    standing = [entry.standing(DAY) for entry in on_the_page]
    assert standing.count(Standing.DESIGNATED) == 96
    assert standing.count(Standing.DELISTED) == 21
    assert RECORD.list_as_of == DAY


def test_the_two_merged_rows_and_the_later_one() -> None:
    assert {entry.id: entry.merged_into for entry in RECORD.entries if entry.merged_into} == {
        "egyptian-islamic-jihad": "al-qaida",
        "kach": "kahane-chai",
    }
    later = [entry for entry in RECORD.entries if entry.designated > RECORD.list_as_of]
    assert [(entry.id, entry.confidence) for entry in later] == [("juarez-cartel", "low")]


def test_what_is_uncertain_says_why() -> None:
    assert len(RECORD.entries) == 120
    assert all(entry.note for entry in RECORD.entries if entry.confidence != "high")
    assert all(entry.delisted_reason for entry in RECORD.entries if entry.delisted)
    assert all(entry.delisted is None or entry.designated < entry.delisted for entry in RECORD.entries)
    assert all(entry.source_url for entry in RECORD.entries)


@pytest.mark.parametrize(
    ("day", "first", "second", "speaks"),
    [
        ("2021-01-18", "not_listed", "not_listed", (None, None)),
        ("2021-01-19", "designated", "not_listed", ("2021-01-19", None)),
        ("2021-02-15", "designated", "not_listed", ("2021-01-19", None)),
        ("2021-02-16", "delisted", "not_listed", ("2021-01-19", "2021-02-16")),
        ("2024-01-01", "delisted", "not_listed", ("2021-01-19", "2021-02-16")),
        ("2025-03-04", "delisted", "designated", ("2025-03-04", None)),
    ],
)
def test_two_designations(day: str, first: str, second: str, speaks: tuple[str | None, str | None]) -> None:
    on = date.fromisoformat(day)
    found = look_up(RECORD, "the Houthis".removeprefix("the "), on)
    assert [(row.entry.id if row.entry else "", str(row.status)) for row in found.rows] == [
        ("ansarallah-2021", first),
        ("ansarallah", second),
    ]
    for by in ("ansarallah", "ansarallah-2021"):
        said = RECORD.standing_of(by, (), on)
        assert (said.since and said.since.isoformat(), said.until and said.until.isoformat()) == speaks
    assert RECORD.standing_of(None, ("Houthis",), on) == RECORD.standing_of("ansarallah", (), on)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("cjng", ["cjng"]),
        ("CJNG", ["cjng"]),
        ("Cártel de Jalisco Nueva Generación", ["cjng"]),
        ("al-Qaʿida", ["al-qaida"]),
        ("AL QAIDA", ["al-qaida"]),
        ("Al‐Qa’ida", ["al-qaida"]),
        ("Hay'at Tahrir al-Sham", ["al-nusrah-front"]),
        ("los zetas", ["cartel-del-noreste"]),
        ("La Linea", ["juarez-cartel"]),
        ("al-Murabitoun", ["al-mulathamun-battalion"]),
        ("Kach", ["kach", "kahane-chai"]),
        ("AAB", ["abdallah-azzam-brigades", "al-ashtar-brigades"]),
        ("Medellín Cartel", []),
        ("MS13", ["ms-13"]),
        ("al-Qa′ida", ["al-qaida"]),
        ("alqaida", ["al-qaida"]),
        ("", []),
        ("'", []),
    ],
)
def test_names(name: str, found: list[str]) -> None:
    assert [entry.id for entry in RECORD.find(name)] == found


def test_a_name_near_to_one_in_the_record() -> None:
    for name, entry_id in (
        ("zetas", "cartel-del-noreste"), ("Hizbollah", "hizballah"), ("al nusra", "al-nusrah-front"),
        ("shabab", "al-shabaab"), ("Jalisco", "cjng"), ("Tren de Araguas", "tren-de-aragua"),
    ):  # fmt: skip
        assert entry_id in [near.group for near in RECORD.nearest(name)][:2], name
    assert RECORD.nearest("xyzzy") == RECORD.nearest("") == ()


def test_several_organizations_are_reported_and_none_is_guessed() -> None:
    found = RECORD.standing_of(None, ("AAB",), DAY)
    assert (found.status, found.candidates) == (Standing.UNCLEAR, ("abdallah-azzam-brigades", "al-ashtar-brigades"))


@given(st.dates(date(1997, 1, 1), date(2030, 1, 1)))
def test_a_day_later_only_decisions_change_the_list(day: date) -> None:
    before, after = set(RECORD.listed_on(day)), set(RECORD.listed_on(day + timedelta(days=1)))
    assert all(entry.designated == day + timedelta(days=1) for entry in after - before)
    assert all(entry.delisted == day + timedelta(days=1) for entry in before - after)


@given(st.sampled_from(RECORD.entries))
def test_every_entry_is_found_by_all_that_it_is_called(entry: Entry) -> None:
    for name in (entry.id, entry.name, entry.name.upper(), *entry.aliases):
        assert entry in RECORD.find(name)


@given(st.text())
def test_folding_is_stable(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_the_command_without_a_name_prints_the_list_of_the_day(run: Run) -> None:
    report = json.loads(run("record", "-f", "json", "--as-of", "1997-10-08").stdout)
    assert (report["as_of"], report["list_as_of"], len(report["record"])) == ("1997-10-08", "2026-06-08", 30)
    assert {entry["status"] for entry in report["record"]} == {"designated"}
    assert json.loads(run("record", "-f", "json", "--as-of", "1997-10-07").stdout)["record"] == []
    earlier = json.loads(run("record", "-f", "json", "--as-of", "2020-01-01", "--known-by", "1997-12-31").stdout)
    names = [[entry["id"] for entry in each["record"]] for each in (earlier, report)]
    assert names[0] == names[1], "what was decided later was not known"


def test_the_command_with_a_name(run: Run, golden: Callable[[str, str], None]) -> None:
    golden("record/houthis-80.txt", run("record", "houthis", "--as-of", "2024-01-01", COLUMNS="80").stdout.decode())
    golden("record/cjng.json", run("record", "cjng", "-f", "json", "--as-of", "2025-02-19").stdout.decode())
    golden("record/list-1998-80.txt", run("record", "--as-of", "1998-01-01", COLUMNS="80").stdout.decode())


def test_a_name_that_the_record_lacks(run: Run) -> None:
    done = run("record", "Jalisco", "cartels", "-f", "json", "--as-of", "2026-11-24")
    report = json.loads(done.stdout)
    assert (done.returncode, report["record"], report["name"]) == (0, [], "Jalisco cartels")
    assert (report["status"], report["candidates"]) == ("unclear", ["cjng"])
    done = run("record", "hizbollah", "-f", "json")
    assert json.loads(done.stdout)["did_you_mean"] == [{"id": "hizballah", "name": "Hizballah"}]
    assert done.stderr.decode().count("FTO202 'hizbollah': the official record has names like these: Hizballah") == 1


def test_what_was_decided_later_is_not_told_where_it_was_not_known(run: Run) -> None:
    known = ("--as-of", "2026-01-01", "--known-by", "2020-01-01", "-f", "json")
    assert json.loads(run("record", "cjng", *known).stdout)["record"] == []
    (farc,) = json.loads(run("record", "farc", *known).stdout)["record"]
    assert (farc["status"], farc["delisted"], farc["delisted_reason"], farc["note"]) == ("designated", None, None, None)
    assert json.loads(run("record", "gicm", *known).stdout)["record"][0]["status"] == "delisted"


def test_a_day_that_is_not_known_is_not_asserted(run: Run) -> None:
    said = run("record", "juarez cartel", "--as-of", "2026-07-01").stdout.decode()
    assert "not listed as far as is known: it was by 2026-07-17, the day itself not seen" in said
    assert "later" not in said
    assert b"not listed on that day" in run("record", "juarez cartel", "--as-of", "2020-01-01").stdout


def test_the_printed_list_counts_what_stood(run: Run) -> None:
    # As announced on each day; by the last, Kach was combined with Kahane Chai and is counted here too.
    for day, count in (("1997-10-08", 30), ("1999-10-08", 28), ("2005-10-11", 42 + 1)):
        said = run("record", "--as-of", day).stdout.decode().splitlines()
        assert said[0].startswith(f"{count} designations on {day}")


def test_after_its_own_day_the_answer_says_how_old_the_list_is(run: Run) -> None:
    assert b"169 days old on that day" in run("record", "cjng", "--as-of", "2026-11-24").stdout
    assert b"days old" not in run("record", "cjng", "--as-of", "2026-06-08").stdout
    assert json.loads(run("record", "cjng", "-f", "json", "--as-of", "2026-06-09").stdout)["list_age_days"] == 1


def test_csv_is_read_back(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("record", "-f", "csv", "--as-of", "2026-06-08").stdout.decode())))
    assert len(rows) == 97
    assert set(COLUMNS) <= set(rows[0])
    assert {row["status"] for row in rows} == {"designated"}


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-2", "@sum", " =1", "\uff1d1", "'=1", "'A group"])
def test_a_record_holds_no_live_formula_and_is_read_back(tmp_path: Path, name: str) -> None:
    entry = Entry(id="a", name="A group", aliases=(name.strip(), "B"), designated=date(2020, 1, 1), note=name.strip())
    (tmp_path / "r.csv").write_text(text := write_record(Record(date(2026, 6, 8), (entry,))))
    for cell in next(csv.reader(text.splitlines()[-1:])):
        assert not re.search(r"(^|;)\s*[=+\-@\uff1d]", cell)
    assert read_record(str(tmp_path / "r.csv")).entries == (entry,)


def test_a_record_of_ones_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(HEAD + "a-group,A =group,2020-01-01,\n")
    (tmp_path / "pyproject.toml").write_text('[tool.fto-check]\nrecord = "mine.csv"\n')
    report = json.loads(run("record", "-f", "json", cwd=tmp_path).stdout)
    assert [entry["id"] for entry in report["record"]] == ["a-group"]
    (tmp_path / "mine.csv").write_text(HEAD + "a-group,A group,2020,\n")
    done = run("record", "-f", "json", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("mine.csv:3:1: error FTO014 designated: ")

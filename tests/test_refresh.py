"""A downloaded list beside the record: OFAC's tag in both directions, State's dates, and the record that is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fto_check.official.record import Record, load_record, read_record
from fto_check.official.refresh import Kind, Refresh, compare_tags, refresh
from fto_check.snapshots import Dated, Period, StateSnapshot, read_snapshot
from tests.conftest import ROOT, Run

SDN = ROOT / "tests" / "data" / "official" / "sdn.csv"
RECORD = load_record()
DAY = date(2026, 10, 1)


def test_the_real_rows_of_july_2024() -> None:
    """Five parts of the IRGC are tagged for one organization, and three designated groups lack the tag."""
    snapshot = read_snapshot(SDN)
    assert snapshot.kind == "ofac"
    found = compare_tags(RECORD, snapshot, date(2024, 7, 2))
    parts = {odd.listed.uid: odd.part_of for odd in found.tagged}
    assert set(parts.values()) == {"irgc"}
    assert not {odd.entry for odd in found.tagged} - {None}
    without = {odd.entry.id: [listed.uid for listed in odd.listed] for odd in found.untagged if odd.listed}
    assert without == {"huji": [12148], "isis-gs": [24546], "asaib-ahl-al-haq": [28283]}
    assert {"aqim", "isis", "palestinian-islamic-jihad", "irgc"} <= set(found.agreeing)


def test_on_another_day_the_record_says_otherwise() -> None:
    snapshot = read_snapshot(SDN)
    assert snapshot.kind == "ofac"
    early = {odd.entry: str(odd.standing) for odd in compare_tags(RECORD, snapshot, date(1998, 1, 1)).tagged}
    assert early["aqim"] == "not_listed"
    late = {odd.entry: str(odd.standing) for odd in compare_tags(RECORD, snapshot, date(2026, 1, 1)).tagged}
    assert late["al-nusrah-front"] == "delisted"


def period(designated: str | None, delisted: str | None = None, *, active: bool | None = None) -> Period:
    days = [date.fromisoformat(day) if day else None for day in (designated, delisted)]
    return Period(days[0], days[1], delisted is None if active is None else active, None)


def refreshed(*listed: tuple[str, tuple[Period, ...]], record: Record = RECORD) -> Refresh:
    groups = tuple(Dated(f"x-{name}", name, (), (), periods) for name, periods in listed)
    return refresh(record, StateSnapshot("x", "ftm", DAY, len(groups), groups), DAY)


def told(found: Refresh) -> list[tuple[str, str]]:
    return [(str(change.kind), change.id) for change in found.changes if change.kind is not Kind.MISSING]


@pytest.mark.parametrize(
    ("listed", "changes"),
    [
        (("Viv Ansanm", (period("2025-05-02"),)), []),
        (("Viv Ansanm", (period("2025-05-05"),)), [("designated_day", "viv-ansanm")]),
        (("Viv Ansanm", (period("2025-05-02", "2026-09-30"),)), [("delisted", "viv-ansanm")]),
        (("GICM", (period("2005-10-11", "2013-05-29"),)), [("delisted_day", "gicm")]),
        (("GICM", (period("2005-10-11"),)), [("relisted", "gicm")]),
        (("A New Group (ANG)", (period("2026-09-05"),)), [("added", "a-new-group")]),
        (("Hamas 2", (period(None),)), [("undated", "x-Hamas 2")]),
        (("Ansarallah", (period("2021-01-19", "2021-02-16"), period("2025-03-04"))), []),
        (("Ansarallah", (period("2025-03-05"),)), [("designated_day", "ansarallah")]),
        (("Hay'at Tahrir al-Sham", (period("2027-01-01"),)), [("added", "hayat-tahrir-al-sham")]),
    ],
)
def test_what_a_file_changes(listed: tuple[str, tuple[Period, ...]], changes: list[tuple[str, str]]) -> None:
    found = refreshed(listed)
    assert told(found) == changes
    assert found.record.list_as_of == DAY
    assert len(found.record.entries) == 120 + sum(kind == "added" for kind, _ in changes)


def test_what_the_file_lacks_is_kept_and_told() -> None:
    found = refreshed(("Viv Ansanm", (period("2025-05-02"),)))
    missing = {change.id for change in found.changes if change.kind is Kind.MISSING}
    assert len(missing) == 117, "all but that one and the two that were merged"
    assert found.record.entries == RECORD.entries


def test_a_refreshed_record_is_whole_and_says_what_changed(tmp_path: Path) -> None:
    found = refreshed(("Viv Ansanm", (period("2025-05-05", "2026-09-30"),)), ("Viv Nouvo", (period("2026-09-05"),)))
    from fto_check.official.record import write_record

    path = tmp_path / "record.csv"
    path.write_text(write_record(found.record), encoding="utf-8")
    again = read_record(str(path))
    assert again == found.record
    entry = again.by_id["viv-ansanm"]
    assert (entry.designated, entry.delisted, entry.confidence) == (date(2025, 5, 5), date(2026, 9, 30), "medium")
    assert "2025-05-02 before" in entry.note
    assert told(refreshed(("Viv Ansanm", (period("2025-05-05", "2026-09-30"),)), record=again)) == []


FTM = (
    '{"id":"o1","schema":"Organization","datasets":["us_state_terrorist_orgs"],SEEN'
    '"properties":{"name":["Gran Grif"]}}\n'
    '{"id":"s1","schema":"Sanction","datasets":["us_state_terrorist_orgs"],'
    '"properties":{"entity":["o1"],"startDate":["2025-05-05"]}}\n'
)


def test_keeping_a_refreshed_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "entities.ftm.json").write_text(FTM.replace("SEEN", '"last_seen":"2026-10-01",'))
    done = run("record", "--from", "entities.ftm.json", "-o", "mine.csv", "-f", "json", cwd=tmp_path)
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert [change for change in report["changes"] if change["kind"] != "missing"] == [
        {
            "kind": "designated_day",
            "id": "gran-grif",
            "name": "Gran Grif",
            "before": "2025-05-02",
            "after": "2025-05-05",
        }
    ]
    (tmp_path / "pyproject.toml").write_text('[tool.fto-check]\nrecord = "mine.csv"\n')
    kept = json.loads(run("record", "gran-grif", "-f", "json", cwd=tmp_path).stdout)
    assert (kept["list_as_of"], kept["record"][0]["since"]) == ("2026-10-01", "2025-05-05")


def test_a_file_without_a_day_needs_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text(FTM.replace("SEEN", ""))
    done = run("record", "--from", "f.json", cwd=tmp_path)
    assert (done.returncode, b"add --as-of DAY" in done.stderr) == (2, True)
    assert run("record", "--from", "f.json", "--as-of", "2026-10-01", cwd=tmp_path).returncode == 0


def test_an_older_file_does_not_replace_the_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text(FTM.replace("SEEN", '"last_seen":"2025-10-01",'))
    done = run("record", "--from", "f.json", "-o", "mine.csv", cwd=tmp_path)
    assert (done.returncode, b"older than the record" in done.stderr) == (2, True)
    assert not (tmp_path / "mine.csv").exists()


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"<sdnList><sdnEntry>", b'{"id":"o1"', b"not a list\n", SDN.read_bytes()[:-7]]
)
def test_a_file_that_cannot_be_used_changes_nothing(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f").write_bytes(content)
    (tmp_path / "mine.csv").write_text("old\n")
    done = run("record", "--from", "f", "-o", "mine.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"error FTO013" in done.stderr
    assert (tmp_path / "mine.csv").read_text() == "old\n"


def test_options_that_do_not_go_together(run: Run, tmp_path: Path) -> None:
    for arguments in (("-o", "x.csv"), ("--from", str(SDN), "cjng"), ("--from", str(SDN), "-f", "csv"),
                      ("--from", str(SDN), "-o", str(tmp_path / "x.csv"))):  # fmt: skip
        done = run("record", *arguments)
        assert (done.returncode, done.stdout) == (2, b""), arguments
    assert not list(tmp_path.iterdir())


def test_the_table(run: Run, golden: Callable[[str, str], None]) -> None:
    done = run("record", "--from", "tests/data/official/sdn.csv", "--as-of", "2024-07-02", COLUMNS="80")
    golden("record/sdn-80.txt", done.stdout.decode())

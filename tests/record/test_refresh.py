"""A downloaded list beside the record: OFAC's tag in both directions, State's dates, and the record that is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fto_check.record.reading import load_record, read_record
from fto_check.record.record import Record
from fto_check.record.refresh import RecordChangeKind, Refresh, refresh
from fto_check.record.snapshots import Dated, Period, StateSnapshot, read_snapshot
from fto_check.record.tags import compare_tags
from tests.conftest import ROOT, Run

SDN = ROOT / "tests" / "data" / "official" / "sdn.csv"
RECORD = load_record()
DAY = date(2026, 10, 1)


def test_the_real_rows_of_july_2024() -> None:
    """Four parts of the IRGC are tagged beside it, and three designated groups lack the tag."""
    snapshot = read_snapshot(SDN)
    assert snapshot.kind == "ofac"
    found = compare_tags(RECORD, snapshot, date(2024, 7, 2))
    parts = {odd.listed.uid: odd.part_of for odd in found.tagged}
    assert parts == {10465: "irgc", 12055: "irgc", 12727: "irgc", 26719: "irgc"}
    assert [listed.uid for listed in found.agreeing["irgc"]] == [10391]
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
    return [(str(change.kind), change.id) for change in found.changes if change.kind is not RecordChangeKind.MISSING]


@pytest.mark.parametrize(
    ("listed", "changes"),
    [
        (("Viv Ansanm", (period("2025-05-02"),)), []),
        (("Viv Ansanm", (period("2025-05-05"),)), [("designated_day", "viv-ansanm")]),
        (("Viv Ansanm", (period("2025-05-02", "2026-09-30"),)), [("delisted", "viv-ansanm")]),
        (("Viv Ansanm", (period("2025-12-05"),)), [("perhaps", "viv-ansanm")]),
        (
            ("Moroccan Islamic Combatant Group (GICM)", (period("2005-10-11", "2013-05-29"),)),
            [("delisted_day", "gicm")],
        ),
        (("Moroccan Islamic Combatant Group (GICM)", (period("2005-10-11"),)), [("relisted", "gicm")]),
        (("A New Group (ANG)", (period("2026-09-05"),)), [("added", "a-new-group")]),
        (("Группа А-1", (period("2026-09-05"),)), [("added", "1")]),
        (("\u202eFoo ø Bar", (period("2026-09-05"),)), [("added", "foo-bar")]),
        (("Hamas 2", (period(None),)), [("unusable", "x-Hamas 2")]),
        (("Hamas", (period("2025-01-01", "2025-01-01"),)), [("unusable", "x-Hamas")]),
        (("Old Group", (period("1995-01-01"),)), [("unusable", "x-Old Group")]),
        (("Ansarallah", (period("2021-01-19", "2021-02-16"), period("2025-03-04"))), []),
        (("Ansarallah", (period("2025-03-05"),)), [("designated_day", "ansarallah")]),
        (("Ansarallah", (period("2021-01-19"),)), [("unusable", "ansarallah-2021")]),
        (("Ansarallah", (period("2021-01-19", "2026-02-16"),)), [("unusable", "ansarallah-2021")]),
        (("Hay'at Tahrir al-Sham", (period("2026-09-01"),)), [("added", "al-nusrah-front-2026")]),
        (("al-Shabaab-- al-Hijra Amendment (August 1, 2018)", (period("2008-03-18"),)), []),
        (("Lashkar-e-Tayyiba (LeT)— The Resistance Front Amendment (July 18, 2025)", (period("2001-12-26"),)), []),
        (("Kurdistan Workers’ Party (PKK, aka Kongra-Gel)", (period("1997-10-08"),)), []),
        (("A Name Never Seen", (period("2021-03-11"),)), [("perhaps", "isis-drc, isis-mozambique")]),
    ],
)
def test_what_a_file_changes(listed: tuple[str, tuple[Period, ...]], changes: list[tuple[str, str]]) -> None:
    found = refreshed(listed)
    assert told(found) == changes
    assert found.record.list_as_of == DAY
    assert len(found.record.entries) == 120 + sum(kind == "added" for kind, _ in changes)


def test_initials_that_several_share_change_nobodys_day() -> None:
    """CU is an alias of Carteles Unidos; a group that has it too is another one."""
    group = Dated("x", "Mara New Group", ("CU",), (), (period("2025-10-01"),))
    found = refresh(RECORD, StateSnapshot("x", "ftm", DAY, 1, (group,)), DAY)
    assert told(found) == [("added", "mara-new-group")]
    assert found.record.by_id["carteles-unidos"].designated == date(2025, 2, 20)


def test_a_second_designation_belongs_to_its_organization() -> None:
    periods = (period("2014-05-15", "2025-07-08"), period("2026-09-01"))
    found = refreshed(("al-Nusrah Front, aka Hay'at Tahrir al-Sham (ANF/HTS)", periods))
    assert told(found) == [("added", "al-nusrah-front-2026")]
    for by in ("al-nusrah-front", "al-nusrah-front-2026"):
        assert str(found.record.standing_of(by, (), date(2026, 10, 1)).status) == "designated"
        assert str(found.record.standing_of(by, (), date(2026, 1, 1)).status) == "delisted"


def test_a_weak_alias_of_an_entity_hides_nothing(tmp_path: Path) -> None:
    nulls = b"-0- ," * 7
    row = b'90001,"TOTALLY NEW CARTEL",-0- ,"FTO] [SDGT",' + nulls + b"\"a.k.a. 'CU'.\"\r\n"
    (tmp_path / "sdn.csv").write_bytes(SDN.read_bytes() + row)
    snapshot = read_snapshot(tmp_path / "sdn.csv")
    assert snapshot.kind == "ofac"
    found = compare_tags(RECORD, snapshot, date(2026, 6, 8))
    (odd,) = (odd for odd in found.tagged if odd.listed.uid == 90001)
    assert (odd.entry, odd.perhaps) == (None, ("carteles-unidos",))
    assert "carteles-unidos" not in found.agreeing


def test_what_the_file_lacks_is_kept_and_told() -> None:
    found = refreshed(("Viv Ansanm", (period("2025-05-02"),)))
    missing = {change.id for change in found.changes if change.kind is RecordChangeKind.MISSING}
    assert len(missing) == 117, "all but that one and the two that were merged"
    assert found.record.entries == RECORD.entries


def test_a_refreshed_record_is_whole_and_says_what_changed(tmp_path: Path) -> None:
    found = refreshed(("Viv Ansanm", (period("2025-05-05", "2026-09-30"),)), ("Viv Nouvo", (period("2026-09-05"),)))
    from fto_check.record.writing import write_record

    path = tmp_path / "record.csv"
    path.write_text(write_record(found.record), encoding="utf-8")
    again = read_record(str(path))
    assert again == found.record
    entry = again.by_id["viv-ansanm"]
    assert (entry.designated, entry.delisted, entry.confidence) == (date(2025, 5, 5), date(2026, 9, 30), "medium")
    assert entry.note.endswith("before, the record had 2025-05-02.")
    assert told(refreshed(("Viv Ansanm", (period("2025-05-05", "2026-09-30"),)), record=again)) == []


FTM = (
    '{"id":"o1","schema":"Organization","datasets":["us_state_terrorist_orgs"],SEEN'
    '"properties":{"name":["Gran Grif"]}}\n'
    '{"id":"s1","schema":"Sanction","datasets":["us_state_terrorist_orgs"],'
    '"properties":{"entity":["o1"],"startDate":["2025-05-05"]}}\n'
)


def whole_list(seen: str, **days: str) -> str:
    """Return a file with every designation of the record that State's page has, in the documented form."""
    lines = []
    for entry in RECORD.entries:
        if entry.merged_into:
            continue
        begun = days.get(entry.id.replace("-", "_"), entry.designated.isoformat())
        ended = {"listingDate": [begun], "endDate": [entry.delisted.isoformat()]} if entry.delisted else {}
        dataset = {"datasets": ["us_state_terrorist_orgs"]}
        lines += [
            {"id": entry.id, "schema": "Organization", "last_seen": seen, **dataset,
             "properties": {"name": [entry.name]}},
            {"id": f"s-{entry.id}", "schema": "Sanction", **dataset,
             "properties": {"entity": [entry.id], **(ended or {"startDate": [begun]})}},
        ]  # fmt: skip
    return "".join(json.dumps(line) + "\n" for line in lines)


def test_keeping_a_refreshed_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "entities.ftm.json").write_text(whole_list("2026-10-01", gran_grif="2025-05-05"))
    done = run("record", "--from", "entities.ftm.json", "-o", "mine.csv", "-f", "json", cwd=tmp_path)
    assert done.returncode == 0
    (change,) = json.loads(done.stdout)["changes"]
    assert (change["kind"], change["id"]) == ("designated_day", "gran-grif")
    assert (change["before"], change["after"]) == ("2025-05-02", "2025-05-05")
    (tmp_path / "pyproject.toml").write_text('[tool.fto-check]\nrecord = "mine.csv"\n')
    kept = json.loads(run("record", "gran-grif", "-f", "json", cwd=tmp_path).stdout)
    assert (kept["list_as_of"], kept["record"][0]["since"]) == ("2026-10-01", "2025-05-05")
    assert run("record", "--from", "entities.ftm.json", "-o", "mine.csv", cwd=tmp_path).returncode == 0, "over itself"


def test_a_file_that_lacks_much_of_the_record_does_not_become_one(run: Run, tmp_path: Path) -> None:
    text = whole_list("2026-10-01")
    (tmp_path / "f.json").write_text("".join(text.splitlines(keepends=True)[:120]))
    done = run("record", "--from", "f.json", "-o", "mine.csv", cwd=tmp_path)
    assert (done.returncode, b"it is cut, or of another list" in done.stderr) == (2, True)
    assert not (tmp_path / "mine.csv").exists()
    assert run("record", "--from", "f.json", cwd=tmp_path).returncode == 0


def test_nothing_but_a_record_is_written_over(run: Run, tmp_path: Path) -> None:
    text = whole_list("2026-10-01")
    (tmp_path / "f.json").write_text(text)
    (tmp_path / "profile.yaml").write_text("organization: {}\n")
    for name in ("profile.yaml", "f.json"):
        done = run("record", "--from", "f.json", "-o", name, cwd=tmp_path)
        assert (done.returncode, b"nothing is written over it" in done.stderr) == (2, True)
    assert (tmp_path / "f.json").read_text() == text


def test_a_file_without_a_day_needs_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text(FTM.replace("SEEN", ""))
    done = run("record", "--from", "f.json", cwd=tmp_path)
    assert (done.returncode, b"add --as-of DAY" in done.stderr) == (2, True)
    assert run("record", "--from", "f.json", "--as-of", "2026-10-01", cwd=tmp_path).returncode == 0


def test_an_older_file_does_not_replace_the_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text(whole_list("2099-10-01"))
    done = run("record", "--from", "f.json", "-o", "mine.csv", cwd=tmp_path)
    assert (done.returncode, b"a day to come" in done.stderr) == (2, True)
    (tmp_path / "f.json").write_text(whole_list("2025-10-01"))
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
    file, target = str(SDN), str(tmp_path / "x.csv")
    day = ("--as-of", "2024-07-02")
    for arguments in (
        ("-o", "x.csv"), ("--from", file, "cjng", *day), ("--from", file, "-f", "csv", *day), ("--from", file),
        ("--from", file, "--known-by", "2020-01-01"), ("--from", file, "-o", target, *day),
    ):  # fmt: skip
        done = run("record", *arguments)
        assert (done.returncode, done.stdout) == (2, b""), arguments
    assert not list(tmp_path.iterdir())


def test_the_table(run: Run, golden: Callable[[str, str], None]) -> None:
    done = run("record", "--from", "tests/data/official/sdn.csv", "--as-of", "2024-07-02", COLUMNS="80")
    golden("record/sdn-80.txt", done.stdout.decode())


def test_a_refresh_that_can_only_come_of_a_damaged_file_is_refused(run: Run, tmp_path: Path) -> None:
    """Ends lost, days shifted for many, everything ended on one day: nothing is written, whatever is accepted."""
    lines = [json.loads(line) for line in whole_list("2026-10-01").splitlines()]
    lost = json.dumps(lines).replace("listingDate", "startDate").replace('"endDate"', '"x"')
    shifted = json.dumps(lines).replace("1997-10-08", "1997-10-09")
    ended = json.loads(json.dumps(lines))
    for line in ended[-60:]:
        if line["schema"] == "Sanction" and "endDate" not in line["properties"]:
            line["properties"]["endDate"] = ["2026-09-30"]
    for text, cause in (
        (lost, b"20 designations that ended have no end in the file"),
        (shifted, b"days differ from those of the record: days were shifted"),
        (json.dumps(ended), b"designations end on one day, 2026-09-30"),
    ):
        (tmp_path / "f.json").write_text("".join(json.dumps(line) + "\n" for line in json.loads(text)))
        for more in ((), ("--accept-changes",)):
            done = run("record", "--from", "f.json", "-o", "mine.csv", *more, cwd=tmp_path)
            assert (done.returncode, cause in done.stderr, done.stdout) == (2, True, b""), done.stderr
            assert not (tmp_path / "mine.csv").exists()
        shown = json.loads(run("record", "--from", "f.json", "-f", "json", cwd=tmp_path).stdout)
        assert cause.decode().split(" (")[0] in shown["damage"]


def test_more_than_a_handful_of_changes_needs_a_word(run: Run, tmp_path: Path) -> None:
    moved = {entry.id.replace("-", "_"): "1997-10-09" for entry in RECORD.entries[:7] if not entry.merged_into}
    (tmp_path / "f.json").write_text(whole_list("2026-10-01", **moved))
    done = run("record", "--from", "f.json", "-o", "mine.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"more than a handful" in done.stderr
    for entry_id in moved:
        assert (
            f"{entry_id.replace('_', '-')}: designated day, record 1997-10-08, file 1997-10-09" in done.stderr.decode()
        )
    assert not (tmp_path / "mine.csv").exists()
    done = run("record", "--from", "f.json", "-o", "mine.csv", "--accept-changes", cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "mine.csv").exists()


def test_several_entries_of_one_organization_are_one(tmp_path: Path) -> None:
    """OFAC's names are aliases of several here; the name under which the list has it decides."""
    row = '{},"{}",-0- ,"FTO] [SDGT",' + "-0- ," * 7 + "{}\r\n"
    (tmp_path / "sdn.csv").write_text(
        row.format(1, "AL QA'IDA", "-0- ") + row.format(2, "HIZBALLAH", "-0- ")
        + row.format(3, "ISLAMIC STATE OF IRAQ AND SYRIA - MOZAMBIQUE", "\"a.k.a. 'ISIS-MOZAMBIQUE'.\"")
        + "\x1a"
    )  # fmt: skip
    (tmp_path / "alt.csv").write_text(
        '1,1,"aka","EGYPTIAN ISLAMIC JIHAD",-0- \r\n2,2,"aka","ANSAR ALLAH",-0- \r\n'
        '3,3,"aka","AL-SHABAAB IN MOZAMBIQUE",-0- \r\n3,4,"aka","ISLAMIC STATE CENTRAL AFRICA PROVINCE",-0- \r\n\x1a'
    )
    snapshot = read_snapshot(tmp_path / "sdn.csv")
    assert snapshot.kind == "ofac"
    found = compare_tags(RECORD, snapshot, date(2026, 6, 8))
    assert found.tagged == ()
    assert set(found.agreeing) == {"al-qaida", "hizballah", "isis-mozambique"}
    assert not [odd for odd in found.untagged if odd.listed]

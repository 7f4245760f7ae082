"""Files of official lists: what is read of them, and that nothing damaged or hostile is read silently."""

from __future__ import annotations

import errno
import io
import json
import os
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from fto_check.problems.problems import InvalidDocumentError, Problem, Severity
from fto_check.record.snapshots import (
    Dated,
    Listed,
    OfacSnapshot,
    Period,
    Snapshot,
    StateSnapshot,
    read_snapshot,
    reading,
)
from fto_check.record.snapshots.sdn_csv import split_tags, weak_aliases
from tests.conftest import ROOT, examples

SDN = ROOT / "tests" / "data" / "official" / "sdn.csv"
END = b"\x1a"

# Everything below is made for these tests, in the documented form; no row of it stands in an official file.
ALT = (
    b'4695,1,"aka","FIRST MADE-UP NAME",-0- \r\n'
    b'4695,2,"fka","SECOND MADE-UP NAME",-0- \r\n'
    b'6365,3,"aka","A PERSON\'S ALIAS",-0- \r\n'
    b'15484,4,"aka","HAQQANI NETWORK",-0- \r\n'
    b'15484,5,"nka","THIRD, MADE-UP NAME","a remark"\r\n'
)
ROWS = (
    b'1,"ALPHA GROUP",-0- ,"SDNTK] [FTO] [SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"a.k.a. \'AG\'; x."\r\n'
    b'2,"DOE, John","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    b'3,"BETA, GROUP",-0- ,"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
)
XML = """<?xml version="1.0" encoding="utf-8"?>
<sdnList xmlns="https://example.org/any.xsd">
  <publshInformation><Publish_Date>12/19/2018</Publish_Date><Record_Count>3</Record_Count></publshInformation>
  <sdnEntry>
    <uid>1</uid><lastName>ALPHA GROUP</lastName><sdnType>Entity</sdnType>
    <programList><program>SDGT</program><program>FTO</program></programList>
    <akaList>
      <aka><uid>10</uid><type>a.k.a.</type><category>weak</category><lastName>AG</lastName></aka>
      <aka><uid>11</uid><type>f.k.a.</type><category>strong</category><lastName>ALPHA</lastName></aka>
    </akaList>
    <addressList><address><uid>25</uid><city>Somewhere</city></address></addressList>
  </sdnEntry>
  <sdnEntry>
    <uid>2</uid><firstName>John</firstName><lastName>DOE</lastName><sdnType>Individual</sdnType>
    <programList><program>SDGT</program></programList>
  </sdnEntry>
  <sdnEntry>
    <uid>3</uid><lastName>BETA &amp; SONS</lastName><sdnType>Entity</sdnType>
    <programList><program>NOT-FTO</program></programList>
  </sdnEntry>
</sdnList>
"""
STATE = "us_state_terrorist_orgs"


def group(uid: str, **more: object) -> dict[str, object]:
    properties = {"name": [f"Group {uid}"], "topics": ["crime.terror"]}
    return {"id": uid, "schema": "Organization", "datasets": [STATE], "properties": properties} | more


def sanction(uid: str, of: str, **properties: object) -> dict[str, object]:
    return {"id": uid, "schema": "Sanction", "properties": {"entity": [of], **properties}}


def jsonl(*entities: object) -> bytes:
    return b"".join(json.dumps(entity).encode() + b"\n" for entity in entities)


PAGE = "https://example.org/list"
FTM = jsonl(
    sanction("s1", "a", startDate=["2025-02-20T00:00:00"], sourceUrl=[PAGE]),
    group(
        "a",
        caption="Alpha Group",
        last_seen="2026-06-08T06:12:01",
        properties={"name": ["AG", "Alpha Group"], "alias": ["Alpha  Front"], "previousName": ["Old Alpha"]},
    ),
    group("b", last_seen="2026-06-07T06:12:01"),
    sanction("s2", "b", startDate=["2025-03-05"]),
    sanction("s3", "b", listingDate=["2021-01-19"], endDate=["2021-02-16"]),
    {"id": "p", "schema": "Person", "datasets": [STATE], "properties": {"name": ["Somebody"]}},
)

Read = Callable[[bytes], Snapshot]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read bytes as a file whose name says nothing."""

    def call(raw: bytes) -> Snapshot:
        path = tmp_path / "download"
        path.write_bytes(raw)
        return read_snapshot(path)

    return call


def refused(read: Read, raw: bytes) -> tuple[Problem, ...]:
    """Return the problems for which a file is refused, all with the one code."""
    with pytest.raises(InvalidDocumentError) as caught:
        read(raw)
    problems = caught.value.problems
    assert problems
    assert all(problem.code == "FTO013" and problem.severity is Severity.ERROR for problem in problems)
    return problems


def ofac(snapshot: Snapshot) -> OfacSnapshot:
    assert isinstance(snapshot, OfacSnapshot)
    return snapshot


def state(snapshot: Snapshot) -> StateSnapshot:
    assert isinstance(snapshot, StateSnapshot)
    return snapshot


def warnings(snapshot: Snapshot) -> list[str]:
    assert all(problem.severity is Severity.WARNING for problem in snapshot.problems)
    return [f"{problem.location.line} {problem.message}" for problem in snapshot.problems]


# OFAC's SDN.CSV


def test_the_real_rows() -> None:
    snapshot = ofac(read_snapshot(SDN))
    by_uid = {entity.uid: entity for entity in snapshot.listed}
    assert (snapshot.kind, snapshot.format, snapshot.published, snapshot.rows) == ("ofac", "sdn-csv", None, 60)
    assert len(by_uid) == len(snapshot.listed) == 56  # 60 rows without one person, two vessels, one aircraft
    assert not {6365, 4238, 4243, 15432} & set(by_uid)
    assert by_uid[4702].tags == ("SDNTK", "FTO", "SDGT")
    assert by_uid[8237].tags == ("SDNTK", "ILLICIT-DRUGS-EO14059")
    assert by_uid[36] == Listed(36, "AEROCARIBBEAN AIRLINES", (), (), ("CUBA",))
    assert by_uid[6897].name == "SALAFIST GROUP FOR CALL AND COMBAT"  # State's AQIM
    assert by_uid[6897].is_tagged
    assert by_uid[15484].aliases == by_uid[15484].weak == ("HQN",)
    assert "KATA'IB HIZBALLAH FI AL-IRAQ" in by_uid[11462].aliases
    assert "NATIONAL MOBILIZATION ORGANIZATION" in by_uid[12727].aliases  # an f.k.a.


def test_a_bad_byte_after_a_byte_order_mark_is_told_at_its_column(read: Read) -> None:
    (problem,) = refused(read, b"\xef\xbb\xbf" + ROWS.replace(b"1,", b"1,\xff", 1))
    assert (problem.message, str(problem.location).rpartition("/")[2].partition(":")[2]) == (
        "the byte 0xFF is not UTF-8", "1:3",
    )  # fmt: skip


def test_the_tag_is_not_the_legal_status() -> None:
    listed = {entity.uid: entity for entity in ofac(read_snapshot(SDN)).listed}
    parts_of_one = [listed[uid] for uid in (10465, 12055, 12727, 26719, 10391)]
    assert all(part.is_tagged and "IRGC" in part.tags for part in parts_of_one)
    assert [listed[uid].tags for uid in (12148, 24546, 28283)] == [("SDGT",)] * 3
    assert sum(entity.is_tagged for entity in listed.values()) == SDN.read_bytes().count(b'"FTO]') + 2
    assert SDN.read_bytes().count(b'"SDNTK] [FTO]') == 2


def test_the_end_mark(read: Read) -> None:
    raw = SDN.read_bytes()
    without, with_mark, with_line_end = read(raw), read(raw + END), read(raw + END + b"\r\n")
    assert ofac(without).listed == ofac(with_mark).listed == ofac(with_line_end).listed
    assert [said.split(":")[0] for said in warnings(with_mark)] == ["1 no ALT.CSV beside it"]
    assert warnings(without)[0] == "60 the end mark (a line of the byte 0x1A) is missing"
    assert "after the end mark" in refused(read, raw + END + b"\r\n" + ROWS)[0].message


@pytest.mark.parametrize("name", ["alt.csv", "ALT.CSV", "Alt.csv"])
def test_aliases_from_the_file_beside(tmp_path: Path, name: str) -> None:
    (tmp_path / "sdn_2024.csv").write_bytes(SDN.read_bytes() + END)
    (tmp_path / name).write_bytes(ALT + END)
    snapshot = ofac(read_snapshot(tmp_path / "sdn_2024.csv"))
    by_uid = {entity.uid: entity for entity in snapshot.listed}
    assert by_uid[4695].aliases == ("FIRST MADE-UP NAME", "SECOND MADE-UP NAME")
    assert by_uid[15484].aliases == ("THIRD, MADE-UP NAME", "HQN")
    assert by_uid[15484].weak == ("HQN",)
    assert not snapshot.without_aliases
    assert snapshot.problems == ()


def test_aliases_of_another_day_or_damaged(tmp_path: Path) -> None:
    (tmp_path / "sdn.csv").write_bytes(SDN.read_bytes() + END)
    alt = tmp_path / "alt.csv"
    alt.write_bytes(ALT + b'99,6,"aka","STRANGER",-0- \r\n' + END)
    snapshot = read_snapshot(tmp_path / "sdn.csv")
    assert warnings(snapshot) == ["1 1 rows belong to entries that the SDN file lacks"]
    assert snapshot.problems[0].location.path == str(alt)
    alt.write_bytes(ALT + b'36,6,"alias","X",-0- \r\n36,6,"aka",-0- ,-0- \r\nx,6,"aka","X",-0- \r\n' + END)
    with pytest.raises(InvalidDocumentError) as caught:
        read_snapshot(tmp_path / "sdn.csv")
    assert [(p.location.path, p.location.line) for p in caught.value.problems] == [(str(alt), n) for n in (6, 7, 8)]


@pytest.mark.parametrize("folder_entry", ["directory", "fifo"])
def test_an_alt_csv_that_is_no_file(tmp_path: Path, folder_entry: str) -> None:
    (tmp_path / "sdn.csv").write_bytes(SDN.read_bytes())
    (tmp_path / "alt.csv").mkdir() if folder_entry == "directory" else os.mkfifo(tmp_path / "alt.csv")
    with pytest.raises(InvalidDocumentError, match="not a regular file"):
        read_snapshot(tmp_path / "sdn.csv")


def test_tags_are_split_and_matched_whole() -> None:
    assert split_tags("FTO] [SDGT") == ("FTO", "SDGT")
    assert split_tags("[SDNTK] [FTO]") == ("SDNTK", "FTO")
    assert split_tags("SDGT; FTO;") == ("SDGT", "FTO")
    assert split_tags("IRAN-HR] [ELECTION-EO13848][FTO") == ("IRAN-HR", "ELECTION-EO13848", "FTO")
    assert split_tags("") == ()
    assert not Listed(1, "X", (), (), split_tags("FTO-LIKE] [NOFTO")).is_tagged


def test_weak_aliases_in_remarks() -> None:
    assert weak_aliases("Website: x.org; a.k.a. 'A'; f.k.a. 'B C'; a.k.a. 'D'S'.") == ("A", "B C", "D'S")
    assert weak_aliases("Linked To: a.k.a.; a.k.a. 'cut") == ()
    # The limit of 1,000 characters falls behind the apostrophe of a name such as 'KATA'IB HIZBALLAH'.
    assert weak_aliases("a.k.a. 'A'; " + "x" * 973 + "; a.k.a. 'KATA'") == ("A",)


@pytest.mark.parametrize(
    ("damage", "line", "said"),
    [
        ((b'"BETA, GROUP"', b"BETA, GROUP"), 3, "13 columns where the format has 12"),
        ((b'"DOE, John",', b""), 2, "11 columns"),
        ((b'"DOE, John"', b'"DOE\x00John"'), 2, "U+0000"),
        ((b'"DOE, John"', b'"DOE\x1aJohn"'), 2, "U+001A"),
        ((b'"DOE, John"', b'"DOE, J\xf6hn"'), 2, "0xF6 is not UTF-8"),
        ((b'"DOE, John"', b"-0- "), 2, "entry 2 has no name"),
        ((b'"individual"', b'"robot"'), 2, "'robot' is no kind of entry"),
        ((b'\n3,"', b'\n1,"'), 3, "entry 1 stands twice"),
        ((b'\n3,"', b'\n-3,"'), 3, "'-3' is not an entry's number"),
        ((b'\n3,"', b"\n" + b"3" * 9999 + b',"'), 3, "..."),
        ((b"FTO] [", b""), 1, "no entity is tagged FTO"),
    ],
)
def test_a_damaged_row_is_told_at_its_line(read: Read, damage: tuple[bytes, bytes], line: int, said: str) -> None:
    assert ROWS.count(damage[0]) == 1
    (problem,) = refused(read, ROWS.replace(*damage) + END)
    assert problem.location.line == line
    assert said in problem.message
    assert problem.hint


def test_damage_is_not_told_twice_as_something_missing(read: Read) -> None:
    # Each holds the only tagged entity, or the only sanction of a group.
    (problem,) = refused(read, ROWS.replace(b'"ALPHA GROUP"', b"-0- ") + END)
    assert "has no name" in problem.message
    (problem,) = refused(read, XML.replace("<lastName>ALPHA GROUP<", "<lastName><").encode())
    assert "has no name" in problem.message
    (problem,) = refused(read, FTM.replace(b'"2025-02-20T00:00:00"', b"20250220"))
    assert "startDate is not a list of texts" in problem.message


def test_a_name_is_no_alias_of_itself(read: Read) -> None:
    csv = ofac(read(ROWS.replace(b"'AG'", b"'ALPHA GROUP'; a.k.a. 'A'; a.k.a. 'A'") + END))
    assert csv.listed[0].aliases == csv.listed[0].weak == ("A",)
    xml = ofac(read(XML.replace("<lastName>ALPHA<", "<lastName>ALPHA GROUP<").encode()))
    assert xml.listed[0].aliases == ("AG",)
    both = ofac(read(XML.replace("<lastName>ALPHA<", "<lastName>AG<").encode()))
    assert (both.listed[0].aliases, both.listed[0].weak) == (("AG",), ())


def test_ten_problems_are_told_and_the_others_counted(read: Read) -> None:
    problems = refused(read, ROWS + b"1,2\r\n" * 37 + END)
    assert [problem.location.line for problem in problems[:10]] == list(range(4, 14))
    assert problems[10].message == "and 27 more problems of this file"
    assert len(problems) == 11


def test_a_stray_quote_loses_its_row_and_not_the_file(read: Read) -> None:
    """The slip is the publisher's; a row that may be a tagged one's is not lost in silence."""
    for stray in (
        ROWS.replace(b"-0- \r\n3,", b'"b. 1987; a.k.a. "Doe"; x."\r\n3,'),
        ROWS.replace(b'"DOE, John"', b'"DOE'),
    ):
        found = ofac(read(stray + END))
        assert [entity.name for entity in found.listed] == ["ALPHA GROUP", "BETA, GROUP"]
        (lost,) = [problem for problem in found.problems if "quote" in problem.message]
        assert (lost.severity, lost.location.line) == (Severity.WARNING, 2)
        assert "left out" in lost.message
    tagged = b'4,"GAMMA" X",-0- ,"FTO] [SDGT",' + b"-0- ," * 7 + b"-0- \r\n"
    (problem,) = refused(read, ROWS + tagged + END)
    assert (problem.location.line, "in a row that is tagged FTO" in problem.message) == (4, True)


def test_an_open_quote_does_not_swallow_the_file(read: Read) -> None:
    torn = [b'%d,"X\r\n' % n for n in range(4, 15)]
    found = ofac(read(ROWS + b"".join(torn[:10]) + END))
    assert [problem.location.line for problem in found.problems if "quote" in problem.message] == list(range(4, 14))
    (problem,) = refused(read, ROWS + b"".join(torn) + END)
    assert (problem.location.line, "as in 10 rows before" in problem.message) == (14, True)


def test_bytes_that_are_accepted(read: Read) -> None:
    plain = ofac(read(ROWS + END))
    assert [entity.name for entity in plain.listed] == ["ALPHA GROUP", "BETA, GROUP"]
    for same in (ROWS.replace(b"\r\n", b"\n"), b"\xef\xbb\xbf" + ROWS, ROWS + b"\r\n"):
        assert ofac(read(same + END)).listed == plain.listed
    named = ofac(read(ROWS.replace(b"ALPHA", "ÁLPHA".encode()) + END))
    assert named.listed[0].name == "ÁLPHA GROUP"


# OFAC's SDN.XML


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://tempuri.org/sdnList.xsd"'])
def test_the_xml_in_any_namespace(read: Read, namespace: str) -> None:
    snapshot = ofac(read(XML.replace(' xmlns="https://example.org/any.xsd"', namespace).encode()))
    assert (snapshot.format, snapshot.published, snapshot.rows) == ("sdn-xml", date(2018, 12, 19), 3)
    assert snapshot.listed == (
        Listed(1, "ALPHA GROUP", ("ALPHA", "AG"), ("AG",), ("SDGT", "FTO")),
        Listed(3, "BETA & SONS", (), (), ("NOT-FTO",)),
    )
    assert not snapshot.without_aliases
    assert snapshot.problems == ()


def test_prefixed_names_of_the_xml(read: Read) -> None:
    prefixed = XML.replace("</", "</@").replace("<", "<o:").replace("<o:/@", "</o:").replace("<o:?", "<?")
    assert ofac(read(prefixed.replace("xmlns=", "xmlns:o=").encode())).listed == ofac(read(XML.encode())).listed


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (("<Record_Count>3<", "<Record_Count>4<"), "announces 4 entries and has 3"),
        (("<Record_Count>3<", "<Record_Count>many<"), "does not say how many"),
        (("<uid>3</uid>", "<uid>1</uid>"), "entry 3 of the file has the uid 1, which stands before"),
        (("<uid>3</uid>", ""), "entry 3 of the file has no number"),
        (("<lastName>DOE</lastName>", ""), "entry 2 of the file, uid 2, has no name"),
        ((">Individual<", ">Robot<"), "no known kind: 'Robot'"),
        (("<program>FTO<", "<program>XFTO<"), "no entity is tagged FTO"),
        (("BETA", "BE\x7fTA"), "U+007F"),
        (("sdnList", "list"), "starts with 'list'"),
        (('encoding="utf-8"', 'encoding="x-unknown"'), "encoding"),
        (('encoding="utf-8"', 'encoding="cp932"'), "encoding"),
        (("&amp;", "&who;"), "undefined entity"),
    ],
)
def test_damage_to_the_xml(read: Read, damage: tuple[str, str], said: str) -> None:
    assert damage[0] in XML
    (problem,) = refused(read, XML.replace(*damage).encode())
    assert said in problem.message
    assert problem.hint


def test_broken_xml_is_told_at_its_place(read: Read) -> None:
    (problem,) = refused(read, XML.replace("<uid>2</uid>", "<uid>2</uod>").encode())
    (line,) = (number for number, text in enumerate(XML.split("\n"), 1) if "<uid>2<" in text)
    assert (problem.location.line, problem.location.column) == (line, 13)
    assert problem.message == "this is not whole XML: mismatched tag"


def test_an_unreadable_day_of_publication_is_a_warning(read: Read) -> None:
    snapshot = ofac(read(XML.replace("12/19/2018", "2018-12-19").encode()))
    assert snapshot.published is None
    assert warnings(snapshot) == ["1 the day of publication cannot be read: '2018-12-19'"]


LAUGHS = '<!DOCTYPE z [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "declaration",
    [
        LAUGHS,
        "<!DOCTYPE sdnList>",
        '<!DOCTYPE sdnList SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE sdnList [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE sdnList [<!ENTITY % x SYSTEM "http://example.org/x.dtd"> %x;]>',
    ],
)
def test_declarations_in_the_xml_are_refused(read: Read, declaration: str) -> None:
    (problem,) = refused(read, XML.replace("<sdnList", declaration + "<sdnList").encode())
    assert "declares a document type or entities" in problem.message


@pytest.mark.parametrize(
    "part",
    [
        "<a>" * 100_000,
        "<a/>" * 30_000,
        f"<a>{'x' * 2_000_000}</a>",
        f"<a b='{'x' * 2_000_000}'/>",
        f"<!--{'x' * 2_000_000}-->",
    ],
    ids=["deep", "many", "text", "attribute", "comment"],
)
def test_one_entry_of_the_xml_cannot_fill_the_memory(read: Read, part: str) -> None:
    (problem,) = refused(read, XML.replace("<uid>3</uid>", "<uid>3</uid>" + part).encode())
    assert "more than" in problem.message


def test_a_long_line_of_whole_xml_is_fine(read: Read) -> None:
    entry = "<sdnEntry><uid>{0}</uid><lastName>GROUP</lastName><sdnType>Entity</sdnType></sdnEntry>"
    count = 25_000
    raw = XML.replace(">3</Record", f">{count + 3}</Record").replace("\n", "")
    raw = raw.replace("</sdnList>", "".join(map(entry.format, range(100, count + 100))) + "</sdnList>")
    assert len(raw) > 2_000_000
    assert read(raw.encode()).rows == count + 3


# The State Department's list from OpenSanctions


def test_organizations_with_their_periods(read: Read) -> None:
    snapshot = state(read(FTM))
    assert (snapshot.kind, snapshot.format, snapshot.seen, snapshot.rows) == ("state", "ftm", date(2026, 6, 8), 6)
    assert snapshot.listed == (
        Dated("a", "Alpha Group", ("AG", "Alpha Front"), ("Old Alpha",), (
            Period(date(2025, 2, 20), None, True, PAGE),
        )),
        Dated("b", "Group b", (), (), (
            Period(date(2021, 1, 19), date(2021, 2, 16), False, None),
            Period(date(2025, 3, 5), None, True, None),
        )),
    )  # fmt: skip
    assert snapshot.problems == ()


@pytest.mark.parametrize(
    ("properties", "period", "said"),
    [
        ({}, Period(None, None, True, None), "this sanction has no first day"),
        ({"startDate": ["2025-02"]}, Period(None, None, True, None), "startDate is not a full day: '2025-02'"),
        ({"startDate": ["2025-02-30"]}, Period(None, None, True, None), "startDate is not a full day: '2025-02-30'"),
        (
            {"listingDate": ["2001-01-01"], "endDate": ["2010"]},
            Period(date(2001, 1, 1), None, False, None),
            "endDate is not a full day: '2010'",
        ),
        (
            {"startDate": ["2001-01-01", "2002-01-01"]},
            Period(None, None, True, None),
            "startDate has several days: 2001-01-01, 2002-01-01",
        ),
        (
            {"listingDate": ["2010-01-01"], "endDate": ["2001-01-01"]},
            Period(None, None, False, None),
            "this sanction ends on 2001-01-01, before it starts on 2010-01-01: neither is used",
        ),
    ],
)
def test_days_that_cannot_be_used(read: Read, properties: dict[str, object], period: Period, said: str) -> None:
    snapshot = state(read(jsonl(group("a"), sanction("s", "a", **properties))))
    assert snapshot.listed[0].periods == (period,)
    assert warnings(snapshot) == [f"2 {said}"]


def test_only_the_dataset_is_used_of_a_collection(read: Read) -> None:
    other = group("x", datasets=["us_ofac_sdn"])
    foreign = sanction("y", "x", startDate=["2001-10-31"]) | {"datasets": ["us_ofac_sdn"]}
    also = sanction("z", "a", startDate=["1997-10-08"]) | {"datasets": ["us_ofac_sdn"]}
    snapshot = state(read(jsonl(other, foreign, also) + FTM))
    assert snapshot.listed == state(read(FTM)).listed
    assert snapshot.rows == 9
    (problem,) = refused(read, jsonl(other, foreign))
    assert problem.message == "no entity of the dataset us_state_terrorist_orgs"
    assert "entities.ftm.json" in (problem.hint or "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"[1]", "not a JSON object"),
        (b"null", "not a JSON object"),
        (b"{}", "has no properties"),
        (b'{"id": "x"', "not JSON"),
        (b"1" * 10_000, "not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (jsonl(group("x", properties=[])), "has no properties"),
        (jsonl(group("x", id=3)), "id is not a text"),
        (jsonl(group("x", schema=None)), "schema is not a text"),
        (jsonl(group("x", datasets=STATE)), "datasets is not a list of texts"),
        (jsonl(group("x", properties={"name": "X"})), "name is not a list of texts"),
        (jsonl(group("x", properties={"name": ["X", 3]})), "name is not a list of texts"),
        (jsonl(group("x", properties={"name": [" "]})), "has no name"),
        (jsonl(group("x", caption=["X"])), "caption is not a text"),
        (jsonl(group("x", last_seen=2026)), "last_seen is not a text"),
        (jsonl(group("x", properties={"name": ["\ud800"]})), "U+D800"),
        (jsonl(group("x", properties={"name": ["a\x00b"]})), "U+0000"),
        (jsonl(group("a")), "the id 'a' stands twice"),
        (jsonl(sanction("s1", "a")), "the id 's1' stands twice"),
        (jsonl(group("x")), "no sanction says the status of 'Group x'"),
        (jsonl(sanction("x", "nobody")), "an organization that the file lacks: 'nobody'"),
        (jsonl({"id": "x", "schema": "Sanction", "properties": {}}), "names no organization"),
    ],
    ids=range(23),
)
def test_a_bad_line_of_json_is_told_at_its_line(read: Read, line: bytes, said: str) -> None:
    (problem,) = refused(read, FTM + line)
    assert problem.location.line == 7
    assert said in problem.message
    assert problem.hint


def test_broken_json_is_told_at_its_column(read: Read) -> None:
    (problem,) = refused(read, FTM + b'{"id": x}')
    assert (problem.location.line, problem.location.column) == (7, 8)
    (problem,) = refused(read, FTM + b'{"id":\n')
    assert (problem.location.line, problem.location.column) == (7, 7)


def test_null_is_as_good_as_missing(read: Read) -> None:
    snapshot = state(
        read(jsonl(group("a", caption=None, last_seen=None), sanction("s", "a", startDate=["2025-01-01"])))
    )
    assert (snapshot.seen, snapshot.listed[0].name) == (None, "Group a")


# Recognition, and what is no list at all


@pytest.mark.parametrize(
    ("raw", "said", "hint"),
    [
        (ALT, "this is ALT.CSV", "give SDN.CSV"),
        (b'36,25,"street","Havana","Cuba",-0- \r\n', "this is ADD.CSV", "SDN.XML"),
        (b'36,"more remarks"\r\n', "this is SDN_COMMENTS.CSV", "SDN.XML"),
        (b"<?xml version='1.0'?>\n<Sanctions xmlns='urn:x'><a/>", "this is SDN_ADVANCED.XML", "take SDN.XML"),
        (b"<sanctionsData>", "this is SDN_ENHANCED.XML", "take SDN.XML"),
        (b"id,schema,name,aliases,birth_date\n", "this is targets.simple.csv", "take entities.ftm.json"),
        (b'"id","schema","name","aliases"\n', "this is targets.simple.csv", "take entities.ftm.json"),
        (jsonl(group("a", properties={"sanctions": [{"id": "s"}]})), "this is targets.nested.json", "take entities"),
        (b"<!DOCTYPE html>\n<html>", "this is a web page", "SDN.XML"),
        (b"<HTML><p>", "this is a web page", "SDN.XML"),
        (b"PK\x03\x04rest", "this is a ZIP archive", "unpack it"),
        ("x".encode("utf-16"), "the file is UTF-16", "UTF-8"),
        (b"", "the file is empty", "SDN.XML"),
        (b"\xef\xbb\xbf \r\n", "the file is empty", "SDN.XML"),
        (b"[]", "no file of a known official list", "SDN.XML"),
        (b"Al Qaeda\nHamas\n", "no file of a known official list", "entities.ftm.json"),
        (b"ent_num,SDN_Name\n", "no file of a known official list", "SDN.XML"),
        (b"organization: {name: X}\n", "no file of a known official list", "SDN.XML"),
        (b"\x00" * 5000, "no file of a known official list", "SDN.XML"),
        (b"x" * 2_000_000, "no file of a known official list", "SDN.XML"),
        (ROWS + b"x" * 2_000_000, "a line of more than 64 KiB", "SDN.CSV"),
        (FTM + b" " * 2_000_000, "a line of more than 1024 KiB", "entities.ftm.json"),
    ],
    ids=range(22),
)
def test_what_is_no_list_says_what_to_take(read: Read, raw: bytes, said: str, hint: str) -> None:
    (problem,) = refused(read, raw)
    assert said in problem.message
    assert hint in (problem.hint or "")


def test_the_name_does_not_matter(tmp_path: Path) -> None:
    for name, raw, kind in (("a.xml", ROWS, "sdn-csv"), ("a.csv", XML.encode(), "sdn-xml"), ("a.html", FTM, "ftm")):
        (tmp_path / name).write_bytes(raw)
        assert read_snapshot(str(tmp_path / name)).format == kind


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    cases = {
        str(tmp_path): "not a regular file",
        str(tmp_path / "fifo"): "not a regular file",
        os.devnull: "not a regular file",
        str(tmp_path / "missing"): "cannot be read: No such file",
        str(tmp_path / "a\0b"): "cannot be read",
        str(tmp_path / "\ud800"): "cannot be read",
    }
    for path, said in cases.items():
        with pytest.raises(InvalidDocumentError) as caught:
            read_snapshot(path)
        assert said in caught.value.problems[0].message
        assert caught.value.problems[0].code == "FTO013"


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_no_file_stays_open(tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"x")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for path in (tmp_path, tmp_path / "bad"):
        with pytest.raises(InvalidDocumentError):
            read_snapshot(path)
    read_snapshot(SDN)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_the_size_limit(tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as stream:
        stream.truncate(reading.MAX_BYTES + 1)
    with pytest.raises(InvalidDocumentError, match="larger than 512 MiB"):
        read_snapshot(tmp_path / "sparse")


def test_a_file_that_grows_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    source = reading.SnapshotFile(io.BytesIO(b"12345\n12345\n"), reading.Findings("x"), None)
    lines = source.lines(100)
    assert next(lines) == (1, "12345\n")
    with pytest.raises(InvalidDocumentError, match="larger than"):
        next(lines)


def test_a_disk_that_fails_while_it_is_read() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(InvalidDocumentError, match="cannot be read: Input/output error"):
        reading.SnapshotFile(Failing(), reading.Findings("x"), None).read(1)


@pytest.mark.parametrize("raw", [ROWS, XML.encode(), FTM], ids=["csv", "xml", "ftm"])
def test_the_limit_of_rows(read: Read, raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("sdn_csv", "sdn_xml", "ftm"):
        monkeypatch.setattr(f"fto_check.record.snapshots.{module}.MAX_ROWS", 2)
    assert "more than 2" in refused(read, raw)[0].message


def test_progress_counts_the_bytes_read(tmp_path: Path) -> None:
    path = tmp_path / "sdn.csv"
    for raw in (ROWS + b"\r\n" * 400_000 + END, XML.encode() + b" " * 800_000, FTM + b"\n" * 800_000):
        path.write_bytes(raw)
        told: list[int] = []
        read_snapshot(path, progress=told.append)
        assert told == sorted(set(told))
        assert len(told) >= 3
        assert told[-1] == len(raw)


# Damage at every place, and any bytes at all


def read_or_refused(read: Read, raw: bytes) -> Snapshot | None:
    """Return what is read, or None for a file that is refused as it should be; anything else fails the test."""
    try:
        return read(raw)
    except InvalidDocumentError as error:
        problems, text = error.problems, str(error)
    assert {problem.code for problem in problems} == {"FTO013"}
    assert len(problems) <= 11
    assert text.encode()
    return None


def test_csv_cut_anywhere(read: Read) -> None:
    raw = ROWS + END
    whole, ends = ofac(read(raw)), [at + 1 for at, byte in enumerate(raw) if byte == ord("\n")]
    read_sizes = []
    for size in range(len(raw)):
        try:
            part = ofac(read(raw[:size]))
        except InvalidDocumentError:
            continue
        read_sizes.append(size)
        assert part.listed == whole.listed[: len(part.listed)]
        assert any("end mark" in said for said in warnings(part))
    assert read_sizes == ends


def test_alt_csv_cut_anywhere(tmp_path: Path) -> None:
    (tmp_path / "sdn.csv").write_bytes(SDN.read_bytes() + END)
    raw = ALT + END
    read_sizes = []
    for size in range(1, len(raw)):
        (tmp_path / "alt.csv").write_bytes(raw[:size])
        try:
            part = ofac(read_snapshot(tmp_path / "sdn.csv"))
        except InvalidDocumentError:
            continue
        read_sizes.append(size)
        assert any("end mark" in said for said in warnings(part))
    assert read_sizes == [at + 1 for at, byte in enumerate(raw) if byte == ord("\n")]


def test_xml_cut_anywhere(read: Read) -> None:
    raw = XML.encode()
    for size in range(len(raw) - 1):  # the last byte is a line end behind the root
        refused(read, raw[:size])
    assert ofac(read(raw[:-1])).listed == ofac(read(raw)).listed


def test_ftm_cut_anywhere(read: Read) -> None:
    raw = FTM
    whole = state(read(raw)).listed
    line_ends = {at for at, byte in enumerate(raw) if byte == ord("\n")}
    read_sizes = set()
    for size in range(len(raw)):
        try:
            part = state(read(raw[:size])).listed
        except InvalidDocumentError:
            continue
        read_sizes.add(size)
        assert size in line_ends or size - 1 in line_ends
        assert [one.name for one in part] == [one.name for one in whole[: len(part)]]
        assert all(set(one.periods) <= set(other.periods) for one, other in zip(part, whole, strict=False))
    # Behind the first whole pair, and from the second's first sanction on.
    assert read_sizes == {end + step for end in sorted(line_ends)[1:] for step in (0, 1)} - {
        sorted(line_ends)[2], sorted(line_ends)[2] + 1, len(raw),
    }  # fmt: skip


STARTS = (b"", ROWS, XML.encode()[:500], FTM[:300], FTM, b"<", b"{", b'1,"')


@examples(300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(read: Read, start: bytes, rest: bytes) -> None:
    snapshot = read_or_refused(read, start + rest)
    assert snapshot is None or snapshot.listed


@examples(300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.sampled_from((ROWS + END, XML.encode(), FTM)),
    at=st.integers(0, 10_000),
    cut=st.integers(0, 5),
    put=st.binary(max_size=5),
)
def test_a_changed_place_is_read_or_refused(read: Read, raw: bytes, at: int, cut: int, put: bytes) -> None:
    at %= len(raw)
    snapshot = read_or_refused(read, raw[:at] + put + raw[at + cut :])
    assert snapshot is None or snapshot.listed


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5) | st.just(STATE),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "entity", "x"]), inner),
    max_leaves=6,
)
KEYS = st.sampled_from(["id", "schema", "caption", "datasets", "properties", "last_seen"])


@examples(300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=KEYS, value=JSON)
def test_any_value_in_an_entity_is_read_or_refused(read: Read, key: str, value: object) -> None:
    raw = FTM + jsonl(group("x") | {key: value}, sanction("sx", "x"))
    snapshot = read_or_refused(read, raw)
    assert snapshot is None or len(snapshot.listed) >= 2


def large_csv(rows: int) -> bytes:
    filler = b"x" * 400
    kinds = (b"-0- ", b'"individual"')
    row = b'%d,"GROUP",%s,"FTO",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"%s"\r\n'
    return b"".join(row % (number, kinds[number % 10 > 0], filler) for number in range(rows)) + END


def large_xml(rows: int) -> bytes:
    entry = "<sdnEntry><uid>{}</uid><lastName>GROUP</lastName><sdnType>{}</sdnType><programList><program>FTO</program>"
    entry += "</programList><remarks>" + "x" * 1000 + "</remarks></sdnEntry>"
    kinds = ("Entity", "Individual")
    inside = "".join(entry.format(number, kinds[number % 10 > 0]) for number in range(rows))
    publication = f"<publshInformation><Record_Count>{rows}</Record_Count></publshInformation>"
    return f"<sdnList>{publication}{inside}</sdnList>".encode()


def large_ftm(rows: int) -> bytes:
    filler = {"name": ["X"], "notes": ["x" * 400]}
    others = (group(str(number), datasets=["other"], properties=filler) for number in range(rows))
    return jsonl(*others) + FTM


@pytest.mark.parametrize(("make", "rows"), [(large_csv, 50_000), (large_xml, 20_000), (large_ftm, 50_000)])
@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path: Path, make: Callable[[int], bytes], rows: int) -> None:
    path = tmp_path / "large"
    path.write_bytes(make(rows))
    assert path.stat().st_size > 20_000_000
    tracemalloc.start()
    try:
        read_snapshot(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8_000_000

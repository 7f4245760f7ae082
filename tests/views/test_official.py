"""What the head of a report says of the official record: no more than the names that the record has bear out."""

from datetime import date

import pytest

from fto_check.record.entry import Candidate, Doubt, Entry, OfficialStatus, RecordFile, Standing
from fto_check.views.official import list_words

LIST = date(2026, 6, 8)
ENTRY = Entry(id="a-front", name="A Front", designated=date(2001, 5, 4))
LIKE = tuple(Candidate(group, group, 0.9) for group in ("a-front", "b-front", "c-front"))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (OfficialStatus(entry=None, status=Standing.NOT_LISTED, list_as_of=LIST), ": no name fits"),
        (OfficialStatus(entry=ENTRY, status=Standing.NOT_LISTED, list_as_of=LIST), ": not listed"),
        (
            OfficialStatus(entry=ENTRY, status=Standing.DESIGNATED, since=ENTRY.designated, list_as_of=LIST),
            ": designated since 2001-05-04",
        ),
        (
            OfficialStatus(
                entry=ENTRY, status=Standing.DELISTED, since=ENTRY.designated, until=date(2012, 1, 2), list_as_of=LIST
            ),
            ": designated 2001-05-04, delisted 2012-01-02",
        ),
        (
            OfficialStatus(entry=None, status=Standing.UNCLEAR, doubt=Doubt.NEAR, near=LIKE, list_as_of=LIST),
            ": unclear, perhaps a-front, b-front +1",
        ),
        (
            OfficialStatus(entry=None, status=Standing.UNCLEAR, doubt=Doubt.SCRIPT, list_as_of=LIST),
            ": unclear, in another script",
        ),
        (
            OfficialStatus(
                entry=None, status=Standing.NOT_LISTED, list_as_of=LIST, file=RecordFile("own.csv", "0123456789abcdef")
            ),
            " (own.csv, sha256 0123456789ab): no name fits",
        ),
    ],
)  # fmt: skip
def test_the_official_status_in_the_head_of_a_report(found: OfficialStatus, said: str) -> None:
    assert list_words(found) == f"official list 2026-06-08{said} (not counted)"

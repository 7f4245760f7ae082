"""Readers for files of official lists that a user downloaded: OFAC's SDN list, and the State Department's own."""

from __future__ import annotations

import os

from fto_check.record.snapshots.ftm import read_ftm
from fto_check.record.snapshots.reading import EXPECTED, MAX_BYTES, Progress, open_source
from fto_check.record.snapshots.sdn_csv import name_of_kind, read_sdn_csv
from fto_check.record.snapshots.sdn_xml import read_sdn_xml
from fto_check.record.snapshots.shapes import Dated, Listed, OfacSnapshot, Period, Snapshot, StateSnapshot

__all__ = ["Dated", "Listed", "MAX_BYTES", "OfacSnapshot", "Period", "Snapshot", "StateSnapshot", "read_snapshot"]


def read_snapshot(path: str | os.PathLike[str], *, progress: Progress | None = None) -> Snapshot:
    """Read a file of an official list, which is recognized by its content and not by its name.

    Known are OFAC's SDN.CSV (with ALT.CSV in the same folder) and SDN.XML, and OpenSanctions' entities.ftm.json of
    us_state_terrorist_orgs. Nothing is fetched. A file has 512 MiB at most and is read in one pass; memory grows with
    the entities kept, not with the file. `progress` is called now and then with the number of bytes of this file read
    so far, the last time with all of them; ALT.CSV does not count. Raises InvalidDocumentError, code FTO013, for a file
    that cannot be read, is of another kind, or is damaged: nothing of such a file is used.
    """
    with open_source(os.fspath(path), progress) as source:
        start = source.head()
        bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
        if bare.startswith(b"<") and not _is_page(bare):
            return read_sdn_xml(source)
        if bare.startswith(b"{"):
            return read_ftm(source)
        kind = name_of_kind(_first_line(bare))
        if kind != "sdn":
            message, hint = _refusal(start, bare, kind)
            source.findings.fail(message, hint=hint)
        return read_sdn_csv(source)


def _first_line(start: bytes) -> str:
    return start.partition(b"\n")[0].decode("utf-8", "replace")


def _is_page(start: bytes) -> bool:
    return start[:14].lower().startswith((b"<!doctype html", b"<html"))


def _refusal(start: bytes, bare: bytes, kind: str | None) -> tuple[str, str]:
    """Return the kind of a file that cannot be used, and the file to take instead."""
    if kind == "targets.simple.csv":
        return f"this is {kind}, which lacks delisted groups", "take entities.ftm.json from the same page"
    if kind is not None:
        return f"this is {kind}, which holds no entries", "give SDN.CSV, with ALT.CSV in the same folder, or SDN.XML"
    if not bare:
        return "the file is empty", EXPECTED
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is UTF-16", "download it again, or save it as UTF-8"
    if start.startswith(b"PK\x03\x04"):
        return "this is a ZIP archive", f"unpack it; {EXPECTED}"
    if _is_page(bare):
        return "this is a web page", f"download the file itself; {EXPECTED}"
    return "this is no file of a known official list", EXPECTED

"""Pairs of files of which one side is missing, joined where a file only got another name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fto_check.runs.diff import FilePair, SideFile


def pair_renamed_files(pairs: list[FilePair]) -> list[FilePair]:
    """Return the pairs, those that are one renamed file as one, under the new name."""
    from fto_check.runs.renames import pair_renamed

    gone = {pair.name: pair for pair in pairs if pair.new is None}
    new = {pair.name: pair for pair in pairs if pair.old is None}
    if not gone or not new:
        return pairs
    renamed = pair_renamed(
        {name: _read(pair.old) for name, pair in gone.items()}, {name: _read(pair.new) for name, pair in new.items()}
    )
    former = set(renamed.values())
    return [
        pair.renamed_from(gone[renamed[pair.name]]) if pair.old is None and pair.name in renamed else pair
        for pair in pairs
        if not (pair.new is None and pair.name in former)
    ]


def _read(side: SideFile | None) -> bytes:
    """Return the content of a side; one that cannot be read has none, and its own comparison says why."""
    from fto_check.documents.textfile import MAX_BYTES

    if side is None or side.problems:
        return b""
    if side.raw is not None:
        return side.raw
    try:
        with Path(side.path).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError:
        return b""

"""What changed for users, by version: read from `changes.yaml`."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from fto_check.documents.yaml_reader import read_document

CHANGES_FILE = Path(__file__).parent / "changes.yaml"


class Affected(StrEnum):
    """The kind of thing that a user of the program can depend on."""

    COMMAND = "command"
    ELEMENT = "element"
    KEY = "key"
    OPTION = "option"
    DEFAULT = "default"
    OUTPUT = "output"
    LIBRARY = "library"


class _ChangesModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReleaseNote(_ChangesModel):
    """One thing that a user may have to write, read or import otherwise."""

    what: Affected
    text: Annotated[str, Field(pattern=r"\S\.$")]
    """The change in a sentence, and what to do."""


class Release(_ChangesModel):
    """A version and what it changed."""

    version: str
    changes: Annotated[tuple[ReleaseNote, ...], Field(min_length=1)]


class _ChangesFile(_ChangesModel):
    versions: Annotated[tuple[Release, ...], Field(min_length=1)]


@cache
def load_changes() -> tuple[Release, ...]:
    """Return the versions with what they changed, the newest version first."""
    return _ChangesFile.model_validate(read_document(CHANGES_FILE).data).versions

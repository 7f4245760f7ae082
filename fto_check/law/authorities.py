"""The authorities: decisions, reports and notices that bear on the statute, read from `law/cases.yaml`."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, model_validator

from fto_check.documents.yaml_reader import Document, read_document
from fto_check.law.statute import Statute, load_statute, refuse_law

CASES_FILE = Path(__file__).parent / "cases.yaml"

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]


class Topic(StrEnum):
    """What an authority can bear on beside the nodes of the statute."""

    PROCESS = "process"
    """How a designation is made, reviewed and undone."""
    PROOF = "proof"
    """Which evidence carries a designation."""
    EFFECTS = "effects"
    """What follows from a designation."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Authority(_Model):
    """A decision, report or notice: how it is cited, what it comes to, and the nodes and topics that it bears on.

    `court` is who speaks: the court, or else the board or office. `url` is where it, or a summary of it, was read.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    kind: Literal["court", "board", "report", "notice"]
    name: Text
    cite: Text
    court: Text
    year: Annotated[int, Field(ge=1952)]  # of the Act; nothing can bear on it earlier
    holding: Text
    bears_on: Annotated[tuple[str, ...], Field(min_length=1)]
    url: Annotated[str | None, Field(pattern=r"^https?://\S+$")] = None


class _AuthoritiesFile(_Model):
    authorities: Annotated[tuple[Authority, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _names(self, info: ValidationInfo) -> _AuthoritiesFile:
        for key in ("id", "cite"):
            given = [getattr(authority, key) for authority in self.authorities]
            if twice := sorted({value for value in given if given.count(value) > 1}):
                raise ValueError(f"the {key} '{twice[0]}' stands twice")
        known = {*info.context.by_id, *Topic} if info.context else set(Topic)
        for authority in self.authorities:
            if unknown := [name for name in authority.bears_on if name not in known]:
                raise ValueError(f"'{authority.id}' bears on '{unknown[0]}', which does not exist")
            if len(set(authority.bears_on)) < len(authority.bears_on):
                raise ValueError(f"'{authority.id}' names what it bears on twice")
        return self


@cache
def load_authorities() -> tuple[Authority, ...]:
    """Return the authorities from the package's data, in the order of the file, read and checked once.

    Raises InvalidDocumentError if the file is damaged. No assessment needs them.
    """
    return build_authorities(read_document(CASES_FILE), load_statute())


def build_authorities(document: Document, statute: Statute) -> tuple[Authority, ...]:
    """Make authorities of a document in the form of `law/cases.yaml`; InvalidDocumentError holds all that is wrong."""
    if document.problems:
        raise refuse_law(document)
    try:
        return _AuthoritiesFile.model_validate(document.data, context=statute).authorities
    except ValidationError as error:
        raise refuse_law(document, error) from None


def bearing_on(name: str) -> tuple[Authority, ...]:
    """Return the authorities that name a node or a topic, the oldest first."""
    return tuple(sorted((one for one in load_authorities() if name in one.bears_on), key=lambda one: one.year))

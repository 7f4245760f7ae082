"""The authorities: decisions, reports, notices, acts and orders on the statute, read from `law/cases.yaml`."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, ValidationInfo, model_validator

from fto_check.documents.yaml_reader import Document, read_document
from fto_check.law.nodes import LawModel
from fto_check.law.statute import Statute, load_statute, refuse_law

CASES_FILE = Path(__file__).parent / "cases.yaml"

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]


class Topic(StrEnum):
    """A subject of an authority that is no node of the statute."""

    PROCESS = "process"
    """The way in which a designation is made, reviewed and undone."""
    PROOF = "proof"
    """The evidence that carries a designation."""
    EFFECTS = "effects"
    """The consequences of a designation."""

    @property
    def meaning(self) -> str:
        """The subject, in a phrase."""
        return _MEANINGS[self]


_MEANINGS = {
    Topic.PROCESS: "how a designation is made, reviewed and undone",
    Topic.PROOF: "which evidence carries a designation",
    Topic.EFFECTS: "what follows from a designation",
}


class Authority(LawModel):
    """A decision, report, notice, act or order, with its cite and its holding."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    kind: Literal["court", "board", "report", "notice", "act", "order"]
    name: Text
    cite: Text
    court: Text
    """The court, or else the board, office or body, that speaks."""
    year: Annotated[int, Field(ge=1952)]  # the year of the Act: no authority on it is older
    holding: Text
    """The holding, or what the text says, in our own words."""
    bears_on: Annotated[tuple[str, ...], Field(min_length=1)]
    """The ids of the nodes, and the topics, that the authority is about."""
    url: Annotated[str | None, Field(pattern=r"^https?://\S+$")] = None
    """The address at which the text, or a summary of it, was read."""


class _AuthoritiesFile(LawModel):
    authorities: Annotated[tuple[Authority, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check_names(self, info: ValidationInfo) -> _AuthoritiesFile:
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

    Only `explain` asks for them, so no assessment waits for their file. Raises InvalidDocumentError if it is damaged.
    """
    return build_authorities(read_document(CASES_FILE), load_statute())


def build_authorities(document: Document, statute: Statute) -> tuple[Authority, ...]:
    """Return the authorities of a document in the form of `law/cases.yaml`.

    Raises InvalidDocumentError, which names all faults of the document.
    """
    if document.problems:
        raise refuse_law(document)
    try:
        return _AuthoritiesFile.model_validate(document.data, context=statute).authorities
    except ValidationError as error:
        raise refuse_law(document, error) from None


def find_authorities(subject: str) -> tuple[Authority, ...]:
    """Return the authorities on a node (by its id) or on a topic, the oldest first."""
    return tuple(sorted((one for one in load_authorities() if subject in one.bears_on), key=lambda one: one.year))

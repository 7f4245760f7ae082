"""The four statuses in their order, and the weights of evidence that lead to them."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """The answer that the evidence gives at a node of the statute, ordered as the reasoning orders it, least first."""

    NOT_MET = 0
    NOT_ESTABLISHED = 1
    CONTESTED = 2
    MET = 3

    def __str__(self) -> str:
        return self.name.lower()

    @property
    def words(self) -> str:
        """The status as a reader says it."""
        return self.name.lower().replace("_", " ")

    @property
    def meaning(self) -> str:
        """The meaning of the status, as a clause."""
        return _MEANINGS[self]


_MEANINGS = {
    Status.MET: "the cited evidence puts it inside the text of the law",
    Status.CONTESTED: "good evidence stands on both sides, or the reading of the law is open",
    Status.NOT_ESTABLISHED: "the evidence is absent or too thin",
    Status.NOT_MET: "the facts put it outside the text of the law",
}


class Weight(IntEnum):
    """The weight of all evidence on one side of an element."""

    SILENT = 0
    SUGGESTED = 1
    CARRIED = 2

    def __str__(self) -> str:
        return self.name.lower()


TABLE: dict[tuple[Weight, Weight], Status] = {
    (Weight.CARRIED, Weight.SILENT): Status.MET,
    (Weight.CARRIED, Weight.SUGGESTED): Status.MET,
    (Weight.CARRIED, Weight.CARRIED): Status.CONTESTED,
    (Weight.SUGGESTED, Weight.SILENT): Status.NOT_ESTABLISHED,
    (Weight.SUGGESTED, Weight.SUGGESTED): Status.NOT_ESTABLISHED,
    (Weight.SUGGESTED, Weight.CARRIED): Status.NOT_MET,
    (Weight.SILENT, Weight.SILENT): Status.NOT_ESTABLISHED,
    (Weight.SILENT, Weight.SUGGESTED): Status.NOT_ESTABLISHED,
    (Weight.SILENT, Weight.CARRIED): Status.NOT_MET,
}
"""The status of an element, by the weight of the evidence for it (first) and against it."""

"""The formats of `record`, a word for each."""

from __future__ import annotations

from enum import StrEnum


class RecordFormat(StrEnum):
    """The formats of `record`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    HTML = "html"

"""Data as the text of JSON: one way of writing it for every format."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

from fto_check.problems.inert import inert_json


def document(data: Any) -> str:
    """Return data as a document of indented JSON, in which a runner sees no command, with a line break at its end."""
    return inert_json(_text(data, indent=2)) + "\n"


def document_of(make: Callable[[], Any]) -> str:
    """Return as a document what `make` builds, whose lists may be generators: one entry at a time is held as data."""
    try:
        text = to_json(make(), indent=2).decode()
    except PydanticSerializationError:  # as in `_text`; what a generator has given is gone
        text = json.dumps(make(), ensure_ascii=False, indent=2, default=list)
    return inert_json(text) + "\n"


def line(data: Any) -> str:
    """Return data as one line of JSON, in which a runner sees no command, with its line break."""
    return inert_json(_text(data, indent=None)) + "\n"


def _text(data: Any, indent: int | None) -> str:
    try:
        return to_json(
            data, indent=indent
        ).decode()  # several times as fast as the standard library, where that indents
    except PydanticSerializationError:  # bytes of a file's name that are no UTF-8
        separators = (",", ":") if indent is None else None
        return json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)

"""Data as the text of JSON: byte for byte what the standard library writes, and inert."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check.views import json_text

# With what stands in a file's name for bytes that are no UTF-8.
BYTES = st.sampled_from([chr(point) for point in range(0xDC80, 0xDD00)])
TEXT = st.text(st.characters() | BYTES, max_size=12)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(DATA)
def test_it_reads_back_as_the_same_data(data: object) -> None:
    assert json.loads(json_text.document(data)) == data
    assert json.loads(json_text.line(data)) == data


@given(st.lists(DATA, max_size=5))
def test_a_document_whose_lists_come_one_by_one_is_the_same(data: list[object]) -> None:
    assert json_text.document_of(lambda: iter_of(data)) == json_text.document(data)
    assert json_text.document_of(lambda: {"a": iter_of(data), "b": 1}) == json_text.document({"a": data, "b": 1})


def iter_of(data: list[object]) -> Iterator[object]:
    yield from data


@given(DATA)
def test_a_line_is_one_line(data: object) -> None:
    assert json_text.line(data).splitlines() == [json_text.line(data)[:-1]]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text('aß😀"\\\n/:', max_size=8), st.lists))
def test_it_is_laid_out_as_the_standard_library_does(data: object) -> None:
    assert json_text.document(data) == json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    assert json_text.line(data) == json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


@pytest.mark.parametrize(
    ("data", "written"),
    [
        ({"path": "caf\udce9.yaml"}, '{"path":"caf\\udce9.yaml"}\n'),
        ("##[error] \x1b[2J \u202e \x7f \x85", '"\\u0023\\u0023[error] \\u001b[2J \\u202e \\u007f \\u0085"\n'),
        (10**40, f"{10**40}\n"),
    ],
    ids=["bytes of a file's name that are no UTF-8", "what a terminal or a runner acts on", "a huge number"],
)
def test_what_is_odd(data: object, written: str) -> None:
    assert json_text.line(data) == written
    assert json_text.document(data)

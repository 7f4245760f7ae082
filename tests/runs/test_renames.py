"""Renamed files: paired by content, record id or name, and only where one file alone can be meant."""

from __future__ import annotations

import pytest

from fto_check.runs.renames import pair_renamed, read_organization


def profile(name: str, record: str | None = None, more: str = "") -> bytes:
    tail = f", record: {record}" if record else ""
    return f"organization: {{name: {name}{tail}}}\n{more}".encode()


@pytest.mark.parametrize(
    ("gone", "new", "paired"),
    [
        ({"a": profile("A")}, {"b": profile("A")}, {"b": "a"}),
        ({"a": b"not: yaml: ["}, {"b": b"not: yaml: ["}, {"b": "a"}),
        ({"a": profile("A")}, {"b": profile("a", more="# edited\n")}, {"b": "a"}),
        ({"a": profile("Àé")}, {"b": profile("AE", more="# edited\n")}, {"b": "a"}),
        ({"a": profile("A", "cjng")}, {"b": profile("B", "cjng")}, {"b": "a"}),
        ({"a": profile("A", "none")}, {"b": profile("B", "none")}, {}),
        ({"a": profile("A")}, {"b": profile("B")}, {}),
        ({"a": profile("A"), "c": profile("A", more="# 2\n")}, {"b": profile("A", more="# 3\n")}, {}),
        ({"a": profile("A"), "c": profile("A")}, {"b": profile("A")}, {"b": "a"}),
        (
            {"a": profile("A"), "c": profile("C")},
            {"b": profile("C"), "d": profile("A", more="#\n")},
            {"b": "c", "d": "a"},
        ),
        ({"a": profile("A", "cjng"), "c": profile("B")}, {"b": profile("B", "cjng")}, {"b": "a"}),
        ({"a": b""}, {"b": b"x: ["}, {}),
        ({}, {"b": profile("A")}, {}),
    ],
)
def test_pairs(gone: dict[str, bytes], new: dict[str, bytes], paired: dict[str, str]) -> None:
    assert pair_renamed(gone, new) == paired


def test_an_organization_is_read_whatever_faults_the_rest_has() -> None:
    found = read_organization(profile("A", more="evidence: {x: 1}\n"))
    assert found is not None
    assert found.name == "A"
    assert read_organization(b"organization: {nme: A}") is None
    assert read_organization(b"organization: [") is None

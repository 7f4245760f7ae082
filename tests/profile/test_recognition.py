"""Which YAML files of a folder are profiles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fto_check.profile.models import Profile
from fto_check.profile.recognition import HEAD, KEYS, is_profile, looks_like_profile
from tests.conftest import CASES, PROFILES


def test_the_keys_are_those_of_a_profile() -> None:
    assert tuple(Profile.model_fields) == KEYS


@pytest.mark.parametrize("path", [*PROFILES, *CASES[:3]], ids=lambda path: path.stem)
def test_every_profile_is_one(path: Path) -> None:
    assert is_profile(path)


@pytest.mark.parametrize(
    "text",
    [
        "organization: {name: A}",
        "expect: []",
        "organisation: {name: A}",
        "Organization:\n  name: A",
        "source:\n  a: 1",
        "evidences: {}",
        "evidnce: {}",
        "# a comment\n---\n\nsources:\n  a: 1\n",
        "name: A\nevidence: [",
        '"organization": {name: A}',
        "'sources' : {}",
        "? evidence\n: x",
        "  organization: {name: A}\n  sources: {}",
        "{organization: {name: A}}",
        '{"a": 1, "evidence": {}}',
        "organization: [",
        "\ufefforganization: {name: A}",
        "%YAML 1.1\n---\norganization: {}",
    ],
)
def test_a_key_or_a_misspelt_one_makes_a_profile(text: str) -> None:
    assert looks_like_profile(text.encode())
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        raw = text.removeprefix("\ufeff").encode(encoding)
        assert looks_like_profile(raw), "the fault of the file is another one"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# organization: no\n",
        "- organization\n",
        "name: ci\njobs:\n  organization: a\n  sources: b\n",
        "apiVersion: v1\nkind: List\nresources: []\n",
        "export: a\nservices: {}\nversion: 3\n",
        "text: |\n  organization: a\n",
        "organization\n",
        "organization:name\n",
        "{version: 3, services: {}}",
        "\0\1\2",
    ],
)
def test_other_files_are_none(text: str) -> None:
    assert not looks_like_profile(text.encode())


def test_a_key_may_stand_far_below(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("#" + "x" * HEAD + "\norganization: {name: A}\n")
    (tmp_path / "b.yaml").write_text("#" + "x" * HEAD + "\nversion: 3\n")
    assert is_profile(tmp_path / "a.yaml")
    assert not is_profile(tmp_path / "b.yaml")


def test_what_cannot_be_looked_into_is_left_to_the_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    assert is_profile(tmp_path / "pipe.yaml")
    assert is_profile(tmp_path / "loop.yaml")
    assert is_profile(tmp_path / "gone.yaml")

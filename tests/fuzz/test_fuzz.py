"""Generated inputs against the properties; `README.md` has the commands of the long runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check.views.check.formats import Format
from tests.conftest import examples
from tests.fuzz import properties, strategies


@pytest.fixture(autouse=True, scope="module")
def bugs_are_raised() -> Iterator[None]:
    """Let a bug come out as the exception that it is, instead of being told as FTO000."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FTO_CHECK_TRACEBACK", "1")
        yield


@examples(200)
@given(strategies.yaml_texts | strategies.yaml_bytes)
def test_both_readers_agree_on_any_text(raw: bytes) -> None:
    properties.check_reader(raw)


@examples(40)
@given(strategies.yaml_mutations)
def test_both_readers_agree_on_changed_profiles(raw: bytes) -> None:
    properties.check_reader(raw)


@examples(60)
@given(strategies.yaml_mutations)
def test_a_changed_profile_is_judged_or_refused_with_places(raw: bytes) -> None:
    properties.check_profile(raw)


@examples(100)
@given(strategies.trees())
def test_a_changed_tree_is_judged_or_refused_with_places(tree: Any) -> None:
    properties.check_model(tree)


@examples(10)
@given(strategies.hostile_trees(), strategies.hostile_trees(), strategies.paths)
def test_every_output_of_hostile_profiles_is_inert_and_reads_back(first: Any, second: Any, path: str) -> None:
    properties.check_formats([first, second], path)


@examples(20)
@given(strategies.hostile_trees(), strategies.paths, st.sampled_from(Format))
def test_a_report_of_a_hostile_profile_is_inert_and_reads_back(tree: Any, path: str, form: Format) -> None:
    properties.check_format(tree, path, form)


@examples(100)
@given(strategies.lists, strategies.aliases)
def test_a_changed_list_is_held_against_the_record_or_refused(raw: bytes, beside: bytes | None) -> None:
    properties.check_snapshot(raw, beside)


@examples(100)
@given(strategies.records)
def test_a_changed_record_is_kept_or_refused(raw: bytes) -> None:
    properties.check_record(raw)


@examples(100)
@given(strategies.configs)
def test_a_changed_configuration_is_read_or_refused(raw: bytes) -> None:
    properties.check_config(raw)

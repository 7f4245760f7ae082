"""Words that are no ids: the elements that they may mean, and none of another kind."""

from __future__ import annotations

import pytest

from fto_check.documents.yaml_reader import read_document
from fto_check.law.search import WORDS_FILE, find_nodes, hint_for_word, search_texts
from fto_check.law.statute import load_statute

STATUTE = load_statute()


def test_each_word_of_the_field_leads_to_elements_that_there_are() -> None:
    leaves = set(STATUTE.leaves)
    for word, ids in read_document(WORDS_FILE).data.items():
        if isinstance(ids, list):
            assert ids, word
            assert set(map(str, ids)) <= leaves, word


def test_each_word_of_the_field_is_found_as_it_stands_there() -> None:
    """No id, label or other word hides it: the hint for it names one of its elements, or says its sentence."""
    for word, ids in read_document(WORDS_FILE).data.items():
        hint = hint_for_word(word, STATUTE, leaves=True)
        assert hint is not None, word
        wanted = [str(one) for one in ids] if isinstance(ids, list) else [str(ids)]
        assert any(one in hint for one in wanted), (word, hint)


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("subnational", ("subnational_or_clandestine",)),
        ("foreign_organization", ("foreign",)),
        ("Foreign Organization", ("foreign",)),
        ("own act", ("attributable",)),
        ("unlawfull", ("unlawful",)),
        ("us-nationals", ("us_nationals",)),
        ("kidnaping", ("seizure_or_detention", "threat_to_kill_injure_or_detain", "compulsion_of_third_person")),
        ("bombings", ("explosive_or_firearm",)),
        ("attack on civilians", ("noncombatant_targets",)),
        ("premeditated violence", ("premeditated", "violence")),
        ("аssassination", ("assassination",)),
    ],
)
def test_a_word_leads_to_its_nodes(word: str, ids: tuple[str, ...]) -> None:
    hit = find_nodes(word, STATUTE)
    assert hit is not None
    assert hit.ids == ids


@pytest.mark.parametrize("word", ["xyz", "", "___", "a" * 101, "checkpoint"])
def test_a_word_that_means_none_leads_nowhere(word: str) -> None:
    assert find_nodes(word, STATUTE) is None
    assert hint_for_word(word, STATUTE, leaves=True) is None or word == "checkpoint"


@pytest.mark.parametrize("word", ["kidnapping", "Threat", "national security", "terrorism", "kind", "foreign"])
def test_where_only_elements_count_only_elements_are_named(word: str) -> None:
    hint = hint_for_word(word, STATUTE, leaves=True)
    assert hint is not None
    named = {part.strip("',?.:") for part in hint.split()} & set(STATUTE.by_id)
    assert named
    assert all(STATUTE.by_id[name].is_leaf for name in named)


def test_texts_are_searched_too() -> None:
    assert "target_information" not in search_texts("roadblock", STATUTE)
    assert "seizure_or_detention" in search_texts("roadblock", STATUTE)
    assert search_texts("", STATUTE) == ()

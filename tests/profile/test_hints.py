"""The words behind the hints: countries, choices, keys and citations lead to what a profile takes."""

from __future__ import annotations

from typing import get_origin

import iso3166
import pytest

from fto_check.documents.scene import LIST_KEYS
from fto_check.profile.addresses import fault_of_address
from fto_check.profile.choices import hint_for_attribution, hint_for_kind, hint_for_status, split_grade, words_for
from fto_check.profile.citing import hint_for_citation, repaired_id
from fto_check.profile.countries import _rows, codes_meant, country_in, hint_for_country, usual_name
from fto_check.profile.describing import _ALL
from fto_check.profile.keys import hint_for_key, key_meant
from fto_check.profile.models import SOURCE_KINDS, Attribution, Profile


def test_the_usual_names_lead_to_countries_and_each_to_the_codes_of_its_line() -> None:
    for codes, names in _rows():
        assert set(codes) <= set(iso3166.countries_by_alpha2)
        for name in names:
            assert codes_meant(name) == codes, name


def test_every_country_of_the_standard_is_known_by_its_names_and_codes() -> None:
    for country in iso3166.countries:
        for name in (country.alpha2.lower(), country.alpha3, country.name, country.apolitical_name):
            assert country.alpha2 in codes_meant(name), name
        assert usual_name(country.alpha2)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Korea", "write KP (North Korea) or KR (South Korea)"),
        ("Congo", "write CD (DR Congo) or CG (Congo-Brazzaville)"),
        ("the Syrian Arab Republic", "write SY (Syria)"),
        ("Colmbia", "write CO (Colombia)"),
        ("Nigera", "write NG (Nigeria) or NE (Niger)"),
        ("MX, GT", "write MX, GT"),
        ("МХ", "write MX (Mexico); U+041C CYRILLIC CAPITAL LETTER EM does not belong there"),
        ("Côte d’Ivoire", "write CI (Ivory Coast)"),
        ("Atlantis", None),
        ("x" * 1000, None),
    ],
)
def test_a_country_by_any_name(text: str, hint: str | None) -> None:
    assert hint_for_country(text) == hint


def test_a_town_with_its_country() -> None:
    assert country_in("Guadalajara, Mexico") == ("Guadalajara", "MX")
    assert country_in("Guadalajara") is None


@pytest.mark.parametrize("table", ["kinds", "attributions"])
def test_the_words_for_choices_lead_to_choices(table: str) -> None:
    allowed = set(SOURCE_KINDS) if table == "kinds" else set(map(str, Attribution))
    for word, rights in words_for(table).items():
        assert set(rights) <= allowed, word


def test_the_words_for_keys_lead_to_keys() -> None:
    known = {key for model in _ALL for key in model.model_fields}
    for word, keys in words_for("keys").items():
        assert set(keys) <= known, word


@pytest.mark.parametrize("word", ["not convicted", "unconvicted", "never charged", "xyz", "", "c" * 101])
def test_guilt_is_not_guessed_from_a_denial(word: str) -> None:
    assert hint_for_attribution(word, list(Attribution)) is None


def test_choices_in_any_form() -> None:
    assert hint_for_kind("Think-Tank", SOURCE_KINDS) == "write think_tank"
    assert hint_for_attribution("accused", list(Attribution)) == "write charged or alleged, whichever it was"
    assert hint_for_status("not established") == "write not_established"
    assert [split_grade(text) for text in ("B2", "b-2", "B/2", "2.0", "А", "B3C", "high")] == [
        ("B", "2"), ("B", "2"), ("B", "2"), ("", "2"), ("A", ""), ("", ""), ("", ""),
    ]  # fmt: skip


def test_keys_by_their_look_their_meaning_and_their_part() -> None:
    known = ["claim", "when", "where", "supports"]
    elsewhere = {"Source": ["url", "title"], "Organization": ["aliases"]}
    assert key_meant("clаim", known) == "claim"
    assert hint_for_key("date", known, elsewhere) == "did you mean 'when'?"
    assert hint_for_key("claim:Four", known, elsewhere) == "a colon needs a space after it: write claim: Four"
    assert hint_for_key("url", known, elsewhere) == "this key stands in a source"
    assert hint_for_key("aka", known, elsewhere) == "did you mean 'aliases' under 'organization'?"
    assert hint_for_key("xyz", known, elsewhere) == "take it out, or put what it says into a comment"


def test_a_citation_by_something_else_than_the_id() -> None:
    sources = {"wire-2020": {"title": "A wire report of the raid", "url": "https://a.org/1"}, "court": {"title": "J"}}
    assert hint_for_citation("Wire_2020", sources) == "write wire-2020"
    assert hint_for_citation("https://a.org/1", sources) == "that is an address: write the id, wire-2020"
    assert hint_for_citation("wire", sources) == "did you mean 'wire-2020'?"
    assert hint_for_citation("court and wire-2020", sources) == "put commas between them: court, wire-2020"
    assert hint_for_citation("xyz", sources) is None
    assert hint_for_citation("xyz", None) is None
    assert repaired_id("DОJ Verdict (2024)") == "doj-verdict-2024"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("http://exa mple.org", "write http://exa%20mple.org"),
        ("hxxps://example.org/a", "write https://example.org/a"),
        ("example.org", "write https://example.org"),
        ("https:/example.org", "write https://example.org"),
        ("doi:10.1000/1", "write https://doi.org/10.1000/1"),
    ],
)
def test_an_address_is_written_anew(text: str, hint: str) -> None:
    assert fault_of_address(text)[1] == hint


def test_the_lists_that_the_reader_of_yaml_knows_are_those_of_the_models() -> None:
    lists = {
        name
        for model in (Profile, *_ALL)
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is tuple
    }
    assert lists <= LIST_KEYS

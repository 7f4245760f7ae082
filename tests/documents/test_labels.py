"""Labels that look alike: each kind of likeness, what is no likeness, and that none counts twice."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check import InvalidDocumentError, assess, load_statute
from fto_check.documents.labels import TABLE_FILE, Labels, difference, nfc, skeleton
from fto_check.law.status import Status
from fto_check.profile.loading import load_with_document

ALIKE = [
    ("NFC and NFD", "Señal", "Sen\u0303al", None),
    ("case", "AFP wire", "afp Wire", "only the case differs"),
    ("a run of spaces", "AFP wire", "AFP   wire", "only spaces and hyphens differ"),
    ("a hyphen for a space", "AFP wire", "AFP-wire", "only spaces and hyphens differ"),
    ("a run of hyphens", "AFP-wire", "AFP--wire", "only spaces and hyphens differ"),
    ("a no-break space", "AFP wire", "AFP\u00a0wire", "it has U+00A0 NO-BREAK SPACE"),
    ("a soft hyphen", "wire", "wi\u00adre", "it has U+00AD SOFT HYPHEN"),
    ("a space of no width", "wire", "wi\u200bre", "it has U+200B ZERO WIDTH SPACE"),
    ("a joiner", "wire", "wi\u2060re", "it has U+2060 WORD JOINER"),
    ("a tag", "wire", "wire\U000e0061", "it has U+E0061 TAG LATIN SMALL LETTER A"),
    ("a variation selector", "wire", "wire\ufe0f", "it has U+FE0F VARIATION SELECTOR-16"),
    ("a Hangul filler", "wire", "wi\u3164re", "it has U+3164 HANGUL FILLER"),
    ("an apostrophe", "people's court", "people’s court", "it has U+2019 RIGHT SINGLE QUOTATION MARK"),
    ("an en dash", "AFP-wire", "AFP–wire", "it has U+2013 EN DASH"),
    ("full width", "AFP", "ＡFP", "it has U+FF21 FULLWIDTH LATIN CAPITAL LETTER A"),
    ("a Cyrillic letter", "court", "cоurt", "it has U+043E CYRILLIC SMALL LETTER O"),
    ("a Cyrillic capital", "ISIS", "ІSIS", "it has U+0406 CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I"),
    ("a Greek letter", "AP", "ΑP", "it has U+0391 GREEK CAPITAL LETTER ALPHA"),
    ("a letter without its dot", "wire", "wıre", "it has U+0131 LATIN SMALL LETTER DOTLESS I"),
    ("the other way round", "cоurt", "court", "the other has U+043E CYRILLIC SMALL LETTER O"),
    ("a mathematical letter", "court", "𝐜ourt", "it has U+1D41C MATHEMATICAL BOLD SMALL C"),
]


@pytest.mark.parametrize(("first", "second", "told"), [row[1:] for row in ALIKE], ids=[row[0] for row in ALIKE])
def test_labels_that_look_alike(first: str, second: str, told: str | None) -> None:
    labels = Labels()
    assert labels.twin(nfc(first)) is None
    assert labels.twin("something else") is None
    assert labels.twin(nfc(second)) == (None if told is None else nfc(first))
    if told is not None:
        assert difference(nfc(second), nfc(first)) == told


@pytest.mark.parametrize(
    ("first", "second"),
    [("raid-1", "raid-l"), ("act-0", "act-o"), ("modern", "modem"), ("Comisión", "Comision"), ("raid-1", "raid-2"),
     ("東京", "京都"), ("土", "士"), ("суд", "court"), ("a.b", "ab"), ("a_b", "a-b"), ("act-i", "act-1")],
)  # fmt: skip
def test_labels_that_are_two(first: str, second: str) -> None:
    for one, other in ((first, second), (second, first)):
        labels = Labels()
        assert labels.twin(one) is None
        assert labels.twin(other) is None


def test_the_table_says_its_version() -> None:
    head = TABLE_FILE.read_text(encoding="ascii").partition("\n")[0]
    assert head.endswith("confusables.txt, version 15.0.0.")
    assert skeleton("раураl") == skeleton("paypal")


letters = st.sampled_from("aаeеoоiіl1I0Oc сp-–  'ʼ\u200b\ufe0fＡA\u00ad")


@given(st.text(letters, min_size=1, max_size=6), st.text(letters, min_size=1, max_size=6))
def test_a_pair_is_found_in_either_order(first: str, second: str) -> None:
    there, back = Labels(), Labels()
    there.twin(first)
    back.twin(second)
    assert (there.twin(second) is None) == (back.twin(first) is None)


def of_two_origins(first: str, second: str) -> str:
    def quoted(label: str) -> str:
        return "'" + label.replace("'", "''") + "'"

    return (
        "organization: {name: A group}\nsources:\n"
        f"  a: {{title: A, publisher: P, kind: press, reliability: B, published: 2024, origin: {quoted(first)}}}\n"
        f"  b: {{title: B, publisher: Q, kind: press, reliability: C, published: 2024, origin: {quoted(second)}}}\n"
        "evidence:\n"
        "  x: {claim: C., credibility: 2, supports: [capability], sources: [a]}\n"
        "  y: {claim: C., credibility: 3, supports: [capability], sources: [b]}\n"
    )


@st.composite
def alike(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a label and another one that a reader takes for it: signs are written otherwise, or added unseen."""
    label = draw(st.text("abceiopxy", min_size=2, max_size=8))
    swaps = {"a": "аɑ", "c": "сϲ", "e": "е", "i": "іı", "o": "оοσ", "p": "рρ", "x": "х", "y": "у"}
    swaps["o"] = "оο"
    other = ""
    for letter in label:
        other += draw(st.sampled_from([letter, letter.upper(), *swaps.get(letter, ""), chr(ord(letter) + 0xFEE0)]))
        other += draw(st.sampled_from(["", "", "\u200b", "\u00ad", "\ufe0f", "\u2060"]))
    return label, other


@given(alike())
def test_no_two_labels_that_look_alike_count_twice(pair: tuple[str, str]) -> None:
    first, second = pair
    try:
        loaded = load_with_document("x.yaml", raw=of_two_origins(first, second).encode())
    except InvalidDocumentError as error:
        codes = {problem.code for problem in error.problems}
    else:
        codes = set()
        assert len({loaded.profile.origin_of_source(name) for name in "ab"}) == 1
        found = assess(loaded.profile, load_statute(), date(2025, 1, 1))
        assert found.status_of("capability") is not Status.MET
    assert codes <= {"FTO116", "FTO123"}


def test_two_origins_that_are_two_count_twice() -> None:
    """Without this the test above would pass for a profile that nothing can make met."""
    loaded = load_with_document("x.yaml", raw=of_two_origins("one", "two").encode())
    assert assess(loaded.profile, load_statute(), date(2025, 1, 1)).status_of("capability") is Status.MET


@given(st.text(max_size=12))
def test_the_normal_form_makes_equal_texts_equal(text: str) -> None:
    assert nfc(unicodedata.normalize("NFD", text)) == nfc(text)

"""The reader: scalars, positions, and what it refuses, with libyaml and without."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fto_check.documents.composer import MAX_DEPTH
from fto_check.documents.textfile import MAX_BYTES
from fto_check.documents.yaml_reader import parse_document, read_document
from fto_check.problems.problems import InvalidDocumentError

both = pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])


def refusal(raw: bytes | str, *, pure: bool = False) -> list[str]:
    """Return `line:column code` of each problem that parsing finds."""
    try:
        problems = parse_document(raw, "x.yaml", pure=pure).problems
    except InvalidDocumentError as error:
        problems = error.problems
    return [f"{problem.location.line}:{problem.location.column} {problem.code}" for problem in problems]


@both
def test_only_true_false_and_null_are_special(pure: bool) -> None:
    text = "a: NO\nb: on\nc: 2020-02-30\nd: [007, 1e3, 0x1F, 12:30:00, '~']\ne: [true, False, null, ~, '']\nf:\n"
    assert parse_document(text, "x.yaml", pure=pure).data == {
        "a": "NO",
        "b": "on",
        "c": "2020-02-30",
        "d": ["007", "1e3", "0x1F", "12:30:00", "~"],
        "e": [True, False, None, None, ""],
        "f": None,
    }


@both
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: {a: 1, a: 2}\na: 3\n", ["2:11 FTO004", "3:1 FTO004"]),
        ("a: &x 1\n", ["1:4 FTO005"]),
        ("a: 1\nb: *x\n", ["2:4 FTO005"]),
        ("a: 1\n<<: {b: 2}\n", ["2:1 FTO005"]),
        ("a: !!str x\n", ["1:4 FTO006"]),
        ("a: ! x\n", ["1:4 FTO006"]),
        ('{"a":&x 1, "b": *x}', ["1:6 FTO005"]),
        ('k: {"a":&x 1}\nl: *x\n', ["1:9 FTO005"]),
        ("{'a':&x 1, b: *x}", ["1:6 FTO005"]),
        ("{?&x a: 1, b: *x}", ["1:3 FTO005"]),
        ("{[a]:&x 1, b: *x}", ["1:6 FTO005"]),
        ('{"a":&x {"b": *x}}', ["1:6 FTO005"]),
        ('{"a":*x}', ["1:6 FTO005"]),
        ('{"a":!!str 1}', ["1:6 FTO006"]),
        ('{"a":!foo [1]}', ["1:6 FTO006"]),
        ("{?!t a: 1}", ["1:3 FTO006"]),
        ("a: 1\n---\nb: 2\n", ["2:1 FTO007"]),
        ("a: 1\n---\nb: [\n", ["2:1 FTO007"]),
        ("a: 1\n---\n\tb: 1\n", ["2:1 FTO007"]),
        ("a: 1\n---\nb: *x\n", ["2:1 FTO007"]),
        ("a: " + "[" * 61 + "]" * 61, ["1:62 FTO008"]),
        ("[" * 900, ["1:60 FTO008"]),
        ("{a: " * 100_000, ["1:237 FTO008"]),
        (b"a: Caf\xe9\n", ["1:7 FTO002"]),
        ("a: 1".encode("utf-16"), ["1:1 FTO002"]),
        ("a: x\x1b[31m\n", ["1:5 FTO010"]),
        ("a: 1\n# \u202e comment\n", ["2:3 FTO010"]),
        ("a: x\u2028y\n", ["1:5 FTO010"]),
        ("a:\n\ufeffb: 1\n", ["2:1 FTO010"]),
        (b"\xef\xbb\xbfa\xff: 1\n", ["1:2 FTO002"]),
        ("", ["1:1 FTO011"]),
        ("# only a comment\n", ["1:1 FTO011"]),
        ("- a\n", ["1:1 FTO011"]),
        ("? [a]\n: 1\n", ["1:3 FTO012"]),
        ("a: b: c\n", ["1:5 FTO003"]),
        ("a:\n\tb: c\n", ["2:1 FTO003"]),
        ("a: 'x\n", ["1:4 FTO003"]),
        ("{a: 1, b:}", ["1:8 FTO003"]),
        ("a: {b: 1,\n  c:, d: 2}\n", ["2:3 FTO003"]),
        ("a: [b:]\n", ["1:5 FTO003"]),
        ("a: {b: http:[c]}\n", ["1:8 FTO003"]),
    ],
)
def test_what_is_refused_and_where(text: bytes | str, expected: list[str], pure: bool) -> None:
    assert refusal(text, pure=pure) == expected


@both
@pytest.mark.parametrize("text", ["a: [b:?c]\n", "a: [b, ?]\n", "a: [?]\n", "a: [b, ? , c]\n"])
def test_what_libyaml_cannot_read_is_refused_without_it_too(text: str, pure: bool) -> None:
    """The places differ: each parser sees another token first."""
    assert [told.split()[1] for told in refusal(text, pure=pure)] == ["FTO003"]


def test_a_key_in_brackets_without_a_value_is_named() -> None:
    with pytest.raises(InvalidDocumentError) as caught:
        parse_document("paper: {title: A, publisher:, kind: press}\n", "x.yaml")
    (problem,) = caught.value.problems
    assert problem.message == "a key within brackets has no value"
    assert problem.hint == "write publisher: and its value, or leave publisher: out"
    assert (problem.location.line, problem.location.column) == (1, 19)


@both
@pytest.mark.parametrize("escape", [r"\ud800", r"\ud83d\ude00", r"\U00110000", r"\UFFFFFFFF"])
def test_an_escape_that_is_no_character_is_refused(escape: str, pure: bool) -> None:
    assert [told.split()[1] for told in refusal(f'a: "{escape}"\n', pure=pure)] == ["FTO003"]


@both
def test_no_place_is_outside_the_file(pure: bool) -> None:
    """Libyaml puts what it misses at the end into a line that is not there."""
    for text in ("? ", "a: [", "a: {b", "{", "a:\n  b\n  c"):
        assert all(int(told.split(":")[0]) <= text.count("\n") + 1 for told in refusal(text, pure=pure)), text


@both
def test_what_is_fine(pure: bool) -> None:
    document = parse_document("\ufeffa: AT&T *b* !c\n'<<': 1\nemoji: \U0001f600\n", "x.yaml", pure=pure)
    assert document.data == {"a": "AT&T *b* !c", "<<": "1", "emoji": "\U0001f600"}
    assert parse_document("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1), "x.yaml", pure=pure).data


def test_the_size_limit() -> None:
    assert refusal("a: " + "x" * MAX_BYTES) == ["1:1 FTO009"]
    assert refusal("a: " + "x" * (MAX_BYTES - 3)) == []


@both
def test_a_key_path_leads_to_a_place(pure: bool) -> None:
    text = "evidence:\n  héli-2015:\n    sources:\n      - one\n      - {source: two}\n"
    document = parse_document(text, "x.yaml", pure=pure)

    def place(*keys: str | int, at_key: bool = False) -> str:
        return str(document.locate(keys, at_key=at_key))

    assert place("evidence", "héli-2015", "sources", 1, "source") == "x.yaml:5:18"
    assert place("evidence", "héli-2015", at_key=True) == "x.yaml:2:3"
    assert place("evidence", "héli-2015", "sources", 0, "source") == "x.yaml:4:9", "at the entry"
    assert place("expect", 0, "as_of") == "x.yaml:1:1"
    end = document.locate(("evidence", "héli-2015", "sources", 0))
    assert (end.end_line, end.end_column) == (4, 12)


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    for name in ("missing.yaml", "pipe.yaml", "loop.yaml", "nul\0.yaml", "."):
        with pytest.raises(InvalidDocumentError) as caught:
            read_document(str(tmp_path / name))
        assert [problem.code for problem in caught.value.problems] == ["FTO001"], name

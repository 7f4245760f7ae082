"""Inputs that are nearly right: what is quite wrong is refused at the first byte and finds nothing."""

from __future__ import annotations

import copy
import re
from typing import Any

from hypothesis import strategies as st

from fto_check.documents.yaml_reader import parse_document
from fto_check.law.statute import load_statute
from tests.conftest import CASES, INVALID, PROFILES, ROOT
from tests.record.test_snapshots import ALT, END, FTM, ROWS, SDN, XML

HOSTILE = ROOT / "tests" / "data" / "hostile.yaml"
_TEXTS = [path.read_bytes() for path in (*CASES, *INVALID, HOSTILE)]
_HEADS = [path.read_bytes()[:6000] for path in PROFILES]
_TREES: list[Any] = [parse_document(path.read_bytes(), "x").data for path in (*CASES, HOSTILE)]
_HOSTILE: Any = _TREES[-1]
_DESIGNATIONS = (ROOT / "fto_check" / "record" / "designations.csv").read_bytes()
_ELEMENTS = tuple(load_statute().by_id)

TOKENS = (
    "a", "b: ", "a: 1", "\n", "\n  ", "\n- ", "\n    ", "- ", ": ", ":", ",", "[", "]", "{", "}", "'", '"', "''", "|",
    ">", "|2-\n", ">+\n", "#", " #", "&x", "*x", "!", "!!str ", "!<x>", "<<: ", "<<", "? ", "?", "---\n", "...\n",
    "--- ", "%YAML 1.1\n", "%TAG ! x\n", "%", "@", "`", "\t", "\r", "\r\n", " ", "   ", "\\", "\\x41", '"\\u202e"',
    '"\\ud800"', '"\\UFFFFFFFF"', '"\\U00110000"', '"\\x00"', '"\\x8', "\\u", "\\N", "\\/", '"\\ud83d\\ude00"',
    "\\\n", "~", "null", "true", "False", "no", "0x1F", "1e3", "\ufeff", "\x85", "\xa0", "\u2028", "\x00", "\x1b[31m",
    "\U0001f600", "é", "e\u0301", "名", "=", "- - - ", "[[[", "{a: {b: ", "\n\n", "…",
)  # fmt: skip
FRAGMENTS = (
    "::error::x", "::set-output name=a::b", "##[group]", "##vso[task.x]", "[red]x[/red]", "[link=file:///a]", "[/",
    "]]>", "<script>", "&#0;", "&amp;", "<!--", "=1+1", "+1", "-1", "@x", "=cmd|' /C calc'!A0", "|", "`", "**",
    "![i](x)", "\\", "](x)", "%0A", "%", ",", ":", "::", ";", "'", '"', "\u200b", "\u200d", "\ufeff=1", "\U0001f600",
    "e\u0301", "名前", "\xad", "\ufffd", "\u0000", "\x1b]8;;x\x07", "\r", "\n", "\t", "\u202e", "\u2066", "\ud800",
    "\udcff", "\ufffe", "x", " ", "a b c", "(", ")", "--", "{", "}", "{0}", "%s", "$x$", "#1", "GH-2",
    "0123456789abcdef01234567", "x" * 200,
)  # fmt: skip

hostile = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), min_size=1, max_size=6).map("".join)


def mutated(bases: list[bytes], put: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """Return one of some contents with up to five places cut out, repeated or replaced."""

    @st.composite
    def change(draw: st.DrawFn) -> bytes:
        raw = draw(st.sampled_from(bases))
        for _ in range(draw(st.integers(1, 5))):
            at = draw(st.integers(0, len(raw)))
            cut = draw(st.sampled_from((0, 0, 1, 1, 2, 5, 40, 1000)))
            piece = draw(put | st.just(raw[at : at + cut] * 2))
            raw = raw[:at] + piece + raw[at + cut :]
        return raw

    return change()


tokens = st.sampled_from(TOKENS).map(lambda token: token.encode("utf-8", "surrogatepass"))
yaml_texts = st.lists(tokens, max_size=40).map(b"".join)
yaml_bytes = st.binary(max_size=60) | st.lists(tokens | st.binary(max_size=2), max_size=30).map(b"".join)
yaml_mutations = mutated(_TEXTS + _HEADS, tokens | st.binary(max_size=3))

_VALUES: tuple[Any, ...] = (
    None, True, False, "", "x", "met", "2020", "2020-13", "2021/2020", "9999/..", "0001", "../..", "UK", "MX",
    "https://", "http://[::1", "https://user:pass@x/", "FTO201", "1", "7", "A", "paper", "overall", [], {}, [[]],
    [{}], {"source": "paper"}, {"a": {"b": "c"}}, ["foreign_base", "foreign_base"],
)  # fmt: skip
_values: st.SearchStrategy[Any] = (
    st.sampled_from(_VALUES).map(copy.deepcopy)  # what is put into a tree may be changed there
    | st.sampled_from(_ELEMENTS)
    | hostile
)
_names = (
    st.sampled_from(
        ("name", "claim", "sources", "supports", "when", "as_of", "known_by", "ignore", "reviewed", "origin")
    )
    | hostile
    | st.sampled_from(_ELEMENTS)
)


@st.composite
def trees(draw: st.DrawFn) -> Any:
    """Return the data of a valid profile with up to six changes: deleted, replaced, retyped, renamed, repeated."""
    tree = copy.deepcopy(draw(st.sampled_from(_TREES)))
    for _ in range(draw(st.integers(1, 6))):
        _change(draw, tree)
    return tree


def _change(draw: st.DrawFn, tree: Any) -> None:
    node, keys = tree, []
    for _ in range(draw(st.integers(0, 4))):
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        inner = [key for key in keys if isinstance(node[key], dict | list) and node[key]]
        if not inner:
            break
        node = node[draw(st.sampled_from(inner))]
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    key = draw(st.sampled_from(keys)) if keys else None
    action = draw(st.sampled_from(("delete", "replace", "retype", "rename", "repeat", "add")))
    if action == "add" or key is None:
        if isinstance(node, dict):
            node[draw(_names)] = draw(_values)
        else:
            node.append(draw(_values))
    elif action == "delete":
        del node[key]
    elif action == "replace":
        node[key] = draw(_values)
    elif action == "retype":
        node[key] = [node[key]] if draw(st.booleans()) else {"x": node[key]}
    elif isinstance(node, list):
        node.insert(draw(st.integers(0, len(node))), copy.deepcopy(node[key]))
    elif action == "rename":
        node[draw(_names)] = node.pop(key)
    else:
        node[f"{key}x"] = copy.deepcopy(node[key])


# The places in which an author writes whatever he likes, by the section that they stand in.
_FREE = {
    "organization": ("name", "aliases", "summary"),
    "sources": ("title", "publisher", "reason", "language", "origin", "note"),
    "evidence": ("claim", "incident", "place", "actor", "attributed_by", "note", "retracted"),
}


@st.composite
def hostile_trees(draw: st.DrawFn) -> Any:
    """Return a profile with hostile text wherever text may stand, mostly such as a profile may hold."""
    tree = copy.deepcopy(_HOSTILE if draw(st.booleans()) else draw(st.sampled_from(_TREES)))
    text = hostile if draw(st.integers(0, 9)) == 0 else hostile.map(_allowed).filter(str.strip)
    tree["organization"]["name"] = draw(text)
    tree["organization"]["aliases"] = draw(st.lists(text, max_size=2))
    for section in ("sources", "evidence"):
        for entry in tree[section].values():
            key = draw(st.sampled_from(_FREE[section]))
            if key != "retracted" or draw(st.integers(0, 3)) == 0:
                entry[key] = draw(text)
    return tree


def _allowed(text: str) -> str:
    return "".join(mark for mark in text if mark.isprintable() or mark in "\u200b\u200d\ufeff\xad")


_unheard = re.compile("[/\0\ud800-\udc7f\udd00-\udfff]")
paths = hostile.map(lambda text: _unheard.sub("", text) + ".yaml")
"""What a file may be called: any character but two; a byte that is no UTF-8 is a half from U+DC80 to U+DCFF."""

_BYTES = (
    b",", b'"', b"\r\n", b"\n", b"-0- ", b"\x1a", b"\x00", b"[FTO]", b"FTO", b"a.k.a. 'X'", b"; ", b"\xff", b"<",
    b">", b"&x;", b"{", b"}", b"[", b"]", b"null", b'"\\ud800"', b'"\\u202e"', b"1" * 5000, b"(" * 50, b" - ",
    b"2020-02-30", b"1996-04-23", b"9999-12-31", b"<!DOCTYPE a>", b"</sdnEntry>", b"#", b"id", b"hamas", b"al-qaida",
    b";", b"(aka X)",
)  # fmt: skip
_bytes = st.sampled_from(_BYTES) | st.binary(max_size=4)
_sdn = SDN.read_bytes()
lists = mutated([ROWS + END + b"\r\n", _sdn[:3000] + b"\n" + END, XML.encode(), FTM], _bytes)
aliases = st.none() | st.just(ALT) | mutated([ALT], _bytes)
_lines = _DESIGNATIONS.splitlines(keepends=True)
_start = next(number for number, line in enumerate(_lines) if not line.startswith(b"#"))
records = mutated([b"".join(_lines[: _start + 12]), b"".join(_lines[:_start] + _lines[-5:])], _bytes)
_CONFIG = b"""[project]
name = "x"
[tool.fto-check]
paths = ["profiles"]
exclude = ["profiles/drafts/*"]
as-of = "2026-01-31"
fail-on = ["warning", "not-met"]
record = "record.csv"
"""
_TOML = (
    b"[", b"]", b"=", b'"', b"'", b"\n", b".", b"#", b"1" * 5000, b"{", b"2020-01-01", b"2020-01-01T00:00:00",
    b"true", b"[[tool.fto-check]]", b"[tool]", b"\\ud800", b"\\u001b", b"a.b.c", b"nan", b"0x"+b"f" * 5000,
)  # fmt: skip
configs = mutated([_CONFIG], st.sampled_from(_TOML) | st.binary(max_size=3))

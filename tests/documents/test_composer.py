"""The limits of a tree, and every place where an anchor or a tag can stand, with libyaml and without."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest
import yaml

from fto_check.documents import composer
from fto_check.documents.composer import MAX_DEPTH, MAX_NODES, compose
from fto_check.problems.problems import InvalidDocumentError

both = pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])

PLACES = (
    "@ a: b", "--- @ {a: b}", "--- @\na: b", "a: @ b", "a:  @ b", "a:\n  @ b", "a: # why\n  @ b",
    "a:\r\n  @ b", "a: b\r@ c: d", "@ a: b\nc: d", "a: b\n@ c: d", "- @ a", "-  @ a", "- - @ a", "- a: @ b",
    "- @ a: b", "? @ a\n: b", "? a\n: @ b", "[@ a]", "[a, @ b]", "[a,@ b]", "[a,\n@ b]", "{@ a: b}", "{a: @ b}",
    "{a, @ b: c}", '{"a":@ b}', "{'a':@ [b]}", "{[a]:@ b}", "{?@ a: b}", "{? @ a: b}", "[? @ a : b]", "[a: @ b]",
    "a: @ [b]", "a: @ {b: c}", "a: @ |\n  b", 'a: @ "b"', "a: @\n  b: c", "a: @",
)  # fmt: skip
"""The places at which a node can have an anchor or a tag, written as an at sign."""


def refusal(text: str, *, pure: bool = False) -> str:
    """Return `line:column code` of what is refused in a text; nothing for a text that is taken."""
    try:
        compose(text, "x.yaml", pure=pure)
    except InvalidDocumentError as error:
        (problem,) = error.problems
        return f"{problem.location.line}:{problem.location.column} {problem.code}"
    return ""


@both
@pytest.mark.parametrize("place", PLACES)
def test_an_anchor_or_a_tag_is_refused_wherever_it_can_stand(place: str, pure: bool) -> None:
    before = place[: place.index("@")].replace("\r\n", "\n").replace("\r", "\n")
    at = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    for sign, code in (("&x", "FTO005"), ("!x", "FTO006"), ("!!str", "FTO006"), ("!<x>", "FTO006"), ("!", "FTO006")):
        assert refusal(place.replace("@", sign), pure=pure) == f"{at} {code}", sign


@both
@pytest.mark.parametrize(
    "text", ["a: b & c", "a: b &c", "a: b !c", "a: b! c", "a: AT&T", "a: 'x, &y'", "a: |\n  &b\n  - !c", "# &a\nb: !=c"]
)
def test_a_sign_in_a_text_is_no_anchor_and_no_tag(text: str, pure: bool) -> None:
    expected = "2:4 FTO006" if text.endswith("!=c") else ""
    assert refusal(text, pure=pure) == expected


NESTS: tuple[Callable[[int], str], ...] = (
    lambda levels: "[" * levels + "]" * levels,
    lambda levels: "{a: " * (levels - 1) + "{}" + "}" * (levels - 1),
    lambda levels: "[a: " * (levels // 2) + "[]" + "]" * (levels // 2),
    lambda levels: "- " * (levels - 1) + "[]",
    lambda levels: "? " * (levels - 1) + "[]",
    lambda levels: "".join(f"{' ' * at}a:\n" for at in range(levels - 1)) + " " * levels + "[]",
    lambda levels: "".join(f"{' ' * 2 * at}a:\n{' ' * 2 * at}-\n" for at in range(levels // 2)),
    lambda levels: f"? {'[' * (levels - 1)}{']' * (levels - 1)}",
    lambda levels: f"<<: {'[' * (levels - 1)}{']' * (levels - 1)}",
    lambda levels: f"a: b\na: {'[' * (levels - 1)}{']' * (levels - 1)}",
)
"""Texts of so many levels: in brackets, braces, pairs, dashes, question marks, lines, and where no value is read."""


@both
@pytest.mark.parametrize("nest", NESTS)
def test_no_nest_passes_the_limit(nest: Callable[[int], str], pure: bool) -> None:
    assert refusal(nest(MAX_DEPTH - 1), pure=pure) == ""
    assert refusal(nest(MAX_DEPTH + 1), pure=pure).endswith(" FTO008")


@pytest.mark.parametrize("sign", ["[", "{", "[a: ", "- ", "? ", "a:\r\n "])
def test_levels_and_nodes_are_counted_in_a_text_that_could_end_the_program(sign: str) -> None:
    assert composer._is_harmless(sign)
    for text in (sign * MAX_NODES, "a: b\r" + sign, f"{' ' * 100}{sign}"):
        assert not composer._is_harmless(text), text[:20]


@pytest.mark.parametrize(
    "text", ["[? a,? b]", "{a,b,c}", "{?,?,?}", "[a: ,b: ]", "? \n? \n", "- \n- ", "a:\nb:\n", "a", ""]
)
def test_no_sign_makes_more_nodes_than_three(text: str) -> None:
    def nodes(node: Any) -> int:
        parts = node.value if isinstance(node, yaml.CollectionNode) else []
        return 1 + sum(map(nodes, chain.from_iterable(parts) if isinstance(node, yaml.MappingNode) else parts))

    root = compose(text, "x.yaml", pure=False)
    assert (nodes(root) if root is not None else 0) <= 3 * sum(map(text.count, "[{,:?-")) + 1

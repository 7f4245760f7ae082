"""The nodes that a word may mean which is no id: by label, by the words of the field, by whole words, by spelling.

`words.yaml` has the words of the field. Nothing is guessed from the spelling while a whole word fits, and where several
nodes fit as well, all of them are named: a wrong guess would lead to another criterion.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fto_check.documents.labels import skeleton
from fto_check.documents.names import fold
from fto_check.law.nodes import Node
from fto_check.problems.characters import odd_character
from fto_check.problems.problems import CLEARLY_NEAR, LONGEST_WORD, either, nearest_word

if TYPE_CHECKING:
    from fto_check.law.statute import Statute

WORDS_FILE = Path(__file__).parent / "words.yaml"
FEW = 5
"""The nodes that a hint names: more are no hint."""
_NEAR = 0.8
"""The likeness of two words from which one is taken for a misspelling of the other."""
_AS_NEAR = 0.05
"""The likeness by which one word must be nearer than another to be named alone."""
_EMPTY = frozenset({
    "a", "an", "and", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that", "the", "to", "was", "were",
    "with", "act", "activity", "attack", "group",
})  # fmt: skip
"""The words that say too little to choose a node by."""


class How(Enum):
    """How a word leads to nodes."""

    NAME = "name"
    """It is a node's label, or looks like its id, or is nearly spelled so: that node is meant."""
    WORD = "word"
    """It is a word of the field, or stands in an id or label: one of these nodes may be meant."""
    TEXT = "text"
    """It stands in what is said of these nodes."""


@dataclass(frozen=True, slots=True)
class Hit:
    """The nodes that a word may mean."""

    ids: tuple[str, ...]
    how: How
    note: str | None = None
    """The sentence of a word that is no element."""


def find_nodes(word: str, statute: Statute) -> Hit | None:
    """Return the nodes that a word may mean, None for a word that leads nowhere; texts are not searched."""
    if len(word) > LONGEST_WORD:
        return None
    wanted = fold(word.replace("_", " "))
    if not wanted:
        return None
    named = statute.names.get(wanted) or statute.names.get(skeleton(wanted))
    stem = _stem_of(wanted)
    if named is None and stem not in _words():
        named = next((node for name, node in statute.names.items() if _stem_of(name) == stem), None)
    if named is not None:
        return Hit((named,), How.NAME)
    hit = _looks_like(word, statute) if stem not in _words() else None
    if hit is not None:
        return hit
    if (note := _notes().get(_stem_of(wanted))) is not None:
        return Hit((), How.WORD, note)
    if ids := _by_words(wanted, statute):
        return Hit(ids, How.WORD)
    return _by_spelling(wanted, statute)


def criteria_meant(word: str, statute: Statute) -> tuple[str, ...]:
    """Return the criteria that a word may mean: by their own names, or as those of the nodes that it may mean."""
    names = {text: one.id for one in statute.criteria for text in (one.id, fold(one.heading), fold(one.label))}
    near = nearest_word(fold(word).replace(" ", "_"), names, cutoff=CLEARLY_NEAR)
    if fold(word) in names or near is not None:
        return (names[near or fold(word)],)
    hit = find_nodes(word, statute)
    ids = (word,) if word in statute.by_id else hit.ids if hit is not None else ()
    return tuple(dict.fromkeys(statute.criterion_of(one) for one in ids))


def search_texts(word: str, statute: Statute) -> tuple[str, ...]:
    """Return the nodes of which a word, or each of several, is said: those in whose description it stands first."""
    wanted = _stems(word) - _EMPTY or _stems(word)
    if not wanted:
        return ()
    found: list[tuple[int, str]] = []
    for node in statute.by_id.values():
        said: set[str] = set()
        for rank, part in enumerate(_said(node.id, node.label, node.short or "", node.plain, node.satisfied_by)):
            said |= part
            if wanted <= said:
                found.append((rank, node.id))
                break
    return tuple(node_id for _, node_id in sorted(found, key=lambda one: one[0]))


def hint_for_word(word: str, statute: Statute, *, leaves: bool = False) -> str | None:
    """Return what to write for a word that is no id, None where nothing is near; `leaves`, where only leaves count."""
    hit = find_nodes(word, statute)
    if hit is None:
        ids = search_texts(word, statute)
        ids = tuple(name for name in ids if statute.by_id[name].is_leaf) if leaves else ids
        return f"write what the fact shows: {either(ids)}" if 0 < len(ids) <= FEW else None
    if hit.note is not None:
        return hit.note
    if leaves:
        return _hint_of_leaves(word, hit, statute)
    if hit.how is How.NAME:
        return _did_you_mean(word, hit.ids)
    return f"write {either(hit.ids[:FEW])}"


def _did_you_mean(word: str, ids: tuple[str, ...]) -> str:
    odd = odd_character(word)
    hint = f"did you mean {either([repr(name) for name in ids])}?"
    return hint if odd is None else f"{hint} {odd} does not belong there"


def _hint_of_leaves(word: str, hit: Hit, statute: Statute) -> str:
    nodes = [statute.by_id[name] for name in hit.ids]
    if all(node.is_leaf for node in nodes):
        if hit.how is How.NAME:
            return _did_you_mean(word, hit.ids)
        return f"write {hit.ids[0]}" if len(nodes) == 1 else f"write what the fact shows: {either(hit.ids)}"
    if len(nodes) == 1:
        return f"write what the fact shows{elements_in_words(nodes[0], statute)}"
    leaves = tuple(dict.fromkeys(leaf for node in nodes for leaf in leaves_of(node, statute)))
    if len(leaves) > FEW:
        return f"write what the fact shows, such as {either(leaves[:FEW])}"
    return f"write what the fact shows: {either(leaves)}"


def elements_in_words(branch: Node, statute: Statute) -> str:
    """Return the elements of a branch as it asks for them, or the first ones of many, as the end of a sentence."""
    leaves = [*dict.fromkeys(leaves_of(branch, statute))]
    if len(leaves) > FEW:
        return f", such as {', '.join(leaves[:FEW])}"
    return f": {_joined(branch, statute)}"


def leaves_of(node: Node, statute: Statute) -> Iterator[str]:
    """Yield the ids of the elements of a node, those that stand elsewhere included."""
    if node.is_leaf:
        yield node.id
    for part in statute.parts_of(node):
        yield from leaves_of(part, statute)


def _joined(node: Node, statute: Statute) -> str:
    if node.is_leaf:
        return node.id
    parts = statute.parts_of(node)
    word = "and" if node.combine == "all_of" else "or"
    separator = f" {word} " if all(part.is_leaf for part in parts) else f", {word} "
    return separator.join(_joined(part, statute) for part in parts)


def _looks_like(word: str, statute: Statute) -> Hit | None:
    """Return the nodes whose ids a word is a slight misspelling of."""
    near = _nearest(word.casefold().replace("-", "_").replace(" ", "_"), statute.by_id, 0.88)
    return Hit(near, How.NAME) if near else None


def _by_words(wanted: str, statute: Statute) -> tuple[str, ...]:
    """Return the nodes for a phrase: those of the field's words in it, or those with all its words in id or label."""
    table = _words()
    words = wanted.split()
    stems = [_stem(one) for one in words]
    if (ids := table.get(wanted) or table.get(_stem_of(wanted))) is not None:
        return _known(ids, statute)
    said = frozenset(stems) - _EMPTY
    if said:
        whole = [node.id for node in statute.by_id.values() if said <= _name_stems(node)]
        if whole:
            lowest = [name for name in whole if not any(name in statute.ancestors(other) for other in whole)]
            return tuple(lowest[:FEW])
    found: dict[str, None] = {}
    for size in range(len(stems), 0, -1):  # the longest phrase first
        for start in range(len(stems) - size + 1):
            phrase = " ".join(stems[start : start + size])
            if phrase in table and not any(used in phrase.split() for used in _EMPTY):
                found |= dict.fromkeys(table[phrase])
        if found:
            return _known(found, statute)
    single = [node.id for node in statute.by_id.values() if node.is_leaf and said & _name_stems(node)]
    return tuple(single) if len(single) <= FEW else ()


def _known(ids: Iterable[str], statute: Statute) -> tuple[str, ...]:
    return tuple(name for name in ids if name in statute.by_id)


def _by_spelling(wanted: str, statute: Statute) -> Hit | None:
    """Return the nodes for a misspelled id, or for a misspelled word of the field."""
    if near := _nearest(wanted.replace(" ", "_"), statute.by_id, _NEAR):
        return Hit(near, How.NAME)
    stem = _stem_of(wanted)
    table = _words()
    if len(stem) > 3 and (near := _nearest(stem, table, _NEAR)):
        ids = dict.fromkeys(name for word in near for name in table[word])
        return Hit(_known(ids, statute), How.WORD)
    parts: dict[str, list[str]] = {}
    for node in statute.by_id.values():
        for part in node.id.split("_") if node.is_leaf else ():
            if len(part) > 5 and part not in _EMPTY:
                parts.setdefault(part, []).append(node.id)
    if len(wanted) > 5 and " " not in wanted and (near := _nearest(wanted, parts, _NEAR)):
        return Hit(tuple(dict.fromkeys(name for word in near for name in parts[word])), How.WORD)
    return None


def _nearest(word: str, known: Iterable[str], cutoff: float) -> tuple[str, ...]:
    """Return the known words that are nearest to a word: one, or several that are about as near."""
    close = difflib.get_close_matches(word, known, n=3, cutoff=cutoff)
    ratios = {one: difflib.SequenceMatcher(None, one, word).ratio() for one in close}
    best = max(ratios.values(), default=0.0)
    return tuple(one for one in close if ratios[one] > best - _AS_NEAR and (best < 0.93 or ratios[one] == best))


@cache
def _notes() -> dict[str, str]:
    """Return the sentences for words that are no elements."""
    from fto_check.documents.yaml_reader import read_document

    data = read_document(WORDS_FILE).data
    return {_stem_of(fold(phrase)): said for phrase, said in data.items() if isinstance(said, str)}


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Return the words of the field, as they are and without their endings, each with the elements that it may mean."""
    from fto_check.documents.yaml_reader import read_document

    data = read_document(WORDS_FILE).data
    found: dict[str, tuple[str, ...]] = {}
    for phrase, ids in data.items():
        if isinstance(ids, str):
            continue
        assert isinstance(ids, list)
        # A word itself goes before another of the same stem: training is no train.
        found[fold(phrase)] = tuple(str(one) for one in ids)
        found.setdefault(_stem_of(fold(phrase)), tuple(str(one) for one in ids))
    return found


def _name_stems(node: Node) -> frozenset[str]:
    """Return the words, without their endings, of a node's id and labels."""
    return _said(node.id, node.label, node.short or "", node.plain, node.satisfied_by)[0]


@lru_cache(maxsize=4096)
def _stem_of(phrase: str) -> str:
    """Return a phrase, each of its words without its ending."""
    return " ".join(_stem(one) for one in phrase.split())


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(one) for one in fold(text.replace("_", " ")).split())


@lru_cache(maxsize=4096)
def _said(
    node_id: str, label: str, short: str, plain: str, satisfied_by: tuple[str, ...]
) -> tuple[frozenset[str], ...]:
    """Return the words, without their endings, of a node's name, of its question, and of what satisfies it."""
    parts = ((node_id, label, short), (plain,), satisfied_by)
    return tuple(frozenset(stem for text in part for stem in _stems(text)) for part in parts)


_endings = re.compile(r"(?:ings|ing|ed|es|s|e)$")


def _stem(word: str) -> str:
    """Return a word without its ending: bombing, bombed and bombs are bomb."""
    if len(word) < 5:
        return word[:-1] if len(word) == 4 and word.endswith("s") and not word.endswith("ss") else word
    short = _endings.sub("", word) if not word.endswith("ss") else word
    if len(short) < 3:
        return word
    if len(short) > 3 and short[-1] == short[-2] and short[-1] not in "ls":
        short = short[:-1]
    return short.removesuffix("i") + "y" if short.endswith("i") else short

"""Names held against the names of the record: equal ones, and near ones that other spellings and word orders make.

A name is near a listed name where it has the same words, spelled otherwise, in another order, with another kind of
organization ("Group" for "Movement") or without one; where it holds the whole listed name; or where it is what the
listed name is known by. A shared common word makes no name near. The worst answer would be a false "not listed", so
doubt makes a name near.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from fto_check.documents.names import LONGEST, fold, forms, squeeze
from fto_check.record.entry import Candidate, Entry
from fto_check.record.spelling import Word, bare_sound, is_same_word, latin, sound, words

SAME = 0.85
"""The share of each name's weight that has to stand in the other for both to be one name."""
SAME_COMMON = 0.93
"""As SAME, where the names share common words only: such names must be the same but for the order."""
MARGIN = 0.08
"""How much less than the nearest a name may be like another and still be a candidate beside it."""
MOST_KEPT = 100_000
"""Words whose spellings are kept: as many as a long list of names has."""
MOST_WORDS = 24
"""Words of a name that are compared: the longest listed name has fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """A listed name as it is compared."""

    group: str
    """The id of the organization, or of the one that it was merged into."""
    shown: str
    folded: str
    is_headline: bool
    words: tuple[Word, ...]
    weight: float
    bare: tuple[str, ...]
    """The keys without vowels of the words that say more than a kind of organization."""


class NameIndex:
    """The names of a record, found by words and keys."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._names: list[_Listed] = []
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_sound: dict[str, set[int]] = defaultdict(set)
        self._by_bare: dict[str, set[int]] = defaultdict(set)
        self._texts: dict[str, list[Word]] = defaultdict(list)
        self._alike: dict[str, tuple[frozenset[str], frozenset[int]]] = {}
        listed = tuple(entries)
        groups = {entry.id: entry.group for entry in listed}
        for entry in listed:
            for shown, is_headline in _names_of(entry):
                self._add(groups.get(entry.merged_into, entry.group), shown, is_headline)

    def _add(self, group: str, shown: str, is_headline: bool) -> None:
        folded = fold(shown)
        if not folded:
            return
        found = words(shown)[:MOST_WORDS]
        bare = tuple(filter(None, (bare_sound(word.text) for word in found if word.weight > 0.1)))
        number = len(self._names)
        self._names.append(
            _Listed(
                group=group,
                shown=shown,
                folded=folded,
                is_headline=is_headline,
                words=found,
                weight=sum(word.weight for word in found),
                bare=bare or tuple(bare_sound(word.text) for word in found),
            )
        )
        for word in found:
            if not self._by_word[word.text]:
                for key in _keys(word):
                    self._texts[key].append(word)
            self._by_word[word.text].add(number)
        if not is_abbreviation(shown):
            for key in _whole_sounds(folded, found):
                self._by_sound[key].add(number)
        for key in bare:
            self._by_bare[key].add(number)
        self._by_bare[bare_sound(squeeze(shown))].add(number)

    def near(self, name: str) -> tuple[Candidate, ...]:
        """Return the organizations that a name may mean by a near name, the nearest first, each once."""
        if len(name) > LONGEST:
            return ()
        best: dict[str, Candidate] = {}
        for form in dict.fromkeys((*_alternatives(name), *forms(name))):
            found = self._near_latin(form) if (written := latin(form)) is None else self._near_foreign(written)
            for candidate in found:
                before = best.get(candidate.group)
                if before is None or before.likeness < candidate.likeness:
                    best[candidate.group] = candidate
        nearest = max((found.likeness for found in best.values()), default=0.0)
        kept = (found for found in best.values() if found.likeness >= nearest - MARGIN)
        return tuple(sorted(kept, key=lambda found: (-found.likeness, found.group)))

    def shares_word(self, name: str, group: str) -> bool:
        """Say whether a name and those of an organization share a word that is no place and no kind of organization."""
        telling = (word for word in words(name)[:MOST_WORDS] if word.weight in (0.25, 1.0))
        numbers = {number for word in telling for number in self._numbers(word)}
        return any(self._names[number].group == group for number in numbers)

    def _near_latin(self, name: str) -> Iterator[Candidate]:
        asked = words(name)[:MOST_WORDS]
        if not asked or is_abbreviation(name):
            return
        folded = fold(name)
        weighs = sum(word.weight for word in asked)
        spellings = [self._spellings(word)[0] for word in asked]
        most: dict[int, float] = defaultdict(float)
        for word in asked:
            for number in self._numbers(word):
                most[number] += word.weight
        for number, shared in most.items():
            listed = self._names[number]
            if shared < min(weighs * SAME, listed.weight * SAME):
                continue
            likeness = _likeness(asked, spellings, folded, listed)
            if likeness > 0:
                yield Candidate(listed.group, listed.shown, likeness)
        for key in _whole_sounds(folded, asked):
            for number in self._by_sound.get(key, ()):
                yield Candidate(self._names[number].group, self._names[number].shown, 0.9)

    def _near_foreign(self, written: str) -> Iterator[Candidate]:
        """Yield the names that a name of another script, in Latin letters, sounds like; vowels may be missing."""
        yield from self._near_latin(written)
        asked = {bare_sound(word) for text in written.split() for word in (text, text.removeprefix("l"))}
        whole = {bare_sound(written.replace(" ", "")), bare_sound(written.replace(" ", "").removeprefix("l"))}
        for key in (asked | whole) - {""}:
            for number in self._by_bare.get(key, ()):
                listed = self._names[number]
                if is_abbreviation(listed.shown) and not listed.is_headline:
                    continue
                if bare_sound(listed.folded.replace(" ", "")) in whole or set(listed.bare) <= asked:
                    yield Candidate(listed.group, listed.shown, 0.8)

    def _numbers(self, word: Word) -> frozenset[int]:
        """Return the listed names with a word, or with one that differs only as spellings do."""
        return self._spellings(word)[1]

    def _spellings(self, word: Word) -> tuple[frozenset[str], frozenset[int]]:
        """Return the listed words that are a word, as it is spelled or otherwise, and the names that have one."""
        found = self._alike.get(word.text)
        if found is None:
            near = (other for key in _keys(word) for other in self._texts.get(key, ()))
            texts = frozenset((word.text, *(other.text for other in near if is_same_word(word, other))))
            found = texts, frozenset(number for text in texts for number in self._by_word.get(text, ()))
            if len(self._alike) < MOST_KEPT:
                self._alike[word.text] = found
        return found


def _names_of(entry: Entry) -> Iterator[tuple[str, bool]]:
    """Yield each name of an entry, and whether it is one of the forms of its headline."""
    headline = dict.fromkeys(form.strip() for form in forms(entry.name) if form.strip())
    yield from ((form, True) for form in headline)
    yield from ((alias, False) for alias in entry.aliases if alias not in headline)


def _alternatives(name: str) -> list[str]:
    """Return the names that stand beside each other in one: `A / B` holds A and B."""
    return [part for part in " ".join(name.split()).split(" / ") if part]


def is_abbreviation(text: str) -> bool:
    """Say whether a text is written as a set of initials: few letters, capitals among them, no space."""
    bare = re.sub(r"[^\w]", "", text)
    return len(bare) <= 6 and " " not in text.strip() and sum(sign.isupper() for sign in bare) >= 2


def _keys(word: Word) -> Iterator[str]:
    """Yield keys of which two words that are one have one in common."""
    yield word.key
    yield "=" + word.text
    if word.text.endswith("s"):
        yield "=" + word.text[:-1]
        yield "=" + word.text.removesuffix("es")
    if word.weight == 0.5:
        yield "@" + word.text[:4]
    yield from _with_letters_dropped(word.text)


def _with_letters_dropped(word: str) -> Iterator[str]:
    """Yield a word without one or two of its letters: words that differ by as many have one of these in common."""
    if len(word) < 6 or len(word) > 24:
        return
    yield "-" + word
    for i in range(len(word)):
        yield "-" + word[:i] + word[i + 1 :]
    if len(word) >= 9:
        for i, j in combinations(range(len(word)), 2):
            yield "-" + word[:i] + word[i + 1 : j] + word[j + 1 :]


def _whole_sounds(folded: str, found: tuple[Word, ...]) -> set[str]:
    """Return the keys of a name written as one word, with its particles and without; short keys say too little."""
    keys = {sound(folded.replace(" ", "")), sound("".join(word.text for word in found))}
    distinct = any(word.weight == 1 for word in found) or len(found) == 1
    return {key for key in keys if len(key) >= 4 and distinct}


def _likeness(asked: tuple[Word, ...], spellings: list[frozenset[str]], folded: str, listed: _Listed) -> float:
    """Return how near a name is to a listed one, from 0 for not at all to 1."""
    shared, left = _pair(asked, spellings, listed.words)
    weighs = sum(word.weight for word in asked)
    matched = sum(word.weight for word, _ in shared)
    if not shared or matched == 0:
        return 0.0
    of_listed = sum(word.weight for _, word in shared) / listed.weight
    of_asked = matched / weighs
    distinct = any(word.weight == 1 for _, word in shared)
    least = min(of_listed, of_asked)
    if least >= (SAME if distinct else SAME_COMMON) and not (is_abbreviation(listed.shown) and len(asked) > 1):
        return least if of_listed > 0.95 or not _is_vague(shared) else 0.0
    if of_listed >= 0.95 and _holds(left, folded, listed, distinct):
        return 0.7 + 0.1 * of_asked
    if of_asked >= 0.95 and _is_known_by(asked, weighs, listed, of_listed, distinct):
        return 0.6 + 0.1 * of_listed
    return 0.0


def _is_vague(shared: list[tuple[Word, Word]]) -> bool:
    """Say whether two names share one short word, and that spelled differently."""
    telling = [(word, other) for word, other in shared if word.weight == 1]
    return len(telling) == 1 and telling[0][0].text != telling[0][1].text and len(telling[0][0].key) < 3


def _pair(
    asked: tuple[Word, ...], spellings: list[frozenset[str]], listed: tuple[Word, ...]
) -> tuple[list[tuple[Word, Word]], list[Word]]:
    """Return the words of a name with those of the other that they match, and the words that match none."""
    free = list(listed)
    shared, left = [], []
    for word, texts in zip(asked, spellings, strict=True):
        match = None
        for other in free:
            if other.text == word.text:
                match = other
                break
            if match is None and other.text in texts:
                match = other
        if match is None:
            left.append(word)
        else:
            free.remove(match)
            shared.append((word, match))
    return shared, left


def _holds(left: list[Word], folded: str, listed: _Listed, distinct: bool) -> bool:
    """Say whether a name that has all words of a listed one is about it: by what else stands in it."""
    others = [word for word in left if word.weight > 0.5]
    as_written = f" {listed.folded} " in f" {folded} "
    if is_abbreviation(listed.shown):
        places = all(word.weight == 0.5 for word in left)
        return as_written and (places if len(listed.folded) < 4 else not others)
    if not distinct:
        return as_written and len(listed.words) > 1 and all(word.weight in (0.1, 0.5) for word in left)
    if listed.weight >= 2:
        return True
    if not others:  # "New Mexico Lobos" is not about "Los Lobos", though "Hamas Gaza" is about Hamas
        return as_written or not listed.folded.startswith(("los ", "las "))
    return listed.is_headline and as_written and len(others) <= 2 and (" " in listed.folded or len(others) == 1)


def _is_known_by(asked: tuple[Word, ...], weighs: float, listed: _Listed, of_listed: float, distinct: bool) -> bool:
    """Say whether a name that is a part of a listed one is enough to know it by."""
    if not distinct:
        return len(asked) > 1 and _stand_together(asked, listed.words) and weighs >= 0.75 and of_listed >= 0.45
    if of_listed >= 0.75:
        return True
    telling = [word for word in asked if word.weight > 0.1]
    if len(telling) == 1:
        return listed.is_headline and len(telling[0].text) >= 6 and of_listed >= 0.4
    return of_listed >= 0.5


def _stand_together(asked: tuple[Word, ...], listed: tuple[Word, ...]) -> bool:
    """Say whether the words of a name stand in another in their order with nothing between them."""
    starts = range(len(listed) - len(asked) + 1)
    return any(all(map(is_same_word, asked, listed[start:])) for start in starts)

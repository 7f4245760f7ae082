"""Labels that a reader takes for one: what they have in common, and the character that sets them apart.

Two labels are alike when they differ only by case, by runs of spaces and hyphens, by the form of an apostrophe, by
characters that show nothing, by width, or by letters of another script that look the same. ASCII labels are compared
as they are read: `raid-1` and `raid-l` are two. Where a label has other characters, the letters of ASCII that look
alike are taken for one too, since the table of Unicode has one of them for the letters that look like all of them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fto_check.documents.names import APOSTROPHES
from fto_check.problems.characters import named, without_ignorable

TABLE_FILE = Path(__file__).parent / "confusables.txt"
_gaps = re.compile(r"[\s-]+")
_ALIKE_IN_ASCII = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l"})


def nfc(text: str) -> str:
    """Return text in Unicode's normal form C, in which equal texts are equal code points."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def plain_form(label: str) -> str:
    """Return what ASCII labels that look alike have in common."""
    return _gaps.sub("-", APOSTROPHES.sub("'", label).casefold()).strip("-")


def skeleton(label: str) -> str:
    """Return what all labels that look alike have in common; ASCII letters that look alike are one in it."""
    text = _look(unicodedata.normalize("NFD", without_ignorable(label)))
    # What the table does not have may have another form that it has: a capital, or a letter of another width.
    text = _look(unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold()))
    text = plain_form(unicodedata.normalize("NFD", text))
    return text.translate(_ALIKE_IN_ASCII).replace("rn", "m")


def _look(text: str) -> str:
    return "".join(map(_look_of, text))


@cache
def _look_of(sign: str) -> str:
    looks = _table().get(f"{ord(sign):04X}")
    return sign if looks is None else "".join(chr(int(code, 16)) for code in looks.split())


@cache
def _table() -> dict[str, str]:
    """Return what signs look like, all as the code points of the file: to read nine thousand would take longer."""
    table: dict[str, str] = {}
    for line in TABLE_FILE.read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            looks, _, signs = line.partition(": ")
            table.update(dict.fromkeys(signs.split(), looks))
    return table


@dataclass(slots=True)
class Labels:
    """The labels of one kind in a file, each with the first label that looks like it."""

    _plain: dict[str, str] = field(default_factory=dict)
    _skeletons: dict[str, str] = field(default_factory=dict)
    """The first label, ASCII or not, of a skeleton."""
    _foreign: dict[str, str] = field(default_factory=dict)
    """The first label of a skeleton that is not ASCII."""
    _ascii: list[str] = field(default_factory=list)
    """The ASCII labels whose skeletons nobody has asked for."""

    def twin(self, label: str) -> str | None:
        """Add a label; return another one, added before, that looks like it."""
        known = self._plain.setdefault(plain_form(label), label)
        if known != label:
            return known
        if label.isascii():
            if not self._foreign:
                self._ascii.append(label)
                return None
            form = skeleton(label)
            self._skeletons.setdefault(form, label)
            other = self._foreign.get(form)
        else:
            for waiting in self._ascii:
                self._skeletons.setdefault(skeleton(waiting), waiting)
            self._ascii.clear()
            form = skeleton(label)
            other = self._skeletons.setdefault(form, label)
            self._foreign.setdefault(form, label)
        return other if other != label else None


def difference(label: str, other: str) -> str:
    """Say what sets two labels apart that look alike, as the end of a sentence about the first."""
    for text, whose in ((label, "it has"), (other, "the other has")):
        rest = other if text is label else label
        sign = next((sign for sign in text if not sign.isascii() and sign not in rest), None)
        if sign is not None:
            return f"{whose} {named(sign)}"
    if label.casefold() == other.casefold():
        return "only the case differs"
    if _gaps.sub("", label.casefold()) == _gaps.sub("", other.casefold()):
        return "only spaces and hyphens differ"
    return "only an apostrophe differs" if plain_form(label) == plain_form(other) else "only a sign differs"

"""Which YAML files of a folder are profiles: those with a key of a profile at their top, or a misspelt one."""

from __future__ import annotations

import difflib
import os
import re
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from fto_check.documents.textfile import MAX_BYTES

KEYS = ("organization", "sources", "evidence", "expect")
"""The keys of a profile."""
NEAR = 0.8
"""The likeness from which a key is a misspelt one, on difflib's scale: `organisation` has 0.92, `export` 0.67."""
LONGEST = 20  # characters of a key that is compared: the longest key has 12
MOST_KEYS = 1000  # keys that are compared: a file with more at its top is another one's, and each takes its time
HEAD = 64 * 1024  # bytes: most profiles show in their first lines, and the rest of the file need not be read

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""The first bytes of a file in UTF-16."""

_words = re.compile(r"""[ \t]*["']?(?P<key>[^\W\d][\w-]*)["']?[ \t]*:(?=\s|$)""")
_words_after_a_sign = re.compile(r"""[ \t]*[?][ \t]+["']?(?P<key>[^\W\d][\w-]*)""")
_words_in_braces = re.compile(r"""[{,]\s*["']?(?P<key>[^\W\d][\w-]*)["']?\s*:""")


def is_profile(path: str | os.PathLike[str]) -> bool:
    """Return whether a file of a folder is to be checked; one that cannot be read is, since the reader says why."""
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            return True
        with Path(path).open("rb") as stream:
            head = stream.read(HEAD)
            return looks_like_profile(head) or (len(head) == HEAD and looks_like_profile(head + stream.read(MAX_BYTES)))
    except OSError:
        return True


def looks_like_profile(raw: bytes) -> bool:
    """Return whether a text has a key of a profile at its top, or a misspelt one; the text need not be YAML."""
    # A text in UTF-16 is a profile with a fault in it, too.
    text = raw.removeprefix(UTF_16[0]).removeprefix(UTF_16[1]).replace(b"\0", b"").decode("utf-8-sig", "replace")
    others: dict[str, None] = {}
    for key in _top_keys(text):
        if key in KEYS:
            return True
        others[key] = None
    return any(_is_near(key) for key in islice(others, MOST_KEYS))


def _top_keys(text: str) -> Iterator[str]:
    """Yield the words at the top of a text that stand where keys stand."""
    indent: int | None = None
    for line in text.splitlines():
        bare = line.strip()
        if not bare or bare.startswith(("#", "%", "---", "\ufffd")):
            continue
        own = len(line) - len(line.lstrip())
        if indent is None:
            indent = own
            if bare.startswith("{"):
                yield from (match["key"] for match in _words_in_braces.finditer(text))
                return
        if own <= indent and (match := _words.match(line) or _words_after_a_sign.match(line)) is not None:
            yield match["key"]


def _is_near(word: str) -> bool:
    folded = word.casefold()
    if len(folded) > LONGEST:
        return False
    alike = (key for key in KEYS if key[0] == folded[0])
    return any(difflib.SequenceMatcher(None, folded, key).ratio() >= NEAR for key in alike)

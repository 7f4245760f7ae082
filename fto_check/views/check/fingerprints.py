"""What a problem is known by from run to run: its file, its code and its place in the structure, and never a line."""

from __future__ import annotations

import hashlib
import posixpath
from collections import Counter

from fto_check.problems.problems import Problem


class Fingerprints:
    """The fingerprints of the problems of a run; those alike in all three are numbered."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str, str]] = Counter()

    def of(self, problem: Problem, path: str) -> str:
        """Return the fingerprint of the next problem, whose file is called `path` in the format."""
        alike = (path, problem.code, problem.location.keys)
        self._seen[alike] += 1
        parts = (posixpath.normpath(path), *alike[1:], self._seen[alike])
        text = "\0".join(str(part) for part in parts)
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()

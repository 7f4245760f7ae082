"""The files of a folder: all YAML files in it and below it, and the ones among them that are profiles."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

SUFFIXES = (".yaml", ".yml")


def find_files(folder: Path, unreadable: Callable[[OSError], None] | None = None) -> list[Path]:
    """Return the YAML files of a folder and of those below it, sorted.

    Hidden files and folders are left out, and a link to a folder is not followed: it could lead anywhere. A folder
    below that cannot be read is handed to `unreadable`. Raises OSError if the folder itself cannot be.
    """
    os.scandir(folder).close()  # an error of the folder itself is raised
    found: list[Path] = []
    left = [str(folder)]  # not os.walk, which calls itself for each level, and a path has room for two thousand
    while left:
        where = left.pop()
        try:
            with os.scandir(where) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir():
                        left += [entry.path] if not entry.is_symlink() else []
                    elif entry.name.endswith(SUFFIXES):
                        found.append(Path(where) / entry.name)
        except OSError as error:
            if unreadable is not None:
                unreadable(error)
    return sorted(found)

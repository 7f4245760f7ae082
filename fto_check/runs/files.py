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
    for where, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(where) / name for name in files if name.endswith(SUFFIXES) and not name.startswith(".")]
    return sorted(found)

"""What the files that are done leave behind: the program starts with the collector off, and a long run needs it."""

from __future__ import annotations

import gc

EVERY = 20  # files: some 10 MB, for the parts of a reasoning refer to each other

_done = 0


def file_is_done() -> None:
    """Collect what the last files left, now and then, where nobody else does; what is in use is not looked at again."""
    global _done
    _done += 1
    if _done % EVERY == 0 and not gc.isenabled():
        gc.collect(0)

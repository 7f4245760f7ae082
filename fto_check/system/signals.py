"""Whether somebody interrupted the run from the keyboard.

Python tells by an exception, which a library can turn into an error of its own on its way, or lose: an interrupt would
then look like a bug, or like an invalid file.
"""

from __future__ import annotations

import signal
from typing import Any, NoReturn

_seen: list[bool] = []


def watch() -> None:
    """Note interrupts from now on, beside raising KeyboardInterrupt; where they are ignored they stay so."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _note)


def _note(number: int, frame: Any) -> NoReturn:
    del number, frame
    _seen.append(True)
    raise KeyboardInterrupt


def happened() -> bool:
    """Say whether there was an interrupt."""
    return bool(_seen)

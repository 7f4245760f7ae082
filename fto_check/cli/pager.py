"""The pager of the user's choice, through which a terminal shows what is longer than its screen."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress

COMMAND = "less"
LESS = "FRX"
"""How `less` behaves where the user does not say so: as git has it, it leaves a short text alone and shows colours."""
NOT_STARTED = (126, 127)  # what a shell returns for a command that it cannot run


def page(text: str, height: int) -> bool:
    """Show text in the pager if it is longer than the screen; return whether it was shown."""
    command = os.environ.get("PAGER", COMMAND)
    if command in ("", "cat") or text.count("\n") < height:
        return False
    environment = {"LESS": LESS, **os.environ}
    running = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)
    assert running.stdin is not None
    with suppress(BrokenPipeError):  # the reader has seen enough
        running.stdin.write(text.encode(errors="replace"))
    with suppress(BrokenPipeError):
        running.stdin.close()
    while True:
        try:
            return running.wait() not in NOT_STARTED
        except KeyboardInterrupt:  # the pager's, which it answers itself
            continue

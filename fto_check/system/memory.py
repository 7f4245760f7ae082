"""The end of memory, which not every library tells as MemoryError."""

from __future__ import annotations


def may_be_short(error: BaseException) -> bool:
    """Return whether an error may come of a limit of memory: C code and Rust have others for it than MemoryError."""
    if isinstance(error, Exception) and not isinstance(error, SystemError | ImportError):
        return False
    try:
        from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit
    except ImportError:  # Windows has no such limits
        return False
    return getrlimit(RLIMIT_AS)[0] != RLIM_INFINITY

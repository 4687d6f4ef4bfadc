"""
What the C library keeps of memory that was given back to it. From any thread.

glibc keeps what a thread once took for that thread's next wish. Other systems do better by themselves.
"""

from __future__ import annotations

import sys

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of glibc's malloc.h
_BLOCK = 1 << 19  # bytes


def give_large_blocks_back() -> None:
    """From now on let large blocks go back to the system when they are freed.

    64 bombs on 24 fetch threads kept 100 MB, and half with this.
    """
    _call("mallopt", _MMAP_THRESHOLD, _BLOCK)


def give_rest_back() -> None:
    """Let what is free go back now, for a thread that took much and will not again: the map's kept 3 MB."""
    _call("malloc_trim", 0)


def _call(name: str, *arguments: int) -> None:
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415 not before the first paint

    try:
        getattr(ctypes.CDLL(None), name)(*arguments)
    except (OSError, AttributeError):  # another C library
        return

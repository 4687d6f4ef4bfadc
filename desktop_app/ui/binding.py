"""How Qt is imported."""

from __future__ import annotations

import builtins


def import_qt() -> None:
    """Import Qt, and let imports be as they were before.

    PySide replaces ``__import__`` by one that reads the source of every module that is imported from then on, to see
    whether it uses the switchable names of ``__feature__``. This program never does, and its hundred modules were read
    at each start, and kept. A frozen program has no sources and does without, so nothing else depends on it.
    """
    import PySide6.QtCore  # noqa: F401, PLC0415 replaces it

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

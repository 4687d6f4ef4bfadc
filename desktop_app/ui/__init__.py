"""
The window.

Its import is the import of Qt, after which imports are again as they were before. PySide replaces ``__import__`` by one
that reads the source of every module that is imported from then on, to see whether it uses the switchable names of
``__feature__``. This program never does, and its hundred modules were read at each start, and kept in memory. A frozen
program has no sources and does without, so nothing else depends on it.
"""

from __future__ import annotations

import builtins
from importlib import import_module

import_module("PySide6.QtCore")  # replaces it
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

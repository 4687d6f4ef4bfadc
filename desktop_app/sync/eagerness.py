"""Why a pass over the feeds is asked for. Apart from the engine, which a window that is being made does not import."""

from __future__ import annotations


class Eagerness:
    """Why a feed is asked: what may be skipped differs."""

    DUE = 0  # in the background: those whose time has come
    OPENED = 1  # a country was opened: those that were not read in the last minutes
    ASKED = 2  # the user asks for news: those that were not read in the last minute
    ALL = 3  # the command line: every one, unless the site itself said not to

"""
A process that is going to be killed: it syncs, or marks articles, and says on its output what is on the disk. Or one
that ends in the middle of taking over an older store.
"""

from __future__ import annotations

import itertools
import os
import sys
from contextlib import closing
from pathlib import Path

from desktop_app.model.listing import Latest
from desktop_app.store.connection import open_writer
from desktop_app.store.schema import migrate
from tests.support.cores import Source, running, web
from tests.support.stores import outlet

INSTRUCTIONS = 20  # of SQLite's machine, a step


def sync(profile: Path, base: str, names: list[str]) -> None:
    """Pass after pass, until the end comes."""
    where = Source([outlet(f"CL/{name}", f"{base}/{name}") for name in names])
    with running(profile, web(where)) as at:
        print("began", flush=True)
        while True:
            at.sync()


def star(profile: Path) -> None:
    """A star, a read and a note after the other, each told once it is acknowledged."""
    with running(profile, web(Source([]))) as at:
        with closing(at.library.view()) as view:
            ids = [row.id for row in view.page(Latest(), None, 20_000) if not row.is_starred]
        print("began", flush=True)
        for article in ids:
            at.library.star([article], is_starred=True).result()
            at.library.mark_read([article], is_read=True).result()
            at.library.set_note(article, f"note {article}").result()
            print(int(article), flush=True)


def take_over(store: Path, last_step: int) -> None:
    """Tells how many steps it took, unless it ends at the last one: at once, as when it is killed."""
    steps = itertools.count(1)

    def step() -> int:
        if next(steps) == last_step:
            os._exit(1)
        return 0

    with closing(open_writer(store)) as db:
        db.set_progress_handler(step, INSTRUCTIONS)
        migrate(db)
    print(next(steps), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "take over":
        take_over(Path(sys.argv[2]), int(sys.argv[3]))
    elif sys.argv[1] == "sync":
        sync(Path(sys.argv[2]), sys.argv[3], sys.argv[4:])
    else:
        star(Path(sys.argv[2]))

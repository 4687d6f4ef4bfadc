"""A process that is going to be killed: it syncs, or marks articles, and says on its output what is on the disk."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from desktop_app.model.listing import Latest
from tests.support.cores import Source, running, web
from tests.support.stores import outlet


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


if __name__ == "__main__":
    if sys.argv[1] == "sync":
        sync(Path(sys.argv[2]), sys.argv[3], sys.argv[4:])
    else:
        star(Path(sys.argv[2]))

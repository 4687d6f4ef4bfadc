"""``python -m desktop_app``, and the script that the bundle is made from."""

from __future__ import annotations

import gc
import os
import sys

from desktop_app import ONE_THREAD


def main() -> int:
    gc.disable()  # the window has a collector of its own (ui/garbage.py), and the start makes what stays
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    from desktop_app.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # a frozen worker process starts here too
        from multiprocessing import freeze_support

        freeze_support()
    raise SystemExit(main())

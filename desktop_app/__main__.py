"""``python -m desktop_app``, and the script that the bundle is made from."""

from __future__ import annotations

import sys
from multiprocessing import freeze_support


def main() -> int:
    from desktop_app.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    freeze_support()  # a frozen worker process starts here too
    raise SystemExit(main())

"""``python -m desktop_app``, and the script that the bundle is made from."""

from __future__ import annotations

import gc
import os
import sys

# NumPy's products of matrices on the thread that asks for them: on a computer that does other things too, its own
# threads wait for each other, and a translation that takes a second took minutes. Read when NumPy is imported.
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "OMP_NUM_THREADS")


def main() -> int:
    gc.disable()  # until the window has painted: what is imported and made for it is all to stay
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    from desktop_app.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # a frozen worker process starts here too
        from multiprocessing import freeze_support

        freeze_support()
    raise SystemExit(main())

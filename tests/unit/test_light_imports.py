"""The window is there at once because what it does not need yet is not imported."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from desktop_app.paths import in_profile
from desktop_app.store import catalog
from desktop_app.store.schema import open_store
from desktop_app.ui import window_state
from desktop_app.ui.window_state import WindowState
from tests.support.stores import COUNTRIES, OUTLETS

# seen to cost a tenth of a second or more together with what they pull in
SLOW = {"requests", "urllib3", "lxml", "feedparser", "numpy", "ssl", "http.client", "email.message", "keyring"}
QT = {"PySide6", "shiboken6"}
# of our own, what a start in a country's news does not show: imported when it is first asked for
LATER = (
    "desktop_app.catalog",
    "desktop_app.demo",
    "desktop_app.extract",
    "desktop_app.feeds",
    "desktop_app.language.articles",
    "desktop_app.language.engines",
    "desktop_app.library.diagnosis",
    "desktop_app.library.exporting",
    "desktop_app.library.importing",
    "desktop_app.library.search_query",
    "desktop_app.library.stories",
    "desktop_app.model.difference",
    "desktop_app.model.feed",
    "desktop_app.model.fetch",
    "desktop_app.net",
    "desktop_app.notation",
    "desktop_app.store.feeds",
    "desktop_app.store.marks",
    "desktop_app.store.stories",
    "desktop_app.store.story_lists",
    "desktop_app.store.search",
    "desktop_app.store.user_copy",
    "desktop_app.stories",
    "desktop_app.sync.agenda",
    "desktop_app.sync.changes",
    "desktop_app.sync.edition",
    "desktop_app.sync.engine",
    "desktop_app.sync.grouping",
    "desktop_app.sync.report",
    "desktop_app.sync.schedule",
    "desktop_app.ui.borders_page",
    "desktop_app.ui.dialogs",
    "desktop_app.ui.map",
    "desktop_app.ui.models.told",
    "desktop_app.ui.reader.changes_page",
    "desktop_app.ui.reader.find_bar",
    "desktop_app.ui.reader.menus",
    "desktop_app.ui.reader.printing",
    "desktop_app.ui.screens.countries",
    "desktop_app.ui.screens.country_card",
    "desktop_app.ui.screens.layers",
    "desktop_app.ui.screens.press",
    "desktop_app.ui.screens.replay",
    "desktop_app.ui.screens.saved",
    "desktop_app.ui.screens.search",
    "desktop_app.ui.screens.sources",
    "desktop_app.ui.stories.story_view",
    "desktop_app.ui.screens.welcome",
    "desktop_app.ui.screens.world",
    "desktop_app.ui.scripted",
    "desktop_app.ui.settings_dialog",
    "desktop_app.worker",
)


def found(project: Path, modules: Sequence[str], unwanted: Iterable[str]) -> dict[str, list[str]]:
    """What of the unwanted is there after which import; one process, in which nothing else is, imports them all."""
    program = (
        "import sys; project, modules, unwanted = sys.argv[1], sys.argv[2].split(), set(sys.argv[3].split())\n"
        "sys.path.insert(0, project)\n"
        "for module in modules:\n"
        "    __import__(module)\n"
        "    print(module, *sorted(unwanted & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, str(project), " ".join(modules), " ".join(unwanted)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = {module: names for module, *names in map(str.split, done.stdout.splitlines())}
    assert list(told) == list(modules)
    return {module: names for module, names in told.items() if names}


def test_nothing_slow_before_the_first_paint(project: Path) -> None:
    modules = (
        "desktop_app.__main__",
        "desktop_app.app",
        "desktop_app.ui.start",
        "desktop_app.ui.window",
        "desktop_app.ui.bridge",
        "desktop_app.ui.tasks",
        "desktop_app.library.core",
        "desktop_app.library.view",
        "desktop_app.sync.engine",
        "desktop_app.store.writer",
    )
    assert found(project, modules, SLOW) == {}


def test_the_core_does_not_know_qt(project: Path) -> None:
    modules = (
        "desktop_app.app",
        "desktop_app.cli.commands",
        "desktop_app.library.core",
        "desktop_app.sync.articles",
        "desktop_app.feeds.parser",
        "desktop_app.net.fetcher",
        "desktop_app.worker.serving",
        "desktop_app.extract.page.article_page",
    )
    assert found(project, modules, QT) == {}


def test_a_host_that_nobody_asked_imports_nothing_slow(project: Path) -> None:
    assert found(project, ["desktop_app.worker.host"], SLOW | {"multiprocessing"}) == {}


def test_what_is_imported_is_found(project: Path) -> None:
    assert found(project, ["json", "sqlite3", "csv"], ["sqlite3"]) == {"sqlite3": ["sqlite3"], "csv": ["sqlite3"]}


def test_a_start_in_a_country_imports_what_it_shows(project: Path, tmp_path: Path) -> None:
    places = in_profile(tmp_path)
    with closing(open_store(places.database)) as db:
        db.execute("BEGIN")
        catalog.put_catalog(db, COUNTRIES, OUTLETS, "1")
        db.execute("COMMIT")
    window_state.save(places.window_state, WindowState(screen="country", country="CL", globe=(10.0, 20.0, 1.0)))
    arguments = ["--profile", str(tmp_path), "--offline", "--quit-after", "painted"]
    program = f"import sys; sys.path.insert(0, {str(project)!r}); sys.argv[1:] = {arguments!r}\n"
    program += "from desktop_app.__main__ import main; main()\n"
    program += "import linecache; print(*sys.modules, 'READ', *linecache.cache)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],
        capture_output=True, text=True, check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    names, _, read = done.stdout.partition("READ")
    there = names.split()
    assert not any("desktop_app" in file for file in read.split())  # PySide looks into no source of ours
    assert "desktop_app.ui.screens.country" in there
    assert [m for m in there if m in LATER or m.startswith(tuple(f"{name}." for name in LATER))] == []
    assert set(there) & (SLOW | {"logging.handlers", "socket", "tomllib"}) == set()
    assert window_state.load(places.window_state).globe == (10.0, 20.0, 1.0)  # though no globe was made

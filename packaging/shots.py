"""
Takes pictures of every screen, in the demo world at a fixed instant, for looking at: ``./run shots [FOLDER]``.

    shots/ink-1440x900-country-arabic.png ...    and index.html, which shows them all

One process, one window: it is driven through what a user would do, each scene in each theme and size that is wanted.
``--only 2`` takes the scenes whose name begins so; ``--dpr 2`` takes all of them at twice the pixels.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QTabBar, QWidget

from desktop_app.app import demo_world, real_world
from desktop_app.library.core import Core, World
from desktop_app.library.importing import import_file
from desktop_app.library.view import View
from desktop_app.model.article import ArticleId, ArticleRow
from desktop_app.model.country import CountryCode
from desktop_app.model.listing import FromCountry
from desktop_app.model.story import StoryId
from desktop_app.paths import in_profile
from desktop_app.settings import Settings
from desktop_app.ui.opening import Opened, opened_window
from desktop_app.ui.reader.style import Mode
from desktop_app.ui.settings_dialog import SettingsDialog
from desktop_app.ui.stories.coverage_card import CoverageCard
from desktop_app.ui.stories.screens import MOST_STORIES, BlindSpotsScreen
from desktop_app.ui.stories.story_view import StoryView
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.fonts import load_fonts
from desktop_app.ui.window import BLIND_SPOTS, EDITION, SAVED, SEARCH, SOURCES, STORIES, WORLD, MainWindow

SCRIPTS = Path(__file__).parent / "sample" / "scripts.jsonl"  # texts of our own, in scripts that the demo lacks
LATER = Path(__file__).parent / "sample" / "later.jsonl"  # what comes later of a story of the demo world
CLOCK = 1_773_489_600.0  # 2026-03-14T12:00Z
FULL, SMALL = (1440, 900), (960, 600)
CALM_LOOKS = 5  # so many calm looks in a row before a picture is taken
LOOK_EVERY_MS = 50
AT_MOST_LOOKS = 600
PLACE_OF_POINTER = QPoint(790, 795)
PORT_OF_NOBODY = 9  # "discard": nothing listens there
EVERY_THEME = ("paper", "ink", "sepia", "contrast")
TWO_THEMES = ("paper", "ink")


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    prepare: Callable[[Opened], None]
    themes: tuple[str, ...] = TWO_THEMES
    sizes: tuple[tuple[int, int], ...] = (FULL,)


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run shots", description="Pictures of every screen.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("shots"))
    parser.add_argument("--only", default="", metavar="WORD", help="only scenes whose name begins so")
    parser.add_argument("--dpr", default="", metavar="N", help="device pixels per pixel")
    options = parser.parse_args()
    folder: Path = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    if options.dpr and os.environ.get("QT_SCALE_FACTOR") != options.dpr:
        environment = {**os.environ, "QT_SCALE_FACTOR": options.dpr}  # read when Qt starts
        return subprocess.call([sys.executable, __file__, *sys.argv[1:]], env=environment)
    app = QApplication(["overview"])
    load_fonts()
    taker = Taker(app, folder, options.only, f"@{options.dpr}x" if options.dpr else "")
    with tempfile.TemporaryDirectory(prefix="overview-shots-") as profiles:
        take_first_start(taker, Path(profiles) / "first")
        take_offline(taker, Path(profiles) / "offline")
        take_demo(taker, Path(profiles) / "demo")
    write_index(folder)
    print(f"{taker.taken} pictures in {folder}/, all in {folder}/index.html")
    return 0


class Taker:
    """Takes the pictures of a scene once nothing moves any more."""

    def __init__(self, app: QApplication, folder: Path, only: str, suffix: str) -> None:
        self.app = app
        self.taken = 0
        self._folder = folder
        self._only = only
        self._suffix = suffix

    def wants(self, scene: Scene) -> bool:
        return scene.name.startswith(self._only)

    def take(self, opened: Opened, scene: Scene) -> None:
        for size in scene.sizes:
            for theme in scene.themes:
                opened.theme.choose(theme)
                opened.window.resize(*size)
                self.settle(opened)
                scene.prepare(opened)
                self.settle(opened)
                self._save(opened.window, f"{scene.name}-{theme}-{size[0]}x{size[1]}{self._suffix}.png")
                for dialog in opened.window.findChildren(QDialog):
                    dialog.close()
                opened.window.activateWindow()
                self.app.processEvents()

    def settle(self, opened: Opened) -> None:
        """Let the window work until it is calm."""
        calm = 0
        for _ in range(AT_MOST_LOOKS):
            until = time.monotonic() + LOOK_EVERY_MS / 1000
            while time.monotonic() < until:
                self.app.processEvents()
                time.sleep(0.002)
            is_busy = (
                not opened.window.world.globe.is_finished
                or opened.context.pictures.is_busy
                or opened.window.status.progress.isVisible()
            )
            calm = 0 if is_busy else calm + 1
            if calm == CALM_LOOKS:
                return

    def _save(self, window: MainWindow, name: str) -> None:
        picture = window.grab()
        for dialog in window.findChildren(QDialog):  # dialogs are windows of their own: put them where they would be
            if dialog.isVisible():
                place = window.rect().center() - dialog.rect().center()
                dialog.render(picture, place)
                painter = QPainter(picture)
                painter.setPen(Qt.GlobalColor.gray)
                painter.drawRect(dialog.rect().translated(place))
                painter.end()
        picture.save(str(self._folder / name))
        self.taken += 1


# Worlds


def take_demo(taker: Taker, profile: Path) -> None:
    scenes = [scene for scene in demo_scenes(in_profile(profile).user_copy) if taker.wants(scene)]
    if not scenes:
        return
    settings = Settings(is_welcomed=True, theme="paper")
    with_core(taker, profile, demo(), settings, scenes)


def take_first_start(taker: Taker, profile: Path) -> None:
    scenes = [Scene("01-first-start", lambda _: None, EVERY_THEME, (FULL, SMALL))]
    if taker.wants(scenes[0]):
        with_core(taker, profile, demo(), Settings(theme="paper"), scenes)


def take_offline(taker: Taker, profile: Path) -> None:
    """The program itself, with sources that refuse every connection."""
    scenes = [Scene("02-offline-first-start", lambda _: None, TWO_THEMES, (FULL, SMALL))]
    if not taker.wants(scenes[0]):
        return
    profile.mkdir()
    catalog = profile / "catalog.csv"
    rows = (
        f"{code},Source {n},national daily,http://127.0.0.1:{PORT_OF_NOBODY}/,http://127.0.0.1:{PORT_OF_NOBODY}/{n},en"
        for n, code in enumerate(("CL", "FR", "JP"))
    )
    header = "iso2,source_name,kind,homepage,feed_url,language"
    catalog.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    world = real_world(Namespace(catalog=str(catalog), clock=None), in_profile(profile))
    with_core(taker, profile, world, Settings(theme="paper"), scenes, is_demo=False)


def demo() -> World:
    return demo_world(Namespace(clock=CLOCK))


def with_core(
    taker: Taker, profile: Path, world: World, settings: Settings, scenes: list[Scene], *, is_demo: bool = True
) -> None:
    core = Core(in_profile(profile), settings, world, in_background=True)
    try:
        QCursor.setPos(PLACE_OF_POINTER)  # over nothing that would show it
        with opened_window(taker.app, core, settings, is_demo=is_demo, keeps_state=False) as opened:
            finished: list[object] = []
            opened.context.bridge.sync_finished.connect(finished.append)
            opened.window.world.face_home()
            opened.window.show()
            taker.app.processEvents()
            opened.window.world.load_map()
            core.start(sync_at_once=True)
            guard = QTimer(singleShot=True, interval=60_000)
            guard.start()
            while not finished and guard.isActive():
                taker.app.processEvents()
                time.sleep(0.01)
            if is_demo:
                with SCRIPTS.open("rb") as file:
                    import_file(core.library, file, core.paths.user_copy, print)
            for scene in scenes:
                taker.take(opened, scene)
    finally:
        core.close()


# What a user does


def world(opened: Opened) -> None:
    opened.window.show_screen(WORLD)
    opened.window.world.search.clear()
    opened.window.activateWindow()


def selected(code: str) -> Callable[[Opened], None]:
    def prepare(opened: Opened) -> None:
        world(opened)
        opened.window.world.globe.restore(0.0, 20.0, 1.0)
        opened.window.world.globe.select(None)
        opened.window.world.globe.select(CountryCode(code))

    return prepare


def layer(name: str) -> Callable[[Opened], None]:
    def prepare(opened: Opened) -> None:
        library, view = opened.context.library, opened.context.view
        for number, code in enumerate(("CL", "JP", "EG", "EG", "FR", "KE", "IN")):
            library.mark_read((view.page(FromCountry(CountryCode(code)))[number].id,), is_read=True).result()
        for _ in range(AT_MOST_LOOKS):
            if opened.context.view.missed((CountryCode("US"),)):
                break
            QApplication.processEvents()
            time.sleep(0.01)
        selected("EG")(opened)
        opened.window.world.layers.choose(name)

    return prepare


def replayed(opened: Opened) -> None:
    selected("EG")(opened)
    opened.window.world.replay.slider.setValue(-1)


def flattened(opened: Opened) -> None:
    opened.window.world.replay.reset()
    selected("EG")(opened)
    opened.window.world.globe.set_flat(is_flat=True)


def round_again(opened: Opened) -> None:
    selected("EG")(opened)
    opened.window.world.globe.set_flat(is_flat=False)


def typed(text: str) -> Callable[[Opened], None]:
    def prepare(opened: Opened) -> None:
        world(opened)
        opened.window.world.search.setFocus()
        opened.window.world.search.setText(text)

    return prepare


def article(code: str, mode: Mode = Mode.TRANSLATED, number: int = 0) -> Callable[[Opened], None]:
    def prepare(opened: Opened) -> None:
        opened.window.open_country(code)
        pane = opened.window.country_screen().pane
        rows = opened.context.view.page(FromCountry(CountryCode(code)))
        pane.open_article(rows[number].id)
        pane.reader.set_mode(mode)
        pane.reader.restore_position(0)

    return prepare


def imported(public_id: str, position: float = 0) -> Callable[[Opened], None]:
    """An article of ``sample/scripts.jsonl``."""

    def prepare(opened: Opened) -> None:
        opened.window.open_public_id(public_id)
        reader = opened.window.country_screen().pane.reader
        reader.set_mode(Mode.ORIGINAL)
        reader.restore_position(position)

    return prepare


def scrolled(opened: Opened) -> None:
    article("CL")(opened)
    opened.window.country_screen().pane.reader.restore_position(1.0)


def country(code: str) -> Callable[[Opened], None]:
    def prepare(opened: Opened) -> None:
        opened.window.open_country("US")
        opened.window.open_country(code)

    return prepare


def press(opened: Opened) -> None:
    opened.window.open_country("IN")
    found = opened.window.country_screen().findChild(QTabBar, "countryTabs")
    if isinstance(found, QTabBar):
        found.setCurrentIndex(found.count() - 1)


def takes(opened: Opened) -> None:
    article("CL", number=1)(opened)
    reader = opened.window.country_screen().pane.reader
    wait_for(reader.actions_bar.takes.isVisible)
    reader.focus_takes()


def wait_for(holds: Callable[[], object]) -> None:
    for _ in range(AT_MOST_LOOKS):
        if holds():
            break
        QApplication.processEvents()
        time.sleep(0.01)


def type_popover(opened: Opened) -> None:
    article("CL", number=1)(opened)
    opened.window.country_screen().pane.reader.show_type_popover()


def lightbox(opened: Opened) -> None:
    article("CL", number=1)(opened)
    reader = opened.window.country_screen().pane.reader
    reader.text.setFocus()
    press_key("Tab")
    press_key("Return")


def withheld(choice: str) -> Callable[[Opened], None]:
    """Another choice of pictures, for this picture only."""

    def prepare(opened: Opened) -> None:
        settings = Settings(is_welcomed=True, theme=opened.theme.theme.name, pictures=choice)
        opened.window.apply(settings)
        article("FR", number=2)(opened)

    return prepare


def story(opened: Opened) -> None:
    opened.window.stories.open_of(opened.context.view.page(FromCountry(CountryCode("CL")))[1])


def named_takes(opened: Opened) -> None:
    """A story whose press says different things."""
    opened.window.stories.open_story(story_of_treaty(opened))
    wait_for(lambda: opened.window.stories.story().compare is not None)


def story_of_treaty(opened: Opened) -> StoryId:
    found: list[StoryId] = []

    def is_read() -> bool:  # takes are read in the background, when articles are grouped
        stories = opened.context.view.stories(MOST_STORIES)
        found.extend(one.id for one in stories if any("Treaty" in label for label in one.takes))
        return bool(found)

    wait_for(is_read)
    return found[0]


def compared(opened: Opened) -> None:
    named_takes(opened)
    shown = opened.window.stories.story()
    if shown.compare is not None and shown.compared is not None:
        shown.compare.click()
        wait_for(shown.compared.isVisible)
        show_top(shown, shown.compare)


def why_grouped(opened: Opened) -> None:
    named_takes(opened)
    shown = opened.window.stories.story()
    show_top(shown, next(card for card in shown.cards if isinstance(card, CoverageCard)))


def take_changed(user_copy: Path) -> Callable[[Opened], None]:
    """Two more outlets tell it, so that the current take is another one; what it was before is unfolded."""
    told: list[ArticleRow] = []

    def is_changed(view: View) -> bool:
        page = view.story_of(told[0].id)
        return page is not None and bool(page.earlier)

    def prepare(opened: Opened) -> None:
        view, shown = opened.context.view, opened.window.stories.story()
        if not told:
            told.extend(view.rows(view.members(story_of_treaty(opened))))
            with LATER.open("rb") as file:
                import_file(opened.context.library, file, user_copy, print)
            wait_for(lambda: is_changed(view))
        opened.window.stories.open_of(told[0])
        wait_for(lambda: shown.history is not None)
        if shown.history is not None:
            shown.history.toggle.setChecked(True)
            show_top(shown, shown.history)

    return prepare


def show_top(shown: StoryView, widget: QWidget) -> None:
    """Scroll so far that the widget is the first that is seen."""
    content = shown.area.widget()
    QApplication.processEvents()
    place = widget.mapTo(content, QPoint(0, 0)) if content is not None else QPoint(0, 0)
    shown.area.verticalScrollBar().setValue(place.y() - tokens.SPACE_12)


def same_story(opened: Opened) -> None:
    story(opened)
    shown = opened.window.stories.story()
    wait_for(lambda: shown.cards)
    shown.same.click()


def missing(tab: int) -> Callable[[Opened], None]:
    def prepare(opened: Opened) -> None:
        opened.window.show_screen(BLIND_SPOTS)
        shown = opened.window.stories.screen(BLIND_SPOTS)
        if isinstance(shown, BlindSpotsScreen):
            shown.kinds.setCurrentIndex(tab)

    return prepare


def country_tab(number: int) -> Callable[[Opened], None]:
    def prepare(opened: Opened) -> None:
        opened.window.open_country(CountryCode("CL"))
        opened.window.country_screen().tabs.setCurrentIndex(number)

    return prepare


def saved(opened: Opened) -> None:
    library, view = opened.context.library, opened.context.view
    for code, tag in (("CL", "water"), ("JP", "cities"), ("EG", ""), ("FR", "water"), ("KE", "climate and rivers")):
        chosen: ArticleId = view.page(FromCountry(CountryCode(code)))[1].id
        library.star((chosen,), is_starred=True).result()
        if tag:
            library.set_tag(chosen, tag, is_set=True).result()
    opened.window.show_screen(SAVED)
    opened.window.saved_screen().pane.list.choose_next()


def search(text: str) -> Callable[[Opened], None]:
    def prepare(opened: Opened) -> None:
        opened.window.show_screen(SEARCH)
        opened.window.search_screen().show_search(text)

    return prepare


def settings(page: int) -> Callable[[Opened], None]:
    def prepare(opened: Opened) -> None:
        world(opened)
        opened.window.show_settings()
        for dialog in opened.window.findChildren(SettingsDialog):
            dialog.topics.setCurrentRow(page)

    return prepare


def keys(opened: Opened) -> None:
    world(opened)
    press_key("?")


def all_read(opened: Opened) -> None:
    opened.window.open_country("BR")
    opened.window.activateWindow()
    press_key("Shift+A")


def screen(name: str) -> Callable[[Opened], None]:
    return lambda opened: opened.window.show_screen(name)


def demo_scenes(user_copy: Path) -> list[Scene]:
    return [
        Scene("10-world", world, EVERY_THEME, (FULL, SMALL)),
        Scene("11-world-egypt", selected("EG"), EVERY_THEME, (FULL, SMALL)),
        Scene("12-world-no-press", selected("VC")),
        Scene("13-world-long-name", selected("CD"), ("ink",), (FULL, SMALL)),
        Scene("13-a-world-blind-spots", layer("blind-spots"), EVERY_THEME, (FULL, SMALL)),
        Scene("13-b-world-reading", layer("reading")),
        Scene("13-c-world-activity", layer("activity"), ("paper",)),
        Scene("13-d-world-replay", replayed),
        Scene("13-e-world-flat", flattened, EVERY_THEME, (FULL, SMALL)),
        Scene("13-f-world-round", round_again, ("paper",)),
        Scene("14-world-typed", typed("chil")),
        Scene("15-world-typed-nothing", typed("qqqq"), ("ink",)),
        Scene("20-country", country("CL"), TWO_THEMES, (FULL, SMALL)),
        Scene("21-country-long-name", country("VC"), ("ink",), (FULL, SMALL)),
        Scene("22-article-latin", article("CL"), EVERY_THEME, (FULL, SMALL)),
        Scene("23-article-end", scrolled),
        Scene("24-article-arabic-original", article("EG", Mode.ORIGINAL)),
        Scene("25-article-arabic-both", article("EG", Mode.BILINGUAL), TWO_THEMES, (FULL, SMALL)),
        Scene("26-article-chinese-original", article("CN", Mode.ORIGINAL)),
        Scene("27-article-hindi-original", article("IN", Mode.ORIGINAL, 2), ("paper",)),
        Scene("28-article-japanese-both", article("JP", Mode.BILINGUAL), ("ink",)),
        Scene("28-a-article-korean", article("KR", Mode.ORIGINAL)),
        Scene("28-b-article-russian", article("RU", Mode.ORIGINAL)),
        Scene("28-c-article-hebrew", imported("shot-he"), TWO_THEMES, (FULL, SMALL)),
        Scene("28-d-article-greek", imported("shot-el")),
        Scene("28-e-article-thai", imported("shot-th")),
        Scene("28-f-article-parts", imported("shot-en")),
        Scene("28-g-article-parts-end", imported("shot-en", 1.0), EVERY_THEME),
        Scene("29-all-read-undo", all_read, ("ink",)),
        Scene("30-press", press, TWO_THEMES, (FULL, SMALL)),
        Scene("31-takes", takes, TWO_THEMES, (FULL, SMALL)),
        Scene("33-type", type_popover, EVERY_THEME, (FULL, SMALL)),
        Scene("34-lightbox", lightbox, TWO_THEMES, (FULL, SMALL)),
        Scene("35-pictures-on-click", withheld("clicked")),
        Scene("36-no-pictures", withheld("never")),
        Scene("37-pictures-again", withheld("shown"), ("paper",)),
        Scene("32-story", story, TWO_THEMES, (FULL, SMALL)),
        Scene("32-a-same-story", same_story, TWO_THEMES, (FULL, SMALL)),
        Scene("32-b-story-of-takes", named_takes, EVERY_THEME, (FULL, SMALL)),
        Scene("32-c-compared", compared, TWO_THEMES, (FULL, SMALL)),
        Scene("32-d-why-grouped", why_grouped, TWO_THEMES, (FULL, SMALL)),
        Scene("32-e-take-changed", take_changed(user_copy), TWO_THEMES, (FULL, SMALL)),
        Scene("43-edition", screen(EDITION), TWO_THEMES, (FULL, SMALL)),
        Scene("44-stories", screen(STORIES), TWO_THEMES, (FULL,)),
        Scene("45-blind-spots", screen(BLIND_SPOTS), TWO_THEMES, (FULL, SMALL)),
        *(Scene(f"45-{tab}-missing", missing(tab)) for tab in (1, 2, 3)),
        Scene("46-country-about", country_tab(1), TWO_THEMES, (FULL,)),
        Scene("47-country-stories", country_tab(2), TWO_THEMES, (FULL, SMALL)),
        Scene("40-saved-empty", screen(SAVED)),
        Scene("41-saved", saved, TWO_THEMES, (FULL, SMALL)),
        Scene("50-search-empty", search("")),
        Scene("51-search-found", search("water"), TWO_THEMES, (FULL, SMALL)),
        Scene("52-search-nothing", search("zzzzzz")),
        Scene("60-sources", screen(SOURCES), TWO_THEMES, (FULL, SMALL)),
        *(Scene(f"7{page}-settings", settings(page)) for page in range(5)),
        Scene("80-keys", keys, TWO_THEMES, (FULL, SMALL)),
    ]


def press_key(name: str) -> None:
    target = QApplication.focusWidget() or QApplication.activeWindow()
    if target is None:
        return
    combination = QKeySequence(name)[0]  # type: ignore[index]  # the stubs do not know that it can be indexed
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        text = name if len(name) == 1 else ""
        QApplication.sendEvent(target, QKeyEvent(kind, combination.key(), combination.keyboardModifiers(), text))


def write_index(folder: Path) -> None:
    """A page with all pictures of the folder."""
    names = sorted(file.name for file in folder.glob("*.png"))
    figures = "\n".join(
        f'<figure><a href="{escape(n)}"><img loading="lazy" src="{escape(n)}" alt=""></a>'
        f"<figcaption>{escape(n.removesuffix('.png'))}</figcaption></figure>"
        for n in names
    )
    style = (
        "body{font:14px sans-serif;margin:24px;display:grid;gap:24px;"
        "grid-template-columns:repeat(auto-fill,minmax(420px,1fr))}"
        "figure{margin:0}img{width:100%;border:1px solid #ccc;border-radius:6px}"
    )
    page = f"<!doctype html><meta charset=utf-8><title>Overview: screens</title><style>{style}</style>\n{figures}\n"
    (folder / "index.html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

"""What stands beside a story: a globe with who tells it, regions, first reports, whether one's own press is silent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app import messages
from desktop_app.model.country import Country, CountryCode, in_a_sentence
from desktop_app.model.story_page import StoryPage
from desktop_app.ui.map.globe import GlobeWidget
from desktop_app.ui.map.style import STYLES, MapStyle
from desktop_app.ui.models.coverage import RegionCoverage
from desktop_app.ui.models.story_layer import has_takes, story_layer
from desktop_app.ui.models.told import take_of_each, told_by
from desktop_app.ui.stories.region_bars import RegionBars
from desktop_app.ui.stories.take_legend import TakeLegend
from desktop_app.ui.stories.timeline import Timeline
from desktop_app.ui.theme import tokens
from desktop_app.ui.theme.style import current_theme, theme_changed

GLOBE = 300  # px


class StorySide(QWidget):
    """GUI thread only. The globe is read and painted when a story is shown first."""

    def __init__(
        self, map_folder: Path, countries: Callable[[], Sequence[Country]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._countries = countries
        self._is_compact = False
        self._has_takes = False
        self.globe = GlobeWidget(map_folder, _style(), self)
        self.globe.setObjectName("storyGlobe")
        self.globe.setAccessibleName("Globe of the countries whose press tells this story")
        self.globe.setFixedHeight(GLOBE)
        self.globe.set_inset()
        self.about = QLabel()
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        self.about.setProperty("look", "muted")
        self.legend = TakeLegend()
        self.blind_spot = QLabel()
        self.blind_spot.setTextFormat(Qt.TextFormat.PlainText)
        self.blind_spot.setWordWrap(True)
        self.regions = RegionBars()
        self.timeline = Timeline()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, tokens.SPACE_6)
        column.setSpacing(tokens.SPACE_2)
        column.addWidget(self.globe)
        column.addWidget(self.about)
        column.addWidget(self.legend)
        column.addWidget(self.blind_spot)
        self._headings = [_heading("By region"), _heading("First reports")]
        column.addWidget(self._headings[0])
        column.addWidget(self.regions)
        column.addWidget(self._headings[1])
        column.addWidget(self.timeline)
        theme_changed.connect(self._dress)

    @Slot()
    def _dress(self) -> None:
        self.globe.set_style(_style())

    def show_compact(self, *, is_compact: bool) -> None:
        """Where there is little room: no globe and no time line."""
        self.globe.setVisible(not is_compact)
        self._is_compact = is_compact
        self._show_legend()
        self.timeline.setVisible(not is_compact)
        for heading in self._headings:
            heading.setVisible(not is_compact)

    def show_story(self, story: StoryPage, regions: Sequence[RegionCoverage]) -> None:
        countries = {country.code: country for country in self._countries()}
        if not self.globe.loaded:
            self.globe.set_countries(list(countries.values()))
            self.globe.load()
        self._paint(story, lambda code: _name(countries, code))
        self.blind_spot.setText(story.blind_spot)
        self.blind_spot.setVisible(bool(story.blind_spot))
        self.regions.show_regions(regions)
        names: list[tuple[str, int]] = [(_name(countries, one.country), one.first) for one in story.coverage]
        self.timeline.show_first_reports(names)

    def _paint(self, story: StoryPage, name_of: Callable[[CountryCode], str]) -> None:
        """By take, where there are any; else by the number of sources."""
        carrying = {one.country: one.carrying for one in story.coverage}
        takes = take_of_each(story)
        self._has_takes = has_takes(story)
        self.globe.set_activity(carrying)
        self.globe.set_layer(story_layer(story))
        labels = {code: story.takes[take].label if take is not None else "" for code, take in takes.items()}
        self.globe.set_details(
            {
                code: ", ".join(filter(None, (messages.count(number, "source"), labels[code])))
                for code, number in carrying.items()
            }
        )
        if carrying:
            self.globe.select(next(iter(carrying)), fly=False)
            told = [story.about] * (1 + len(carrying) // 2) if story.about else []  # where the lines meet counts more
            self.globe.face([*carrying, *told])
        told_of = in_a_sentence(name_of(story.about)) if story.about else ""
        self.about.setText(f"The lines lead to {told_of}, which it is about." if told_of else "")
        self.legend.show_rows(told_by(story) if self._has_takes else (), name_of)
        self._show_legend()

    def _show_legend(self) -> None:
        self.legend.setVisible(self._has_takes and not self._is_compact)
        self.about.setVisible(bool(self.about.text()) and not self._is_compact)


def _style() -> MapStyle:
    """The map's look, on the ground of the page."""
    theme = current_theme()
    return replace(STYLES[theme.name], background=(theme.bg, theme.bg))


def _name(countries: dict[CountryCode, Country], code: CountryCode) -> str:
    country = countries.get(code)
    return country.name if country else code


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("look", "heading")
    label.setContentsMargins(0, tokens.SPACE_3, 0, 0)
    return label

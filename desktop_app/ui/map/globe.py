"""The globe: scroll it, and the country in the middle is the one whose news are shown.

GUI thread only. The map itself needs numpy and comes after the window's first paint, read by whoever has the globe
(show_map) or by itself (load); until then the bare globe is painted, and countries can be selected by code.

At rest nothing runs and nothing is repainted: the frame timer lives only while something moves, and the finished
picture is kept as a pixmap that hovering draws on.

The file is long because one widget is one class: what it shows, what it is asked, and what Qt calls by name. What can
stand by itself does: drawing (canvas, painter), motion (pilot, camera), news, keys, pulses, drafts, speech.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.model.country import Country, CountryCode
from desktop_app.ui.map import accessible
from desktop_app.ui.map.canvas import Canvas
from desktop_app.ui.map.drafts import Drafts
from desktop_app.ui.map.keys import ARROWS, REGIONS, ZOOMS, step
from desktop_app.ui.map.layer import Layer, activity
from desktop_app.ui.map.motion import (
    SNAP_MS,
    SNAP_REACH,
    TURN_MS,
    ZOOM_PER_NOTCH,
    middle,
    nearest,
)
from desktop_app.ui.map.news import News, remark
from desktop_app.ui.map.pilot import Pilot
from desktop_app.ui.map.pulses import Pulses
from desktop_app.ui.map.reading import read_close_up, read_map
from desktop_app.ui.map.style import PAPER, MapStyle

if TYPE_CHECKING:  # numpy: never before the first paint
    from desktop_app.ui.map.chart import Chart
    from desktop_app.ui.map.geometry import Atlas

Reader = Callable[["Callable[[], Atlas | None]", "Callable[[Atlas | None], None]"], None]  # read, then give it to


def _read_at_once(read: Callable[[], Atlas | None], give_to: Callable[[Atlas | None], None]) -> None:
    give_to(read())


class GlobeWidget(QWidget):
    """The globe, with one selected country.

    One click selects a country and turns it to the middle; a double click also flies close. Enter opens it.
    """

    country_chosen = Signal(str)  # the selection changed, by whatever means
    country_opened = Signal(str)  # Enter
    redrawing = Signal(bool)  # new counts are about to be drawn, in parts; they are drawn
    flattened = Signal(bool)  # the globe became the flat map, or the other way round
    country_hovered = Signal(str)  # "" when the pointer left all countries

    def __init__(
        self,
        folder: Path,
        style: MapStyle = PAPER,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.time,
        choose: Callable[[Sequence[CountryCode]], CountryCode] = random.choice,
    ) -> None:
        """The folder holds the map's files. The clock says where the sun stands; choose picks the surprise."""
        super().__init__(parent)
        self.setObjectName("globe")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(300, 300)
        self.setAccessibleName(accessible.NAME)
        self.setAccessibleDescription(accessible.HELP)
        accessible.install()

        self.folder = folder
        self._canvas = Canvas(style, self.font(), clock)
        self._choose = choose
        self._news = News()
        self._layer: Layer | None = None  # None: the activity
        self._home: CountryCode | None = None
        self._bound_for: CountryCode | None = None  # what a snap will select when it arrives
        self._focus_ring = False
        self._read: Reader = _read_at_once
        self._is_reading = False  # the outlines for close views

        self._pilot = Pilot(self)
        self._pilot.moved.connect(self._refresh)
        self._pilot.rested.connect(self._come_to_rest)
        self._pilot.rolled_out.connect(self._snap)
        self._pilot.arrived.connect(self._arrive)
        self.pulses = Pulses(self.point_of, self)
        self.pulses.changed.connect(self._show_part)
        self._drafts = Drafts(self._canvas, lambda: self._pilot.camera.view, self)
        self._drafts.redrawing.connect(self.redrawing)

    # What is shown

    def load(self) -> None:
        """Read the map, and show it: 0.2 s for the first globe."""
        if not self.loaded:
            self.show_map(read_map(self.folder))

    def read_by(self, reader: Reader) -> None:
        """Have others read what a close view needs, beside what the window does."""
        self._read = reader

    def keep_pictures(self, file: Path) -> None:
        """Until the map comes, show what ``keep_picture`` left in this file, if it is of the same view."""
        self._canvas.keep_pictures(file)

    def keep_picture(self) -> None:
        """Leave the finest picture for the next start; what is not finished is not kept."""
        if self.is_finished:
            self._canvas.keep_picture(self._pilot.camera.view, self._rect(), self.devicePixelRatioF())

    def show_map(self, chart: Chart | None) -> None:
        """Show a map that was read; without one the globe is bare."""
        if chart is None:
            self._canvas.do_without_map()
            self.update()
            return
        self._pilot.settle()
        self._canvas.take_map(chart)
        whole = chart.disputed.of_countries()
        self._news.remarks = {code: remark(area.name, area.note) for code, area in whole.items()}
        self._refine()
        self.update()

    @property
    def loaded(self) -> bool:
        return self._canvas.loaded

    def set_countries(self, countries: Sequence[Country]) -> None:
        """The countries that can be selected. Regions of the press that are no places are left out."""
        self._news.set_countries(countries)
        self._canvas.set_countries(self._news.countries)
        self._refresh()

    def set_activity(self, counts: Mapping[CountryCode, int]) -> None:
        """Articles of the last 24 hours by country: where the news are, and the colours where no layer is set."""
        self._news.set_counts(counts)
        if self._layer is None:
            self._show_layer(activity(self._news.counts))

    def set_layer(self, layer: Layer | None) -> None:
        """What the colours mean; None for the activity."""
        self._layer = layer
        self._show_layer(activity(self._news.counts) if layer is None else layer)

    def _show_layer(self, layer: Layer) -> None:
        if not self._canvas.set_layer(layer):
            return
        if self._canvas.is_draft:
            self._drafts.start()
        else:
            self.update()

    def pulse(self, codes: Iterable[CountryCode]) -> None:
        """New articles arrived there: a ring spreads, once, unless less motion is wanted or nobody looks."""
        if self.loaded and self.isVisible() and not self._pilot.moving and not self._pilot.reduced_motion:
            self.pulses.start(codes)

    @Slot(QRect)
    def _show_part(self, part: QRect) -> None:
        self.update(part)  # connected itself, it would be the update of the whole

    def set_details(self, details: Mapping[CountryCode, str]) -> None:
        """Words about countries, such as "14 new articles, 5 sources", for the tool tip and for screen readers."""
        self._news.details = dict(details)

    def set_leading(self, led_with: Callable[[CountryCode], str]) -> None:
        """What tells the headline that a country leads with, "" for none; asked when a country is spoken of."""
        self._news.led_with = led_with

    def set_style(self, style: MapStyle) -> None:
        self._canvas.style = style
        self._refresh()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Jump instead of flying, and let nothing roll on."""
        self._pilot.reduced_motion = reduced

    def set_inset(self) -> None:
        """Be a small picture beside a text: no reticle, no night, and names only of what the layer paints."""
        self._canvas.is_inset = True

    def set_home(self, code: CountryCode | None) -> None:
        """Where the Home key goes."""
        self._home = code

    # Where one looks

    @property
    def selected(self) -> CountryCode | None:
        return self._canvas.selected

    def select(self, code: CountryCode | None, fly: bool = True) -> None:
        """Select a country (or none) and turn it to the middle. One that is not known is ignored."""
        if code is not None and code not in self._news.countries:
            return
        self._bound_for = None
        if code is not None and fly:
            self._pilot.fly(self._news.places[code], self._pilot.camera.zoom)
        self._set_selected(code)

    def center_on(self, longitude: float, latitude: float) -> None:
        """Look there at once."""
        self._bound_for = None
        self._pilot.jump((longitude, latitude))

    def face(self, codes: Iterable[CountryCode]) -> None:
        """Look at once at the middle of these countries; the first of them where they lie all round the Earth."""
        found = [self._news.places[code] for code in codes if code in self._news.places]
        place = middle(found)
        if place is not None:
            self.center_on(*place)

    def zoom_by(self, factor: float) -> None:
        """Zoom about the middle; over 1 comes nearer."""
        self._arrive()
        self._pilot.zoom(factor, self._rect().center())

    def fly_to(self, code: CountryCode) -> None:
        """Fly so near that the country fills the view well, and select it."""
        if code not in self._news.countries:
            return
        self._bound_for = None
        self._pilot.fly(self._news.places[code], self._canvas.zoom_on(code))
        self._set_selected(code)

    def surprise(self) -> None:
        """Turn to any country with news but the selected one."""
        others = [code for code in self._news.places_with_news() if code != self.selected]
        self._step_to(self._choose(others) if others else None)

    @property
    def is_flat(self) -> bool:
        """Whether it is the flat map, or is about to be."""
        return self._pilot.camera.is_flat

    def set_flat(self, is_flat: bool, *, at_once: bool = False) -> None:
        """Be the flat map, or the globe: one becomes the other before one's eyes, unless motion is not wanted."""
        if is_flat != self.is_flat:
            self._bound_for = None
            self._pilot.unfold(flat=is_flat, at_once=at_once)
            accessible.announce(self, "Flat map" if is_flat else "Globe")
            self.flattened.emit(is_flat)

    def state(self) -> tuple[float, float, float]:
        """Longitude, latitude and zoom, for restore()."""
        camera = self._pilot.camera
        return camera.longitude, camera.latitude, camera.zoom

    def restore(self, longitude: float, latitude: float, zoom: float) -> None:
        self._bound_for = None
        self._pilot.jump((longitude, latitude), zoom)

    @property
    def moving(self) -> bool:
        """Whether the globe moves, or has just come to rest."""
        return self._pilot.moving

    @property
    def is_draft(self) -> bool:
        """Whether the picture at rest was drawn quickly, and will be drawn well when nothing else comes."""
        return self._canvas.is_draft

    @property
    def is_redrawing(self) -> bool:
        """Whether a picture is being drawn, or is about to be, that will take the place of the one at rest."""
        return self._drafts.is_busy or self._is_reading

    @property
    def is_finished(self) -> bool:
        """Whether the map is there, and drawn as well as it will be."""
        return self.loaded and not (self.moving or self.is_draft or self.is_redrawing)

    def country_at(self, position: QPointF) -> CountryCode | None:
        """The country at a point of the widget; small ones also a little beside them. None before load()."""
        return self._canvas.country_at(position, self._pilot.camera.view, self._rect())

    def point_of(self, code: CountryCode) -> QPointF | None:
        """Where a country's label point is drawn; None behind the limb or beyond the edge."""
        place = self._news.places.get(code)
        at = None if place is None else self._pilot.camera.view.to_screen(*place)
        return QPointF(*at) if at is not None and self._rect().contains(QPointF(*at)) else None

    # For assistive tools

    def spoken_codes(self) -> Sequence[CountryCode]:
        return list(self._news.countries)

    def spoken_name(self, code: CountryCode) -> str:
        """As in "Chile, 14 new articles, 5 sources, leading story: The river rises"."""
        return self._news.spoken(code)

    # Selecting

    def _set_selected(self, code: CountryCode | None) -> None:
        if code == self.selected:
            return
        self._canvas.selected = code
        self._refresh()
        self.country_chosen.emit(code or "")

    def _step_to(self, code: CountryCode | None) -> None:
        """Go to a country by key: it is said aloud too."""
        if code is None or code not in self._news.countries:
            return
        self.select(code)
        accessible.announce(self, self.spoken_name(code), self.spoken_codes().index(code))

    @Slot()
    def _snap(self) -> None:
        """After a drag: to the country with news that is under the reticle, or else the nearest one."""
        camera = self._pilot.camera
        here = camera.longitude, camera.latitude
        news = self._news.places_with_news()
        under = self.country_at(self._rect().center())
        if under is not None and under in news:
            news = {under: news[under]}
        found = nearest(here, news, SNAP_REACH / max(1.0, camera.zoom))
        if found is not None:
            self._bound_for = found
            self._pilot.fly(news[found], camera.zoom, SNAP_MS)
        elif under is not None and under in news:
            self._set_selected(under)

    @Slot()
    def _arrive(self) -> None:
        """Select what a snap was bound for: it is there, or a zoom takes over from it."""
        if self._bound_for is not None:
            code, self._bound_for = self._bound_for, None
            self._set_selected(code)

    @Slot()
    def _come_to_rest(self) -> None:
        self._canvas.rest()
        self._refine()
        self.update()

    def _refine(self) -> None:
        """Draw with all detail soon. A close view's draft stays until its outlines are read, or known to be missing."""
        if not self._canvas.wants_close_up(self._pilot.camera.view, self._rect()):
            self._drafts.refine()
        elif not self._is_reading:
            self._is_reading = True
            self._read(partial(read_close_up, self.folder), self._take_close_up)

    def _take_close_up(self, atlas: Atlas | None) -> None:
        self._is_reading = False
        self._canvas.take_close_up(atlas)
        if not self.moving:
            self._drafts.refine()
            self.update()

    # Painting

    @Slot()
    def _refresh(self) -> None:
        self.pulses.stop()
        self._canvas.forget()
        self.update()

    def _rect(self) -> QRectF:
        return QRectF(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # always the whole: parts are not cheaper
        painter = QPainter(self)
        self._canvas.paint(painter, self._pilot.camera.view, self._rect(), moving=self._pilot.moving)
        self.pulses.draw(painter, self._canvas.style)
        if self._focus_ring:
            painter.setPen(QPen(QColor(self._canvas.style.selection), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._rect().adjusted(3, 3, -3, -3), 8, 8)
        painter.end()

    def hideEvent(self, event: QHideEvent) -> None:
        self._canvas.hide()
        self.pulses.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._pilot.camera.resize(event.size().width(), event.size().height())
        self._pilot.disturb()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._canvas.set_font(self.font())
            self.update()
        super().changeEvent(event)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._bound_for = None
            self._hover(None)
            self._pilot.press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pilot.drag(event.position())
            if self._pilot.dragging:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif not self._pilot.moving:
            self._hover(self._known_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if self._pilot.release():
            return
        code = self._known_at(event.position())
        if code is not None:
            self._pilot.fly(self._news.places[code], self._pilot.camera.zoom, TURN_MS)
            self._set_selected(code)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click of the two has selected the country and begun to turn: that is the one that is meant."""
        if event.button() == Qt.MouseButton.LeftButton and self.selected is not None:
            self.fly_to(self.selected)

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        if notches:
            self._hover(None)
            self._arrive()
            self._pilot.zoom(ZOOM_PER_NOTCH**notches, event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self._pilot.zoom(1 + event.value(), event.position())
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        words = "" if self._pilot.moving else self.tip_at(QPointF(event.pos()))
        if words:
            QToolTip.showText(event.globalPos(), words, self)
        else:
            QToolTip.hideText()

    def tip_at(self, position: QPointF) -> str:
        """What the tool tip says at a point: the country and its news, and what is said of disputed ground."""
        code = self._known_at(position)
        area, note = self._canvas.disputed_at(position, self._pilot.camera.view, self._rect())
        lines = [] if code is None else [self._news.countries[code].name, self._news.about(code)]
        said = remark(area, note)
        if code is not None:
            said = said or self._news.remarks.get(code, "")  # the ring of a small one, beside its ground
        return "\n".join([*lines, said] if said else lines)

    def _known_at(self, position: QPointF) -> CountryCode | None:
        code = self.country_at(position)
        return code if code in self._news.countries else None

    def _hover(self, code: CountryCode | None) -> None:
        if code == self._canvas.hovered:
            return
        self._canvas.hovered = code
        self.setCursor(Qt.CursorShape.OpenHandCursor if code is None else Qt.CursorShape.PointingHandCursor)
        self.update()
        self.country_hovered.emit(code or "")

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            camera = self._pilot.camera
            self._step_to(step(key, self.selected, (camera.longitude, camera.latitude), self._news.countries))
        elif key in ZOOMS:
            self.zoom_by(ZOOMS[key])
        elif key in REGIONS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            region = REGIONS[key]
            self._bound_for = None
            self._pilot.fly((region.longitude, region.latitude), region.zoom)
            accessible.announce(self, region.name)
        elif key == Qt.Key.Key_Home:
            self._step_to(self._home)
        elif key == Qt.Key.Key_R and not event.modifiers():
            self.surprise()
        elif key == Qt.Key.Key_F and not event.modifiers():
            self.set_flat(not self.is_flat)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.selected is not None:
                self.country_opened.emit(self.selected)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A ring shows the focus when it came by key."""
        by_key = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
        self._focus_ring = event.reason() in by_key
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002
        self._focus_ring = False
        self.update()

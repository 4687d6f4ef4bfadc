"""What the globe looks like now, painted with as little work as will do.

The drawing itself needs numpy, and is imported with the map. GUI thread only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QPixmap

from desktop_app import __version__
from desktop_app.allocation import give_rest_back
from desktop_app.model.country import Country, CountryCode
from desktop_app.ui.map.camera import DISC
from desktop_app.ui.map.flat import FlatView, Look
from desktop_app.ui.map.last_picture import LastPicture
from desktop_app.ui.map.layer import Layer, activity
from desktop_app.ui.map.legend import Legend
from desktop_app.ui.map.motion import Pace
from desktop_app.ui.map.projection import Vector, unit
from desktop_app.ui.map.reticle import draw_reticle
from desktop_app.ui.map.shading import Layers
from desktop_app.ui.map.style import MapStyle
from desktop_app.ui.map.sun import subsolar_point

if TYPE_CHECKING:  # these import numpy, which must wait for load(), or are not needed before it
    from desktop_app.ui.map.arcs import Arc
    from desktop_app.ui.map.chart import Chart
    from desktop_app.ui.map.geometry import Atlas
    from desktop_app.ui.map.hit import Marker
    from desktop_app.ui.map.painter import MapPainter
    from desktop_app.ui.map.redraw import Redraw
    from desktop_app.ui.map.subject import Shot, Subject

FIT = 0.30  # of the shorter side: the radius of a country that one flies to
FIT_ZOOM = (1.0, 24.0)


class Canvas:
    """Paints the globe: bare before it has a map, quickly while it moves, well and once when it rests."""

    def __init__(self, style: MapStyle, font: QFont, clock: Callable[[], float]) -> None:
        self.style = style
        self.selected: CountryCode | None = None
        self.hovered: CountryCode | None = None
        self.is_inset = False  # see Subject
        self._arcs: tuple[Arc, ...] = ()
        self._markers: tuple[object, list[Marker]] | None = None  # of the view that was picked in last
        self._countries: Mapping[CountryCode, Country] = {}
        self._places: dict[CountryCode, Vector] = {}
        self._clock = clock
        self._font = font
        self._layer = activity({})
        self._legend = Legend(self._layer, font)
        self._layers = Layers()
        self._chart: Chart | None = None
        self._has_no_close_up = False
        self._has_settled = False  # the finest picture was drawn once
        self._drawing: MapPainter | None = None
        self._still: QPixmap | None = None
        self._last: LastPicture | None = None
        self._is_draft = False  # the picture at rest is to be, or is, one that was quick to draw
        self._redraw: Redraw | None = None  # the picture that is to take its place
        self._pace = Pace()

    @property
    def loaded(self) -> bool:
        return self._chart is not None

    def take_map(self, chart: Chart) -> None:
        """Draw this map from now on. The picture of last time stays until the finest one is drawn."""
        from desktop_app.ui.map.painter import MapPainter  # noqa: PLC0415  # numpy: see above

        chart.set_classes(self._layer.classes)
        self._drawing = MapPainter(self._layers)
        self._drawing.set_font(self._font)
        self._chart = chart
        last = self._still
        self.forget()
        self._still = last
        self._is_draft = True

    def do_without_map(self) -> None:
        """There is none: a picture of last time would promise one."""
        self._last = None
        self.forget()

    def set_font(self, font: QFont) -> None:
        self._font = font
        self._legend = Legend(self._layer, font)
        if self._drawing is not None:
            self._drawing.set_font(font)
        self.forget()

    def set_countries(self, countries: Mapping[CountryCode, Country]) -> None:
        """What can be named and marked."""
        self._countries = countries
        self._places = {code: unit(one.longitude, one.latitude) for code, one in countries.items()}
        self._set_arcs()
        self.forget()

    def set_layer(self, layer: Layer) -> bool:
        """
        Colour the countries. Whether that changes the picture.

        A picture that somebody looks at already stays until ``begin`` and ``go_on`` have drawn another, first a draft:
        new counts come again and again while a sync runs. Another kind of layer is what somebody waits for.
        """
        before, self._layer = self._layer, layer
        if layer == before:
            return False  # some more articles, the same colours
        self._legend = Legend(layer, self._font)
        self._markers = None
        self._set_arcs()
        if self._chart is not None:
            self._chart.set_classes(layer.classes)
        if layer.palette is not before.palette:
            self.forget()
            return True
        self._is_draft = self._is_draft or self._still is not None
        self._cancel()
        return True

    def _set_arcs(self) -> None:
        """Lines between countries; those whose place is not known are left out."""
        places = self._places
        self._arcs = tuple((places[a], places[b]) for a, b in self._layer.arcs if a in places and b in places)

    def forget(self) -> None:
        """The picture at rest is no longer right."""
        self._markers = None
        self._cancel()
        self._still = None
        self._is_draft = False

    def begin(self, view: Look, rect: QRectF, scale: float, *, draft: bool) -> bool:
        """Begin to draw the picture at rest anew, while the old one stays. Whether there is an old one."""
        self._cancel()
        self._is_draft = draft
        if self._still is None or self._chart is None or self._drawing is None:
            return False
        from desktop_app.ui.map.redraw import Redraw  # noqa: PLC0415  # when new counts come, not at the start

        pixmap, painter = self._blank(rect, scale)
        parts = self._drawing.parts(painter, self._shot(view, rect, draft=draft), self._chart, self._subject())
        self._redraw = Redraw(pixmap, painter, parts)
        return True

    def go_on(self, budget_ms: float) -> bool:
        """Draw at it for about so long. Whether it is there to be painted, or is wanted no more."""
        if self._redraw is None:
            return True
        if not self._redraw.go_on(budget_ms):
            return False
        self._still, self._redraw = self._redraw.pixmap, None
        if not (self._is_draft or self._has_settled):
            self._has_settled = True
            give_rest_back()  # all outlines at once took 3 MB that no motion needs; half a millisecond, once
        return True

    def _cancel(self) -> None:
        if self._redraw is not None:
            self._redraw.cancel()
            self._redraw = None

    def hide(self) -> None:
        """Nobody looks: what was begun is not gone on with."""
        if self._redraw is not None:
            self.forget()

    @property
    def is_draft(self) -> bool:
        """Whether the picture at rest is, or is to be, one that was quick to draw."""
        return self._is_draft

    def rest(self) -> None:
        """The globe has come to rest. A draft comes first, as quick as motion."""
        if self._chart is None:
            return
        self._pace = Pace()
        self.forget()
        self._is_draft = True

    def wants_close_up(self, view: Look, rect: QRectF) -> bool:
        """Whether this view is so near that finer outlines would serve it, which are not there yet."""
        if self._chart is None or self._has_no_close_up:
            return False
        return self._chart.wants_close_up(view.radius / (DISC * min(rect.width(), rect.height())))

    def take_close_up(self, atlas: Atlas | None) -> None:
        """The finer outlines; None where there are none."""
        self._has_no_close_up = atlas is None
        if self._chart is not None and atlas is not None:
            self._chart.take_close_up(atlas)
            self._markers = None

    def zoom_on(self, code: CountryCode) -> float:
        """At which zoom the country fills the view well."""
        reach = self._chart.reach(code) if self._chart is not None else 0.0
        return max(FIT_ZOOM[0], min(FIT_ZOOM[1], FIT / (DISC * reach) if reach > 0 else FIT_ZOOM[1]))

    def country_at(self, position: QPointF, view: Look, rect: QRectF) -> CountryCode | None:
        """The country there, None on water and before there is a map."""
        if self._chart is None or self._drawing is None:
            return None
        from desktop_app.ui.map.markers import find_markers  # noqa: PLC0415  # numpy: see above
        from desktop_app.ui.map.picking import pick  # noqa: PLC0415

        shot = self._shot(view, rect)
        key = (view, rect.width(), rect.height(), self.selected)
        if self._markers is None or self._markers[0] != key:
            subject = self._subject()
            self._markers = key, find_markers(self._chart, subject, shot, self._drawing.in_sight(subject, shot))
        return pick(self._chart, self._markers[1], shot, position)

    def disputed_at(self, position: QPointF, view: Look, rect: QRectF) -> tuple[str, str]:
        """What disputed ground at a point is called ("" for the country's name), and what is said of it; or nothing."""
        place = view.to_place(position.x(), position.y())
        if self._chart is None or place is None:
            return "", ""
        area = self._chart.disputed_at(*place, self._shot(view, rect).zoom)
        return ("", "") if area is None else (area.name, area.note)

    def paint(self, painter: QPainter, view: Look, rect: QRectF, *, moving: bool) -> None:
        """The whole picture, on the whole of the painter's device."""
        if self._chart is None or self._drawing is None:
            self._paint_without_map(painter, view, rect)
        elif moving:
            self._cancel()
            self._paint_moving(painter, self._drawing, self._chart, self._shot(view, rect, moving=True))
        else:
            self._paint_still(painter, self._drawing, self._chart, self._shot(view, rect, draft=self._is_draft))
        if not self.is_inset:
            draw_reticle(painter, rect.center(), self.style)

    def _paint_without_map(self, painter: QPainter, view: Look, rect: QRectF) -> None:
        """The picture of last time, or a bare globe."""
        if self._still is None and self._last is not None:
            self._still = self._last.of(self._key(view, rect, painter.device().devicePixelRatio()))
            if self._still is not None:
                self._still.setDevicePixelRatio(painter.device().devicePixelRatio())
        if self._still is not None:
            painter.drawPixmap(QPointF(0, 0), self._still)
            return
        self._layers.draw_ground(painter, rect, view, self.style)
        self._layers.draw_light(painter, rect, view, self.style)
        self._legend.draw(painter, rect.width(), rect.height(), self.style)

    def keep_pictures(self, file: Path) -> None:
        """Show the picture that this file keeps until there is a map, if it is one of the same view."""
        self._last = LastPicture(file)

    def keep_picture(self, view: Look, rect: QRectF, scale: float) -> None:
        """Keep the finished picture at rest for the next start."""
        if self._last is not None and self._chart is not None and self._still is not None:
            self._last.keep(self._key(view, rect, scale), self._still)

    def _key(self, view: Look, rect: QRectF, scale: float) -> str:
        """All that the picture at rest depends on, but for how many articles there are and where the sun stands: those
        may be old while the map is read.
        """
        layer = self._layer
        looks = (__version__, self.style, self._font.toString(), layer.title, layer.palette, layer.note, self.is_inset)
        place = (view.longitude, view.latitude, view.x, view.y, view.radius)
        flatness = view.flatness if isinstance(view, FlatView) else 0.0
        seen = (tuple(f"{one:.4f}" for one in (*place, flatness)), rect.width(), rect.height(), scale, self.selected)
        named = tuple((one.code, one.name, one.longitude, one.latitude) for one in self._countries.values())
        return repr((looks, seen, named))

    def _paint_moving(self, painter: QPainter, drawing: MapPainter, chart: Chart, shot: Shot) -> None:
        """A quick frame, quicker still when the last ones took too long."""
        began = time.perf_counter()
        if self._pace.thrift == Pace.MOST_THRIFT and painter.device().devicePixelRatio() > 1:
            plain = QPixmap(shot.rect.size().toSize())
            inner = QPainter(plain)
            drawing.draw(inner, shot, chart, self._subject())
            inner.end()
            painter.drawPixmap(shot.rect.toRect(), plain)
        else:
            drawing.draw(painter, shot, chart, self._subject())
        self._pace = self._pace.after((time.perf_counter() - began) * 1000)

    def _paint_still(self, painter: QPainter, drawing: MapPainter, chart: Chart, shot: Shot) -> None:
        """The picture at rest, kept, and the country under the pointer on it."""
        scale = painter.device().devicePixelRatio()
        if self._still is None or self._still.devicePixelRatio() != scale:
            self._cancel()
            self._still, inner = self._blank(shot.rect, scale)
            drawing.draw(inner, shot, chart, self._subject())
            inner.end()
        painter.drawPixmap(QPointF(0, 0), self._still)
        if self.hovered is not None and self.hovered != self.selected:
            drawing.draw_hover(painter, shot, chart, self._subject(), self.hovered)

    @staticmethod
    def _blank(rect: QRectF, scale: float) -> tuple[QPixmap, QPainter]:
        pixmap = QPixmap((rect.size() * scale).toSize())
        pixmap.setDevicePixelRatio(scale)
        return pixmap, QPainter(pixmap)

    def _shot(self, view: Look, rect: QRectF, *, moving: bool = False, draft: bool = False) -> Shot:
        from desktop_app.ui.map.subject import Shot  # noqa: PLC0415  # numpy: see above

        return Shot(rect, view, moving=moving, coarse=self._pace.thrift > 0, draft=draft)

    def _subject(self) -> Subject:
        from desktop_app.ui.map.subject import Subject  # noqa: PLC0415  # numpy: see above

        sun = subsolar_point(self._clock())
        return Subject(
            self.style,
            self._layer,
            self._legend,
            self._countries,
            self._places,
            self.selected,
            sun,
            self._arcs,
            self.is_inset,
        )

"""How a picture lies in a view: its scale and its place, zoomed about a point, moved, never lost. Pure."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.model.frozen import frozen

MOST = 8.0  # times as large as it fits
_LARGEST_PIXEL = 3.0  # px on the screen for one of the picture, but for pictures that are smaller still


@frozen
class Zoom:
    """A picture of ``width`` by ``height`` in a view, all in px of the screen; ``x``, ``y`` is its middle from the
    view's middle, ``factor`` how much larger than it fits."""

    width: float
    height: float
    view_width: float
    view_height: float
    factor: float = 1.0
    x: float = 0.0
    y: float = 0.0

    @property
    def fit(self) -> float:
        """The scale at which all of it is seen; small ones stay as they are."""
        return min(1.0, self.view_width / max(self.width, 1), self.view_height / max(self.height, 1))

    @property
    def scale(self) -> float:
        return self.fit * self.factor

    @property
    def most(self) -> float:
        """The largest factor that makes sense."""
        return max(2.0, self.close_up, min(MOST, _LARGEST_PIXEL / self.fit))

    @property
    def close_up(self) -> float:
        """The factor at which a pixel of the picture is one of the screen."""
        return 1 / self.fit

    @property
    def place(self) -> tuple[float, float, float, float]:
        """Left, top, width, height in the view."""
        width, height = self.width * self.scale, self.height * self.scale
        return (self.view_width - width) / 2 + self.x, (self.view_height - height) / 2 + self.y, width, height

    def in_view(self, width: float, height: float) -> Zoom:
        """In a view of another size."""
        return replace(self, view_width=width, view_height=height).kept()

    def zoomed(self, by: float, at_x: float, at_y: float) -> Zoom:
        """Larger by a factor; what is at that point of the view stays there."""
        factor = min(max(self.factor * by, 1.0), self.most)
        change = factor / self.factor
        from_x, from_y = at_x - self.view_width / 2, at_y - self.view_height / 2
        x, y = from_x - (from_x - self.x) * change, from_y - (from_y - self.y) * change
        return replace(self, factor=factor, x=x, y=y).kept()

    def moved(self, x: float, y: float) -> Zoom:
        return replace(self, x=self.x + x, y=self.y + y).kept()

    def kept(self) -> Zoom:
        """With its edges at the view's or beyond, where it is larger; in the middle where it is not."""
        spare_x = max(0.0, (self.width * self.scale - self.view_width) / 2)
        spare_y = max(0.0, (self.height * self.scale - self.view_height) / 2)
        return replace(self, x=min(max(self.x, -spare_x), spare_x), y=min(max(self.y, -spare_y), spare_y))

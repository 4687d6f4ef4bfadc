"""The globe: projection, geometry, painting, motion, and the widget that puts them together."""

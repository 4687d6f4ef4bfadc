"""Overview: the world's press, by country, from the sites' own feeds."""

__version__ = "0.1.0"

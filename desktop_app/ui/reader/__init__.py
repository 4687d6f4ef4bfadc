"""The reader: an article as a page of rich text. ``page`` and what it uses are pure, ``view`` is the widget."""

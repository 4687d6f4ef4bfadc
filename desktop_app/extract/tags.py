"""What tags and their attributes mean, for whoever follows HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop_app.extract.boilerplate import stands_round
from desktop_app.model.document import Mark

PICTOGRAM_TEXT = 200  # characters that may stand for a small picture: an emoji, a formula

MARKS = {
    tag: int(mark)
    for mark, tags in (
        (Mark.BOLD, "b strong"), (Mark.ITALIC, "i em cite var dfn"), (Mark.CODE, "code tt kbd samp"), (Mark.SUB, "sub"),
        (Mark.SUP, "sup"),
    )
    for tag in tags.split()
}  # fmt: skip
HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
CAPTION_CLASS = re.compile(r"(?:^|\s)(?:wp-caption-text|tr-caption)(?:\s|$)")
FIGURE_CLASS = re.compile(r"(?:^|\s)(?:wp-caption|tr-caption-container)(?:\s|$)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


def is_left_out(attributes: Mapping[str, str]) -> bool:
    """The element is hidden, or stands round the text (bars to share, forms to subscribe)."""
    if "hidden" in attributes or ("style" in attributes and _HIDDEN.search(attributes["style"])):
        return True
    return any(stands_round(attributes[name]) for name in ("class", "id") if name in attributes)

"""
How likely two articles tell of the same event, by the words that they have in common.

A cosine of weighted words alone has no threshold that holds for titles and for whole articles, for a week of all the
world's news and for one theme: a title shares one rare word of five by chance, an article of fifty shares ten. So a
logistic regression weighs several measures of the same comparison against each other. ``packaging/fit_stories.py``
makes the weights from articles whose stories are known; change a measure, and they are to be fitted again.

How telling a word is: its inverse document frequency in the window, 1 for a word of a single article.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DAYS_NEAR, DAYS_FAR = 3.0, 10.0  # an event is told for days; what lies further apart is apart, how far tells no more

MEASURES = (
    "always",
    "cosine",
    "root of cosine",
    "cosine of titles",
    "shared",  # how much telling words they share
    "of each title in the other",  # the share of a title that the other article says somewhere, mean of both
    "titles in the other",  # how much that is
    "name of the event",  # 1 where both titles have one
    "lengths",
    "lengths of titles",
    "meaning",  # cosine of the directions in which their words point (``meaning.py``)
    "days apart, few",
    "days apart, many",
)

# In the order of the measures
WEIGHTS = np.array([-3.23, -7.29, -0.13, 3.28, 2.48, 1.9, 3.87, 0.53, -0.23, -1.21, 3.15, -3.7, 1.44])


def measures(
    *,
    cosine: Floats,
    title_cosine: Floats,
    shared: Floats,
    title_shares: Floats,
    title_mass: Floats,
    names: Floats,
    masses: Floats,
    title_masses: Floats,
    meaning: Floats,
    days: Floats,
) -> Floats:
    """A row of measures for each pair; ``masses`` are sums of logarithms of both articles' masses."""
    return np.stack(
        [
            np.ones_like(cosine),
            cosine,
            np.sqrt(cosine),
            title_cosine,
            np.log1p(shared),
            title_shares,
            np.log1p(title_mass),
            names,
            masses,
            title_masses,
            meaning,
            np.minimum(days, DAYS_NEAR) / DAYS_NEAR,
            np.minimum(days, DAYS_FAR) / DAYS_FAR,
        ],
        axis=1,
    )


def likelihood(rows: Floats) -> Floats:
    """0 to 1 for each row of measures."""
    likely: Floats = 1 / (1 + np.exp(-(rows @ WEIGHTS)))
    return likely

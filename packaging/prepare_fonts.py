"""
Make the shipped fonts: static TrueType cuts of Inter, Source Serif 4 and Atkinson Hyperlegible Next, from the variable
WOFF2 pieces of the npm packages ``@fontsource-variable/...``.

    npm install @fontsource-variable/inter @fontsource-variable/source-serif-4 \
        @fontsource-variable/atkinson-hyperlegible-next
    python packaging/prepare_fonts.py node_modules/@fontsource-variable resources/fonts

Static, because Qt loads TrueType and not WOFF2, and picks a weight of a static family on all three systems; for Latin,
Greek, Cyrillic and Vietnamese, since every other script comes from the system's own fonts. The families get names of
our own: "Source" is a reserved font name (Open Font License, clause 3), and a system's own Inter of another version
must not be mixed with ours.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

SUBSETS = ("latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek")
WEIGHT_NAMES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
OPEN_FONT_LICENSE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."


@dataclass(frozen=True, slots=True)
class Cut:
    package: str
    family: str
    weight: int
    is_italic: bool
    optical_size: float | None  # points, the axis "opsz"; None where the face has no such axis


# Text sizes of the optical axis: what the list and the reader use at 12 to 20 px. The display cut is for 24 to 40 px.
CUTS = (
    Cut("inter", "Overview Sans", 400, False, 14),
    Cut("inter", "Overview Sans", 500, False, 14),
    Cut("inter", "Overview Sans", 600, False, 14),
    Cut("source-serif-4", "Overview Serif", 400, False, 14),
    Cut("source-serif-4", "Overview Serif", 400, True, 14),
    Cut("source-serif-4", "Overview Serif", 600, False, 14),
    Cut("source-serif-4", "Overview Serif Display", 600, False, 36),
    Cut("atkinson-hyperlegible-next", "Overview Legible", 400, False, None),
    Cut("atkinson-hyperlegible-next", "Overview Legible", 400, True, None),
    Cut("atkinson-hyperlegible-next", "Overview Legible", 600, False, None),
)


def style_name(cut: Cut) -> str:
    weight = WEIGHT_NAMES[cut.weight]
    if not cut.is_italic:
        return weight
    return "Italic" if cut.weight == 400 else f"{weight} Italic"


def name_font(font: TTFont, cut: Cut) -> None:
    """Names as Windows and fontconfig want them: four styles a family in 1 and 2, the true ones in 16 and 17."""
    style = style_name(cut)
    is_basic = cut.weight in (400, 700)
    names = font["name"]
    copyright_line = names.getDebugName(0)
    names.names = []
    for name_id, value in (
        (0, copyright_line),
        (1, cut.family if is_basic else f"{cut.family} {WEIGHT_NAMES[cut.weight]}"),
        (2, style if is_basic else ("Italic" if cut.is_italic else "Regular")),
        (3, f"{cut.family} {style}"),
        (4, f"{cut.family} {style}"),
        (5, "Version 1.000"),
        (6, f"{cut.family}-{style}".replace(" ", "")),
        (13, OPEN_FONT_LICENSE),
        (14, "https://openfontlicense.org"),
        (16, cut.family),
        (17, style),
    ):
        names.setName(value, name_id, 3, 1, 0x409)
    os2 = font["OS/2"]
    os2.usWeightClass = cut.weight
    italic, bold, regular = 1, 1 << 5, 1 << 6
    os2.fsSelection &= ~(italic | bold | regular)
    os2.fsSelection |= (italic if cut.is_italic else 0) | (regular if style == "Regular" else 0)
    os2.fsSelection |= bold if cut.weight == 700 else 0
    font["head"].macStyle = (2 if cut.is_italic else 0) | (1 if cut.weight == 700 else 0)


def use_one_glyph_each(font: TTFont) -> None:
    """Undo that the merger keeps a copy of a glyph for each piece that has it, and leads from one to the other.

    A character that is shown by a copy has no way back from its glyph: in a PDF it would be lost.
    """
    shapes, widths = font["glyf"], font["hmtx"]
    table = font["GSUB"].table
    localised = {
        lookup
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "locl"
        for lookup in record.Feature.LookupListIndex
    }
    for number in localised:
        for subtable in table.LookupList.Lookup[number].SubTable:
            mapping = getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {})
            for one, other in list(mapping.items()):
                if shapes[one] == shapes[other] and widths[one] == widths[other]:
                    del mapping[one]


def make(cut: Cut, packages: Path, target: Path) -> Path:
    style = "italic" if cut.is_italic else "normal"
    with tempfile.TemporaryDirectory() as folder:
        pieces: list[str] = []
        for subset in SUBSETS:
            axes = "wght" if cut.optical_size is None else "opsz"
            source = packages / cut.package / "files" / f"{cut.package}-{subset}-{axes}-{style}.woff2"
            if not source.exists():
                continue  # not every face has every script
            font = TTFont(source)
            font.flavor = None
            place = {"wght": cut.weight} if cut.optical_size is None else {"wght": cut.weight, "opsz": cut.optical_size}
            font = instancer.instantiateVariableFont(font, place, inplace=True)
            pieces.append(str(Path(folder) / f"{subset}.ttf"))
            font.save(pieces[-1])
        merged = Merger().merge(pieces)
        use_one_glyph_each(merged)
        name_font(merged, cut)
        path = target / f"{cut.family}-{style_name(cut)}.ttf".replace(" ", "")
        merged.save(path)
    return path


def main(packages: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    total = 0
    for cut in CUTS:
        path = make(cut, packages, target)
        total += path.stat().st_size
        print(f"{path.name}: {path.stat().st_size // 1024} KB")
    shutil.copy(packages / "inter" / "LICENSE", target / "Inter-OFL.txt")
    shutil.copy(packages / "source-serif-4" / "LICENSE", target / "SourceSerif4-OFL.txt")
    shutil.copy(packages / "atkinson-hyperlegible-next" / "LICENSE", target / "AtkinsonHyperlegibleNext-OFL.txt")
    print(f"total {total // 1024} KB")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(f"usage: {Path(sys.argv[0]).name} FOLDER-OF-THE-PACKAGES TARGET-FOLDER")
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""The looks of the map, one for each theme. Colours are #RRGGBB or #AARRGGBB, so that this module needs no Qt."""

from __future__ import annotations

from desktop_app.model.frozen import frozen
from desktop_app.ui.map.layer import Palette

Stops = tuple[tuple[float, str], ...]  # of a gradient: part of the way, colour


@frozen
class MapStyle:
    """Every colour of the map, from the ground behind the globe to the words on it."""

    name: str
    background: tuple[str, str]  # behind the globe's middle, and in the corners
    ocean: Stops  # from the light, above left, outward
    ramp: tuple[str, ...]  # of land: no news yet, then few articles to many
    missed: tuple[str, ...]  # the same for stories that one's own press does not tell
    read: tuple[str, ...]  # and for articles that one read
    takes: tuple[str, ...]  # land that tells no story, each take, and who tells the story with no take of it
    on_takes: str  # the pattern over a take's colour
    neutral: str  # land that belongs to no country here
    border: str
    coast: str
    hatch: str  # over disputed ground
    dash: str  # borders that not all recognise
    graticule: str
    atmosphere: str  # the glow round a dark globe; transparent for none
    shadow: str  # under a light globe; transparent for none
    limb: str  # over the edge of the disc, to make it round
    rim: str  # a thin light inside the edge, on the lit side
    gleam: str  # the light on the water, above left
    night: str  # over the side away from the sun, with its strength
    selection: str
    selection_line: str
    selection_glow: str
    arc: str  # from who tells a story to whom it is about
    arc_halo: str
    pulse: str  # where new articles arrive
    hover: str  # over the country under the pointer
    ring: str  # round small states
    label: str
    label_halo: str
    selection_label: str
    selection_label_halo: str
    text: str  # of the legend
    muted: str
    plate: str  # behind the legend
    reticle: str
    reticle_halo: str

    def colours(self, palette: Palette) -> tuple[str, ...]:
        """Of the classes of a layer."""
        match palette:
            case Palette.ACTIVITY:
                return self.ramp
            case Palette.MISSED:
                return self.missed
            case Palette.READ:
                return self.read
            case Palette.TAKES:
                return self.takes


PAPER = MapStyle(
    name="paper",
    background=("#FBF9F4", "#EFEBE2"),
    ocean=((0, "#F0F5F8"), (0.5, "#DCE8EE"), (0.85, "#C4D7E1"), (1, "#B2C8D6")),
    ramp=("#F1ECE1", "#F2DFC0", "#EDC995", "#E4AC70", "#D88B55", "#C66A42", "#AC4A33"),
    missed=("#F1ECE1", "#E8DDEC", "#D6C0E0", "#BE9BD0", "#A376BC", "#8451A3", "#633183"),
    read=("#F1ECE1", "#DCE9DB", "#B9D9C3", "#8FC3AA", "#62A990", "#398A76", "#1B6659"),
    takes=("#F1ECE1", "#3F7CBF", "#E0912F", "#5E9E5B", "#B65C9C", "#C9564B", "#CFC6B3"),
    on_takes="#A6FFFFFF",
    neutral="#E6E2D9",
    border="#D6FFFCF6",
    coast="#965C7486",
    hatch="#703B4A56",
    dash="#C84A5662",
    graticule="#183C5F78",
    atmosphere="#00000000",
    shadow="#4C485C70",
    limb="#4828465F",
    rim="#80FFFFFF",
    gleam="#59FFFFFF",
    night="#331E2D4B",
    selection="#0B5FA5",
    selection_line="#FFFFFF",
    selection_glow="#0B5FA5",
    arc="#243447",
    arc_halo="#B8FFFFFF",
    pulse="#0B5FA5",
    hover="#2E0B3A66",
    ring="#8A5A3B",
    label="#202630",
    label_halo="#A8FCFAF5",
    selection_label="#FFFFFF",
    selection_label_halo="#DC083C6C",
    text="#1D1B18",
    muted="#57534C",
    plate="#F2FBFAF7",
    reticle="#C01D1B18",
    reticle_halo="#99FFFFFF",
)

INK = MapStyle(
    name="ink",
    background=("#10151F", "#07090E"),
    ocean=((0, "#20405F"), (0.45, "#16304B"), (0.8, "#0F2238"), (1, "#0A1728")),
    ramp=("#26394E", "#2F4F66", "#41697A", "#648482", "#94A07F", "#CBB374", "#F0C66C"),
    missed=("#26394E", "#3A4568", "#534F86", "#7259A0", "#9467B6", "#B983CC", "#E3B4E8"),
    read=("#26394E", "#264E5C", "#2B6767", "#378272", "#529F7D", "#80BE8C", "#BFE3A8"),
    takes=("#26394E", "#5C9FE6", "#F0A94E", "#7CC07A", "#D583BC", "#EE7F6E", "#566A7F"),
    on_takes="#9E0B1420",
    neutral="#212F40",
    border="#D609101C",
    coast="#5CAACDEB",
    hatch="#6EBBD0E6",
    dash="#DCC6D6E8",
    graticule="#16BED7F0",
    atmosphere="#8C60A5EB",
    shadow="#00000000",
    limb="#A0030812",
    rim="#8C60A5EB",
    gleam="#1AFFFFFF",
    night="#7602050E",
    selection="#FF6B4A",
    selection_line="#FFFFFF",
    selection_glow="#FF6B4A",
    arc="#FFFFFF",
    arc_halo="#80060A12",
    pulse="#FFE2A6",
    hover="#38FFFFFF",
    ring="#B9CBDD",
    label="#ECF3FA",
    label_halo="#9E080E18",
    selection_label="#FFFFFF",
    selection_label_halo="#C8451307",
    text="#E6E3DC",
    muted="#B3AFA7",
    plate="#EE14161A",
    reticle="#E0F2F6FA",
    reticle_halo="#80060A12",
)

SEPIA = MapStyle(
    name="sepia",
    background=("#FAF4E7", "#EDE2CB"),
    ocean=((0, "#F1EAD8"), (0.5, "#E6DCC4"), (0.85, "#D5C8AB"), (1, "#C4B593")),
    ramp=("#FAF3E3", "#F1DDB4", "#E5C083", "#D49C5B", "#BC7840", "#9C562C", "#75381C"),
    missed=("#FAF3E3", "#EBDCE0", "#D9BECB", "#C19AB1", "#A57596", "#85507A", "#62305C"),
    read=("#FAF3E3", "#E2E6C8", "#C2D1A4", "#9CB681", "#759763", "#52774A", "#325634"),
    takes=("#FAF3E3", "#3F6E8C", "#D08A2E", "#6B8A45", "#9A5577", "#A8452E", "#D3C3A2"),
    on_takes="#A6FFFBF0",
    neutral="#EADFC8",
    border="#D6FFF9EC",
    coast="#967A603E",
    hatch="#705A4322",
    dash="#D05A4322",
    graticule="#1E6A4A22",
    atmosphere="#00000000",
    shadow="#4C5A4322",
    limb="#4A5A3F1C",
    rim="#70FFFBF0",
    gleam="#59FFFDF6",
    night="#30402A14",
    selection="#2F5D62",
    selection_line="#FFFBF0",
    selection_glow="#2F5D62",
    arc="#3B2E20",
    arc_halo="#B8FFFBF0",
    pulse="#2F5D62",
    hover="#33402A14",
    ring="#7A3E12",
    label="#332718",
    label_halo="#A8FBF6EA",
    selection_label="#FFFFFF",
    selection_label_halo="#DC183F44",
    text="#3B2E20",
    muted="#5F4F3C",
    plate="#F2F7F0E1",
    reticle="#C03B2E20",
    reticle_halo="#99FFFBF0",
)

CONTRAST = MapStyle(
    name="contrast",
    background=("#000000", "#000000"),
    ocean=((0, "#000000"), (1, "#000000")),
    ramp=("#262626", "#1F3F73", "#1F5FA8", "#1F86C8", "#35AFD6", "#7FD6E0", "#D8FBF4"),
    missed=("#262626", "#4A2A70", "#6E3C9E", "#9453C4", "#B97BDD", "#DAACEF", "#F8E2FF"),
    read=("#262626", "#1E4D2B", "#2A7340", "#3F9A59", "#6DBE7F", "#A7DDB1", "#E2FBE4"),
    takes=("#262626", "#56B4E9", "#FFB000", "#40D090", "#FF8AD0", "#FF7A5C", "#8C8C8C"),
    on_takes="#D9000000",
    neutral="#141414",
    border="#FFFFFFFF",
    coast="#FFFFFFFF",
    hatch="#B4FFFFFF",
    dash="#FFFFFFFF",
    graticule="#30FFFFFF",
    atmosphere="#00000000",
    shadow="#00000000",
    limb="#00000000",
    rim="#FFFFFFFF",
    gleam="#00000000",
    night="#00000000",
    selection="#FFD400",
    selection_line="#FFFFFF",
    selection_glow="#000000",
    arc="#FFD400",
    arc_halo="#FF000000",
    pulse="#FFD400",
    hover="#60FFFFFF",
    ring="#FFFFFF",
    label="#FFFFFF",
    label_halo="#F0000000",
    selection_label="#000000",
    selection_label_halo="#FFFFD400",
    text="#FFFFFF",
    muted="#FFFFFF",
    plate="#F0000000",
    reticle="#FFFFD400",
    reticle_halo="#FF000000",
)

STYLES = {style.name: style for style in (PAPER, INK, SEPIA, CONTRAST)}

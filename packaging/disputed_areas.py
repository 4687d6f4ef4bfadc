"""Which ground is disputed, how its outline is found, what we call it, and what is said of it; for prepare_disputed.py.

The list is Natural Earth's (5.1, admin_0_disputed_areas at 1:10m, public domain), without what is no dispute of today
or too small to be seen; of what is beside it a comment says why it is here. A note says who holds the ground and who
claims it, by that list ("NOTE_BRK") unless a comment says otherwise. What is drawn how, and why, is policy:
ARCHITECTURE.md has it.

Corners are places on Earth, longitude and latitude in degrees. Those of which a comment says so were read off Natural
Earth's outline of the area, and are as good as 1:10m is; the others were drawn by hand, and nobody has measured how
good. Where an area ends at a border or a coast of the atlas, corners lie well beyond it: the country's outline cuts it.

Left out of Natural Earth's list:

- settled: Hans Island (agreement of Canada and Denmark, 2022), Tiran and Sanafir (Egypt's and Saudi Arabia's treaty of
  2016, in force since 2017), Mbane (judgment of the International Court of Justice, 19 May 2025), Nagorno-Karabakh
  (no administration of its own since the end of 2023);
- leased, with nobody else claiming it: Baykonur, Guantanamo Bay, the base on Diego Garcia;
- a front line of 2014 that is none any more: Donetsk and Luhansk;
- parts of what is hatched already: East Jerusalem and the strips of no man's land beside it, Shebaa Farms;
- not in our outlines, or smaller there than 500 m: Liancourt Rocks, Hunter Island, Perejil, the rocks off Al Hoceima,
  the left bank of the Dragonja;
- the Korean islands off the northern coast: who may sail there is disputed, not whose they are.
"""

from __future__ import annotations

from dataclasses import dataclass

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """Disputed ground. ``ground``: "held" keeps the colour of who holds it, "none" has no country's, else a code's."""

    name: str
    note: str
    ground: str = "held"
    seeds: tuple[Place, ...] = ()  # places in the faces that make it
    cuts: tuple[tuple[str, tuple[Place, ...]], ...] = ()  # of a country (its code), what lies within the polygon


def within(west: float, south: float, east: float, north: float) -> tuple[Place, ...]:
    """The corners of what lies between two meridians and two parallels: for islands."""
    return (west, south), (west, north), (east, north), (east, south)


# Both limits of the Korean zone, by Natural Earth: the northern one to the east, then the southern one back
KOREAN_ZONE: tuple[Place, ...] = (
    (126.607, 37.918), (126.619, 37.972), (126.661, 37.996), (126.700, 38.003), (126.726, 38.019), (126.810, 38.120),
    (126.834, 38.139), (126.872, 38.162), (126.896, 38.205), (126.910, 38.232), (126.938, 38.260), (127.000, 38.300),
    (127.071, 38.335), (127.147, 38.360), (127.222, 38.366), (127.254, 38.363), (127.381, 38.372), (127.476, 38.349),
    (127.553, 38.365), (127.765, 38.379), (127.795, 38.363), (127.808, 38.349), (127.864, 38.358), (127.971, 38.353),
    (128.031, 38.357), (128.089, 38.373), (128.143, 38.401), (128.189, 38.438), (128.221, 38.479), (128.232, 38.517),
    (128.220, 38.581), (128.240, 38.621), (128.284, 38.649), (128.345, 38.673), (128.400, 38.690), (128.450, 38.600),
    (128.385, 38.576), (128.332, 38.554), (128.339, 38.523), (128.333, 38.470), (128.315, 38.428), (128.290, 38.393),
    (128.262, 38.361), (128.201, 38.311), (128.128, 38.274), (128.049, 38.252), (127.972, 38.247), (127.870, 38.252),
    (127.800, 38.240), (127.764, 38.247), (127.735, 38.271), (127.569, 38.260), (127.506, 38.245), (127.467, 38.243),
    (127.373, 38.265), (127.254, 38.257), (127.168, 38.255), (127.110, 38.237), (127.053, 38.208), (127.005, 38.178),
    (126.963, 38.102), (126.935, 38.077), (126.885, 38.044), (126.797, 37.939), (126.744, 37.905), (126.715, 37.897),
    (126.720, 37.832), (126.705, 37.800), (126.686, 37.782), (126.650, 37.775), (126.600, 37.790),
)  # fmt: skip

# Who stands first takes the ground that two have
AREAS = (
    Area(  # corners: Natural Earth. Who holds what by the Line of Actual Control: in parts, unlike its note
        "Demchok", "held in parts by India and China, claimed by both",
        cuts=(("IN", (
            (79.050, 33.300), (79.138, 33.160), (79.140, 33.125), (79.116, 33.090), (79.095, 33.055), (79.109, 33.008),
            (79.176, 32.993), (79.212, 32.920), (79.201, 32.838), (79.206, 32.809), (79.230, 32.751), (79.240, 32.702),
            (79.219, 32.622), (79.214, 32.581), (79.215, 32.450), (79.450, 32.450), (79.800, 32.650), (79.600, 33.400),
            (79.150, 33.380),
        )),),
    ),
    Area(
        "Jammu, Kashmir and Ladakh", "administered by India, claimed by Pakistan",
        seeds=((74.8, 34.1), (77.6, 34.2)),
    ),
    Area(
        "Azad Kashmir and Gilgit-Baltistan", "administered by Pakistan, claimed by India",
        seeds=((74.3, 35.9),),
        cuts=(("PK", (
            (74.75, 32.60), (74.30, 32.72), (74.05, 32.75), (73.70, 33.02), (73.62, 33.20), (73.58, 33.55),
            (73.56, 33.90), (73.45, 34.20), (73.38, 34.38), (73.52, 34.60), (73.75, 34.80), (74.00, 35.02),
            (74.20, 35.05), (74.80, 34.75), (75.20, 34.60), (74.90, 33.50), (75.40, 32.90),
        )),),
    ),
    Area(
        "Aksai Chin", "administered by China, claimed by India",
        cuts=(("CN", (
            (77.60, 35.40), (77.83, 35.55), (78.10, 35.55), (78.40, 35.80), (78.90, 35.92), (79.40, 35.90),
            (79.90, 35.80), (80.15, 35.55), (80.30, 35.35), (80.20, 35.10), (80.00, 34.85), (79.75, 34.60),
            (79.55, 34.42), (79.35, 34.20), (79.00, 34.05), (78.80, 33.70), (78.40, 34.10), (77.60, 34.80),
        )),),
    ),
    Area("Arunachal Pradesh", "administered by India, claimed by China", seeds=((94.5, 28.0),)),
    Area(
        "Southern Kuril Islands", "held by Russia, claimed by Japan",
        cuts=(("RU", ((145.0, 43.2), (145.0, 44.7), (146.8, 44.7), (147.6, 45.7), (149.2, 45.7), (149.2, 44.6),
                      (147.2, 43.3))),),
    ),
    Area(  # corners: Natural Earth
        "Shaksgam Valley", "administered by China, which has it from Pakistan by treaty; claimed by India",
        cuts=(("CN", (
            (75.850, 36.440), (75.981, 36.445), (76.149, 36.425), (76.239, 36.320), (76.319, 36.330), (76.389, 36.310),
            (76.429, 36.240), (76.469, 36.220), (76.568, 36.190), (76.669, 36.190), (76.719, 36.160), (76.759, 36.110),
            (76.779, 36.040), (76.779, 35.910), (76.839, 35.860), (76.939, 35.840), (77.009, 35.820), (77.069, 35.780),
            (77.090, 35.740), (77.129, 35.730), (77.209, 35.710), (77.349, 35.720), (77.421, 35.640), (77.469, 35.652),
            (77.509, 35.580), (77.520, 35.477), (77.510, 35.400), (76.600, 35.550), (75.700, 36.000), (75.700, 36.300),
        )),),
    ),
    Area(  # corners: Natural Earth
        "Samdu Valleys", "administered by India, claimed by China",
        cuts=(("IN", (
            (78.440, 32.260), (78.382, 32.182), (78.442, 32.123), (78.471, 32.141), (78.534, 32.060), (78.605, 32.009),
            (78.682, 31.951), (78.714, 31.883), (78.740, 31.850), (78.800, 31.960), (78.600, 32.180), (78.500, 32.280),
        )),),
    ),
    Area(  # corners: Natural Earth
        "Tirpani Valleys", "administered by India, claimed by China",
        cuts=(("IN", (
            (78.800, 31.310), (78.849, 31.291), (78.861, 31.280), (78.898, 31.230), (78.926, 31.190), (78.935, 31.149),
            (78.952, 31.108), (79.032, 31.090), (79.146, 31.104), (79.238, 31.075), (79.383, 31.078), (79.450, 31.070),
            (79.450, 31.150), (79.280, 31.350), (79.100, 31.520), (79.000, 31.450), (78.880, 31.340),
        )),),
    ),
    Area(  # corners: Natural Earth
        "Bara Hoti", "administered by India, claimed by China",
        cuts=(("IN", (
            (79.880, 30.900), (79.919, 30.881), (79.943, 30.831), (80.001, 30.800), (80.010, 30.759), (80.009, 30.690),
            (80.077, 30.678), (80.124, 30.637), (80.153, 30.596), (80.180, 30.559), (80.200, 30.530), (80.280, 30.650),
            (80.280, 30.760), (80.150, 30.850), (79.950, 30.950),
        )),),
    ),
    Area(  # by hand: the river Kuthi Yankti from Gunji up to Limpiyadhura, by Nepal's official map of 2020
        "Kalapani, Lipulekh and Limpiyadhura", "administered by India, claimed by Nepal",
        cuts=(("IN", (
            (80.865, 30.150), (80.858, 30.190), (80.830, 30.235), (80.760, 30.305), (80.690, 30.350), (80.640, 30.390),
            (80.570, 30.450), (80.560, 30.600), (80.850, 30.550), (81.120, 30.300), (81.060, 30.180), (80.950, 30.100),
        )),),
    ),
    Area(  # by hand: the plateau, which Natural Earth's parts of Bhutan leave out
        "Doklam", "claimed by Bhutan and China",
        cuts=(("BT", (
            (88.860, 27.390), (88.860, 27.240), (88.950, 27.235), (89.030, 27.235), (89.070, 27.270), (89.050, 27.330),
            (89.020, 27.370), (88.950, 27.400),
        )),),
    ),
    Area(  # corners: Natural Earth
        "Northern and western border of Bhutan", "claimed by Bhutan and China",
        cuts=(
            ("BT", (
                (89.740, 28.240), (89.796, 28.240), (89.837, 28.224), (89.859, 28.228), (89.901, 28.182),
                (89.976, 28.193), (90.020, 28.161), (90.026, 28.140), (90.059, 28.153), (90.125, 28.168),
                (90.119, 28.191), (90.184, 28.177), (90.214, 28.146), (90.287, 28.161), (90.312, 28.152),
                (90.341, 28.111), (90.361, 28.093), (90.387, 28.061), (90.433, 28.065), (90.475, 28.072),
                (90.486, 28.125), (90.515, 28.154), (90.548, 28.158), (90.568, 28.191), (90.598, 28.200),
                (90.680, 28.260), (90.500, 28.400), (90.200, 28.450), (89.800, 28.400), (89.720, 28.300),
            )),
            ("BT", (
                (88.950, 27.470), (88.990, 27.492), (89.018, 27.508), (89.053, 27.516), (89.064, 27.512),
                (89.091, 27.524), (89.102, 27.522), (89.113, 27.542), (89.132, 27.546), (89.152, 27.557),
                (89.161, 27.573), (89.152, 27.588), (89.130, 27.613), (89.110, 27.660), (88.980, 27.620),
                (88.930, 27.560),
            )),
        ),
    ),
    Area(  # corners: Natural Earth. On Pakistan's official map since 2020
        "Junagadh and Manavadar", "administered by India, claimed by Pakistan",
        cuts=(("IN", (
            (69.988, 21.233), (69.930, 21.539), (69.842, 21.743), (69.874, 21.790), (69.916, 21.807), (69.949, 21.802),
            (70.049, 21.732), (70.106, 21.732), (70.125, 21.685), (70.206, 21.592), (70.300, 21.545), (70.344, 21.574),
            (70.413, 21.685), (70.463, 21.697), (70.614, 21.650), (70.677, 21.568), (70.740, 21.574), (70.765, 21.598),
            (70.765, 21.685), (70.708, 21.743), (70.714, 21.767), (70.750, 21.785), (70.827, 21.761), (70.871, 21.609),
            (70.846, 21.563), (70.746, 21.475), (70.595, 21.446), (70.545, 21.399), (70.545, 21.341), (70.589, 21.282),
            (70.620, 21.259), (70.664, 21.271), (70.677, 21.300), (70.658, 21.347), (70.696, 21.376), (70.777, 21.393),
            (70.821, 21.399), (70.834, 21.358), (70.790, 21.259), (70.821, 21.154), (70.890, 21.136), (71.066, 21.113),
            (71.148, 21.101), (71.323, 21.042), (71.405, 21.001), (71.480, 21.101), (71.700, 21.021), (71.700, 20.850),
            (71.580, 20.900), (71.516, 20.995), (71.300, 20.906), (71.319, 20.849), (71.141, 20.766), (71.100, 20.650),
            (70.920, 20.600), (70.903, 20.706), (70.827, 20.790), (70.853, 20.861), (70.809, 20.966), (70.689, 21.007),
            (70.589, 20.908), (70.562, 20.800), (70.540, 20.650), (69.900, 21.100),
        )),),
    ),
    Area(
        "Korean Demilitarised Zone", "the strip along the armistice line of 1953, of which each Korea holds a half",
        cuts=(("KP", KOREAN_ZONE), ("KR", KOREAN_ZONE)),
    ),
    Area(  # our outlines have one of the islands
        "Senkaku or Diaoyu Islands", "administered by Japan, claimed by China and Taiwan",
        cuts=(("JP", within(123.3, 25.6, 124.7, 26.05)),),
    ),
    Area(
        "Paracel Islands", "held by China, claimed by Taiwan and Vietnam",
        cuts=(("CN", within(110.9, 15.5, 113.0, 17.4)),),
    ),
    Area(  # corners: Natural Earth, which has a straight line for the limit of the cession of 1878
        "Eastern Sabah", "administered by Malaysia, claimed by the Philippines",
        cuts=(("MY", (
            (117.700, 4.320), (117.634, 4.410), (116.510, 6.532), (116.300, 6.900), (116.700, 7.500), (117.500, 7.500),
            (119.600, 5.800), (119.600, 4.900), (118.800, 4.000), (118.000, 4.180),
        )),),
    ),
    Area(
        "Golan Heights", "held by Israel, recognised by most states as part of Syria; Lebanon claims its edge, the "
        "Shebaa Farms", ground="none",
        cuts=(("IL", (
            (35.60, 33.45), (35.61, 33.27), (35.63, 33.20), (35.625, 33.10), (35.63, 33.00), (35.62, 32.90),
            (35.645, 32.87), (35.665, 32.80), (35.65, 32.73), (35.68, 32.68), (36.20, 32.60), (36.20, 33.60),
        )),),
    ),
    Area(  # corners: Natural Earth, in the south by hand
        "Buffer zone east of the Golan Heights", "in Syria, between the lines of 1974 that the United Nations watch",
        cuts=(("SY", (
            (35.700, 32.700), (35.765, 32.735), (35.805, 32.770), (35.848, 32.820), (35.853, 32.860), (35.864, 32.893),
            (35.885, 32.915), (35.900, 32.945), (35.877, 32.993), (35.865, 33.082), (35.868, 33.107), (35.903, 33.112),
            (35.893, 33.121), (35.906, 33.133), (35.911, 33.149), (35.906, 33.177), (35.888, 33.177), (35.882, 33.187),
            (35.889, 33.197), (35.866, 33.226), (35.854, 33.273), (35.846, 33.279), (35.820, 33.281), (35.840, 33.295),
            (35.846, 33.313), (35.830, 33.351), (35.835, 33.378), (35.862, 33.399), (35.870, 33.407), (35.870, 33.431),
            (35.845, 33.419), (35.800, 33.420), (35.700, 33.300),
        )),),
    ),
    Area(
        "Abu Musa", "held by Iran, claimed by the United Arab Emirates",
        cuts=(("IR", within(54.95, 25.8, 55.1, 25.95)),),
    ),
    Area("Abkhazia", "outside Georgia's control, recognised by most states as part of Georgia", seeds=((41.0, 43.1),)),
    Area(
        "South Ossetia", "outside Georgia's control, recognised by most states as part of Georgia",
        cuts=(("GE", (
            (43.78, 42.80), (43.70, 42.62), (43.55, 42.55), (43.44, 42.45), (43.46, 42.28), (43.58, 42.15),
            (43.75, 42.12), (43.92, 42.17), (44.10, 42.18), (44.30, 42.10), (44.50, 42.02), (44.58, 42.15),
            (44.55, 42.30), (44.42, 42.42), (44.30, 42.55), (44.20, 42.75),
        )),),
    ),
    Area(
        "Transnistria", "outside Moldova's control, recognised by most states as part of Moldova",
        cuts=(("MD", (
            (28.55, 48.25), (28.62, 48.10), (28.78, 47.95), (28.95, 47.85), (28.98, 47.68), (29.05, 47.52),
            (29.16, 47.35), (29.14, 47.25), (29.28, 47.12), (29.40, 46.98), (29.40, 46.80), (29.55, 46.75),
            (29.70, 46.60), (29.80, 46.42), (30.20, 46.40), (30.20, 47.60), (29.30, 48.20),
        )),),
    ),
    Area(  # by hand: the land of Olivenza and Táliga. Portugal upholds the claim without pressing it
        "Olivenza", "administered by Spain, claimed by Portugal",
        cuts=(("ES", (
            (-7.105, 38.827), (-7.030, 38.800), (-6.990, 38.750), (-6.960, 38.700), (-6.950, 38.640), (-6.960, 38.570),
            (-6.990, 38.520), (-7.040, 38.510), (-7.060, 38.545), (-7.120, 38.560), (-7.190, 38.585), (-7.270, 38.618),
            (-7.350, 38.620), (-7.350, 38.750), (-7.200, 38.860),
        )),),
    ),
    Area(
        "Ceuta and Melilla", "administered by Spain, claimed by Morocco",
        cuts=(("ES", within(-5.45, 35.83, -5.26, 35.95)), ("ES", within(-3.0, 35.25, -2.9, 35.34))),
    ),
    Area(  # corners: Natural Earth
        "Danube islands near Vukovar and Šarengrad", "administered by Serbia, claimed by Croatia", ground="RS",
        cuts=tuple((code, corners) for code in ("RS", "HR") for corners in (
            (
                (19.053, 45.345), (19.030, 45.345), (19.014, 45.353), (19.008, 45.360), (19.029, 45.351),
                (19.048, 45.349),
            ),
            (
                (19.260, 45.243), (19.197, 45.265), (19.223, 45.265), (19.244, 45.272), (19.257, 45.281),
                (19.270, 45.280), (19.276, 45.273), (19.271, 45.265), (19.260, 45.253),
            ),
        )),
    ),
    Area(
        "Western Sahara", "a non-self-governing territory by the list of the United Nations; most of it is held by "
        "Morocco, the rest by the Sahrawi Republic", ground="EH",
        cuts=tuple((code, ((-18.0, 20.5), (-18.0, 27.667), (-8.0, 27.667), (-8.0, 20.5))) for code in ("MA", "EH")),
    ),
    Area(
        "Hala'ib Triangle", "administered by Egypt, claimed by Sudan",
        cuts=(("EG", (
            (34.07, 21.90), (34.10, 22.05), (34.60, 22.25), (35.00, 22.60), (35.30, 22.85), (35.70, 23.15),
            (36.20, 23.20), (37.20, 22.00), (37.00, 21.90),
        )),),
    ),
    Area(
        "Abyei", "claimed by Sudan and South Sudan",
        cuts=(
            ("SD", ((27.83, 9.00), (27.83, 10.17), (29.00, 10.17), (29.00, 9.00))),
            ("SS", ((27.83, 9.45), (27.83, 10.17), (29.00, 10.17), (29.00, 9.45))),
        ),
    ),
    Area(  # corners: Natural Earth
        "Bir Tawil", "claimed by neither Egypt nor Sudan", ground="none",
        cuts=tuple((code, (
            (33.181, 21.995), (34.084, 21.995), (33.999, 21.767), (33.717, 21.731), (33.558, 21.711), (33.440, 21.801),
            (33.304, 21.903),
        )) for code in ("EG", "SD")),
    ),
    Area(  # between the lines of 1914 and 1938, as Natural Earth has them
        "Ilemi Triangle", "administered by Kenya, claimed by South Sudan",
        cuts=(("KE", within(34.2, 4.62, 36.2, 5.4)),),
    ),
    Area("Mayotte", "administered by France, claimed by the Comoros", cuts=(("FR", within(44.9, -13.1, 45.4, -12.5)),)),
    Area(
        "Glorioso Islands, Juan de Nova and Europa", "administered by France, claimed by Madagascar",
        cuts=(
            ("TF", within(47.2, -11.65, 47.5, -11.45)), ("TF", within(42.6, -17.2, 42.9, -16.9)),
            ("TF", within(40.2, -22.5, 40.5, -22.2)),
        ),
    ),
    Area(
        "Tromelin", "administered by France, claimed by Mauritius",
        cuts=(("TF", within(54.4, -16.0, 54.6, -15.8)),),
    ),
    Area(
        "Matthew and Hunter Islands", "administered by France, claimed by Vanuatu",
        cuts=(("NC", within(171.2, -22.5, 172.2, -22.2)),),
    ),
    Area(  # corners: Natural Earth
        "Essequibo", "administered by Guyana, claimed by Venezuela",
        cuts=(("GY", (
            (-58.300, 7.700), (-58.474, 7.300), (-58.470, 7.200), (-58.467, 7.116), (-58.485, 7.011), (-58.520, 6.978),
            (-58.551, 6.947), (-58.568, 6.907), (-58.574, 6.868), (-58.598, 6.808), (-58.598, 6.722), (-58.611, 6.688),
            (-58.611, 6.510), (-58.620, 6.477), (-58.640, 6.410), (-58.602, 6.416), (-58.600, 6.361), (-58.574, 6.294),
            (-58.571, 6.267), (-58.583, 6.235), (-58.570, 6.208), (-58.584, 6.054), (-58.570, 6.019), (-58.573, 5.914),
            (-58.611, 5.842), (-58.611, 5.756), (-58.618, 5.692), (-58.617, 5.623), (-58.635, 5.540), (-58.676, 5.455),
            (-58.717, 5.430), (-58.845, 5.415), (-58.866, 5.388), (-58.885, 5.327), (-58.838, 5.256), (-58.821, 5.229),
            (-58.822, 5.157), (-58.846, 5.013), (-58.820, 4.908), (-58.794, 4.766), (-58.735, 4.762), (-58.706, 4.704),
            (-58.648, 4.632), (-58.618, 4.612), (-58.570, 4.546), (-58.529, 4.529), (-58.486, 4.496), (-58.467, 4.429),
            (-58.461, 4.344), (-58.495, 4.293), (-58.467, 4.207), (-58.480, 4.150), (-58.560, 4.071), (-58.589, 4.052),
            (-58.552, 4.034), (-58.460, 4.039), (-58.438, 4.010), (-58.412, 3.926), (-58.385, 3.892), (-58.357, 3.820),
            (-58.376, 3.766), (-58.404, 3.745), (-58.330, 3.669), (-58.327, 3.597), (-58.296, 3.581), (-58.255, 3.388),
            (-58.235, 3.357), (-58.255, 3.258), (-58.276, 3.186), (-58.306, 3.136), (-58.217, 3.066), (-58.182, 3.057),
            (-58.149, 3.003), (-58.159, 2.970), (-58.186, 2.950), (-58.169, 2.901), (-58.179, 2.861), (-58.214, 2.827),
            (-58.173, 2.799), (-58.168, 2.763), (-58.224, 2.700), (-58.257, 2.690), (-58.270, 2.605), (-58.287, 2.490),
            (-58.312, 2.469), (-58.365, 2.463), (-58.337, 2.408), (-58.351, 2.354), (-58.310, 2.367), (-58.279, 2.329),
            (-58.337, 2.244), (-58.348, 2.214), (-58.406, 2.158), (-58.398, 2.105), (-58.498, 1.992), (-58.529, 1.956),
            (-58.522, 1.943), (-58.543, 1.778), (-58.577, 1.728), (-58.613, 1.662), (-58.611, 1.621), (-58.644, 1.558),
            (-58.689, 1.552), (-58.706, 1.524), (-58.731, 1.531), (-58.741, 1.483), (-58.789, 1.472), (-58.804, 1.456),
            (-58.774, 1.337), (-58.793, 1.308), (-58.816, 1.187), (-58.830, 1.000), (-60.500, 1.000), (-62.000, 5.000),
            (-62.000, 9.000), (-58.300, 9.000),
        )),),
    ),
    Area(  # corners: Natural Earth
        "Tigri or New River Triangle", "administered by Guyana, claimed by Suriname",
        cuts=(("GY", (
            (-58.427, 1.470), (-58.430, 1.530), (-58.416, 1.574), (-58.346, 1.629), (-58.309, 1.661), (-58.255, 1.685),
            (-58.228, 1.708), (-58.226, 1.750), (-58.214, 1.786), (-58.181, 1.777), (-58.130, 1.813), (-58.061, 1.793),
            (-58.029, 1.775), (-57.993, 1.782), (-57.916, 1.795), (-57.894, 1.879), (-57.902, 1.921), (-57.900, 1.960),
            (-57.906, 1.996), (-57.943, 2.023), (-57.907, 2.046), (-57.924, 2.126), (-57.929, 2.155), (-57.916, 2.190),
            (-57.934, 2.220), (-57.924, 2.262), (-57.890, 2.271), (-57.907, 2.286), (-57.897, 2.317), (-57.849, 2.366),
            (-57.855, 2.387), (-57.902, 2.359), (-57.927, 2.375), (-57.860, 2.425), (-57.853, 2.451), (-57.791, 2.435),
            (-57.782, 2.500), (-57.785, 2.538), (-57.791, 2.566), (-57.770, 2.593), (-57.727, 2.591), (-57.712, 2.621),
            (-57.640, 2.630), (-57.639, 2.657), (-57.643, 2.693), (-57.591, 2.668), (-57.538, 2.720), (-57.472, 2.724),
            (-57.423, 2.774), (-57.440, 2.843), (-57.448, 2.885), (-57.493, 2.884), (-57.477, 2.931), (-57.469, 2.958),
            (-57.492, 2.991), (-57.548, 3.038), (-57.589, 3.078), (-57.589, 3.103), (-57.606, 3.132), (-57.620, 3.173),
            (-57.622, 3.232), (-57.600, 3.267), (-57.595, 3.326), (-57.601, 3.347), (-57.596, 3.367), (-57.554, 3.347),
            (-57.535, 3.368), (-57.504, 3.353), (-57.480, 3.343), (-57.459, 3.353), (-57.431, 3.361), (-57.425, 3.387),
            (-57.367, 3.366), (-57.340, 3.370), (-57.308, 3.395), (-57.250, 3.380), (-57.100, 3.100), (-56.200, 2.500),
            (-56.200, 1.600), (-57.000, 1.500), (-58.000, 1.300), (-58.430, 1.350),
        )),),
    ),
    Area(  # corners: Natural Earth
        "Lawa headwaters", "administered by France, claimed by Suriname",
        cuts=(("FR", (
            (-54.081, 3.309), (-54.085, 3.252), (-54.084, 3.197), (-54.047, 3.186), (-54.084, 3.162), (-54.044, 3.127),
            (-54.005, 3.111), (-54.010, 3.092), (-53.996, 3.065), (-54.015, 3.031), (-53.992, 2.999), (-53.993, 2.974),
            (-54.005, 2.919), (-53.979, 2.876), (-53.973, 2.835), (-54.004, 2.812), (-54.015, 2.782), (-54.005, 2.753),
            (-54.012, 2.709), (-53.997, 2.692), (-54.009, 2.646), (-53.995, 2.601), (-54.024, 2.564), (-54.020, 2.532),
            (-54.043, 2.491), (-54.068, 2.425), (-54.121, 2.354), (-54.156, 2.318), (-54.161, 2.292), (-54.154, 2.268),
            (-54.166, 2.250), (-54.097, 2.201), (-54.146, 2.166), (-54.112, 2.114), (-54.100, 2.000), (-54.800, 2.000),
            (-54.800, 2.600), (-54.400, 3.100), (-54.150, 3.350),
        )),),
    ),
    Area(  # corners: Natural Earth, along the Sibun. Both have brought it before the International Court of Justice
        "Southern Belize", "administered by Belize, claimed by Guatemala",
        cuts=(("BZ", (
            (-89.400, 16.393), (-89.193, 16.393), (-89.162, 16.433), (-89.094, 16.472), (-89.042, 16.498),
            (-88.957, 16.513), (-88.949, 16.534), (-88.868, 16.578), (-88.819, 16.614), (-88.821, 16.650),
            (-88.774, 16.681), (-88.778, 16.698), (-88.757, 16.748), (-88.728, 16.792), (-88.698, 16.807),
            (-88.673, 16.814), (-88.690, 16.833), (-88.666, 16.856), (-88.679, 16.879), (-88.705, 16.930),
            (-88.668, 16.991), (-88.660, 17.040), (-88.653, 17.099), (-88.597, 17.162), (-88.593, 17.220),
            (-88.545, 17.296), (-88.515, 17.326), (-88.500, 17.352), (-88.456, 17.356), (-88.419, 17.412),
            (-88.333, 17.438), (-88.260, 17.423), (-88.150, 17.423), (-88.150, 15.700), (-89.400, 15.700),
        )),),
    ),
    Area(
        "Navassa Island", "administered by the United States, claimed by Haiti",
        cuts=(("UM", within(-75.1, 18.3, -74.9, 18.5)),),
    ),
    Area(  # by hand where no line of the atlas is: the stream that Uruguay takes for the border
        "Rincón de Artigas", "administered by Brazil, claimed by Uruguay",
        cuts=(("BR", (
            (-55.989, -30.856), (-55.817, -31.043), (-55.830, -31.150), (-56.080, -31.150), (-56.080, -30.950),
            (-56.020, -30.840),
        )),),
    ),
    Area(  # corners: Natural Earth
        "Brazilian Island", "administered by Brazil, claimed by Uruguay", ground="BR",
        cuts=tuple((code, ((-57.642, -30.193), (-57.634, -30.184), (-57.612, -30.183), (-57.603, -30.191)))
                   for code in ("AR", "BR", "UY")),
    ),
    Area(  # corners: Natural Earth. Left open by the agreement of 1998
        "Southern Patagonian Ice Field", "where the border of Argentina and Chile is not drawn yet", ground="none",
        cuts=tuple((code, (
            (-73.465, -49.760), (-73.493, -49.728), (-73.540, -49.693), (-73.546, -49.677), (-73.541, -49.660),
            (-73.518, -49.628), (-73.521, -49.609), (-73.533, -49.594), (-73.576, -49.559), (-73.588, -49.541),
            (-73.587, -49.530), (-73.543, -49.491), (-73.551, -49.444), (-73.540, -49.428), (-73.484, -49.401),
            (-73.462, -49.375), (-73.471, -49.317), (-73.458, -49.308), (-73.145, -49.304), (-73.141, -49.286),
            (-73.098, -49.273), (-73.109, -49.311), (-73.119, -49.392), (-73.084, -49.423), (-73.057, -49.476),
            (-73.060, -49.555), (-73.134, -49.621), (-73.197, -49.682),
        )) for code in ("AR", "CL")),
    ),
)  # fmt: skip

# What the atlas has as a feature of its own, by its name there or by a country's code: what we call it ("" for the
# country's name), and what is said of it
FEATURES = {
    "Crimea": ("Crimea", "held by Russia, recognised by most states as part of Ukraine"),
    "Somaliland": ("Somaliland", "governs itself, recognised by most states as part of Somalia"),
    "N. Cyprus": ("Northern Cyprus", "governs itself, recognised as a state by Türkiye only"),
    "Cyprus U.N. Buffer Zone": ("Buffer zone in Cyprus", "held by the United Nations' force"),
    "Siachen Glacier": ("Siachen Glacier", "held by India, claimed by Pakistan"),
    "Spratly Is.": ("Spratly Islands", "claimed by China, Taiwan, Vietnam, the Philippines, Malaysia and Brunei"),
    "Scarborough Reef": ("Scarborough Shoal", "claimed by China, Taiwan and the Philippines"),
    "Bajo Nuevo Bank": ("Bajo Nuevo Bank", "administered by Colombia, claimed by others"),
    "Serranilla Bank": ("Serranilla Bank", "administered by Colombia, claimed by others"),
    "PS": ("", "recognised as a state by most others, not by all; its borders are not settled"),
    "TW": ("", "governs itself, claimed by China"),
    "XK": ("", "governs itself, recognised as a state by about half of the others"),
    # the names of the United Nations
    "FK": ("Falkland Islands (Malvinas)", "administered by the United Kingdom, claimed by Argentina"),
    "GS": ("South Georgia and the South Sandwich Islands", "administered by the United Kingdom, claimed by Argentina"),
    "IO": ("Chagos Archipelago", "administered by the United Kingdom, claimed by Mauritius"),
    "GI": ("", "administered by the United Kingdom, claimed by Spain"),
}

"""How colours are told apart: WCAG's contrast, CIEDE2000, and what those see who lack one kind of cones.

Contrast: WCAG 2.2. Difference: CIE 142-2001. Lack of cones: the matrices of Machado, Oliveira and Fernandes (2009) for
full severity, which work on linear light.
"""

from collections.abc import Mapping
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Triple = tuple[float, float, float]
SIGHT: Mapping[str, tuple[Triple, Triple, Triple]] = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
WHITE_POINT = (0.95047, 1.0, 1.08883)
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))


def channels(colour: str) -> Triple:
    """Return red, green and blue of `#5A3E9B`, each 0–1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def blended(colour: str, alpha: float, ground: str) -> str:
    """Return the colour that is seen where one lies over a ground."""
    mixed = (alpha * a + (1 - alpha) * b for a, b in zip(channels(colour), channels(ground), strict=True))
    return "#" + "".join(f"{round(255 * each):02X}" for each in mixed)


def _linear(colour: str) -> Triple:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour))
    return red, green, blue


def _through(matrix: tuple[Triple, Triple, Triple], value: Triple) -> Triple:
    a, b, c = (sum(part * each for part, each in zip(row, value, strict=True)) for row in matrix)
    return a, b, c


def contrast(one: str, other: str) -> float:
    """Return WCAG's ratio of two colours, 1–21."""
    light = sorted(_through(TO_XYZ, _linear(each))[1] for each in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def lab(colour: str, sight: str = "all cones") -> Triple:
    """Return L*, a*, b* (D65) of a colour as somebody of that sight sees it."""
    red, green, blue = (min(1.0, max(0.0, each)) for each in _through(SIGHT[sight], _linear(colour)))
    ratios = (each / white for each, white in zip(_through(TO_XYZ, (red, green, blue)), WHITE_POINT, strict=True))
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Triple, other: Triple) -> float:
    """Return CIEDE2000 of two colours in L*, a*, b*."""
    mean_chroma = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1 + 0.5 * (1 - sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7)))
    (chroma, hue), (chroma_2, hue_2) = (
        (hypot(a * stretch, b), degrees(atan2(b, a * stretch)) % 360) for _, a, b in (one, other)
    )
    grey = chroma * chroma_2 == 0
    turn = 0.0 if grey else (hue_2 - hue + 180) % 360 - 180
    mean_hue = hue + hue_2 if grey else (hue + turn / 2) % 360
    lightness, mean_light = other[0] - one[0], (one[0] + other[0]) / 2
    mean = (chroma + chroma_2) / 2
    waves = (
        1
        - 0.17 * cos(radians(mean_hue - 30))
        + 0.24 * cos(radians(2 * mean_hue))
        + 0.32 * cos(radians(3 * mean_hue + 6))
        - 0.20 * cos(radians(4 * mean_hue - 63))
    )
    by_light = lightness / (1 + 0.015 * (mean_light - 50) ** 2 / sqrt(20 + (mean_light - 50) ** 2))
    by_chroma = (chroma_2 - chroma) / (1 + 0.045 * mean)
    by_hue = 2 * sqrt(chroma * chroma_2) * sin(radians(turn / 2)) / (1 + 0.015 * mean * waves)
    turned = -sin(radians(60 * exp(-(((mean_hue - 275) / 25) ** 2)))) * 2 * sqrt(mean**7 / (mean**7 + 25**7))
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + turned * by_chroma * by_hue)


def confusions(palette: Mapping[str, str], *, least: float, apart: Mapping[tuple[str, str], float]) -> list[str]:
    """Name the pairs of a palette that somebody tells apart too hardly; `apart` asks more of some pairs."""
    return [
        f"{one} and {other}: {found:.1f} by {sight}"
        for sight in SIGHT
        for one, other in combinations(palette, 2)
        if (found := difference(lab(palette[one], sight), lab(palette[other], sight))) < apart.get((one, other), least)
    ]

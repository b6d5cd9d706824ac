"""What stands still in the demo's picture: wall, round window, winter pond, sign, table, tray.

Painted at three times the size and reduced, so that every edge is smooth.
"""

import math

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

FINE = 3
WOOD, WOOD_DARK, WOOD_LIGHT = "#8a5a34", "#5f3b20", "#b98552"
GREEN, GREEN_DARK = "#1f7a5c", "#155b44"
PAPER, PAPER_DIM = (251, 248, 241), (236, 222, 192)
TABLE_Y = 598
TRAY = (270, 632, 176, 46)
"""Centre and half-widths of the tray that the goods stand on."""


class Brush:
    """Draws in units of 540 × 960 on a picture that is larger by `FINE`."""

    def __init__(self, picture: Image.Image, scale: float) -> None:
        self.picture = picture
        self.scale = scale * FINE
        self.draw = ImageDraw.Draw(picture, "RGBA")

    def points(self, *units: tuple[float, float]) -> list[tuple[float, float]]:
        """Return the points in pixels."""
        return [(x * self.scale, y * self.scale) for x, y in units]

    def box(self, left: float, top: float, right: float, bottom: float) -> list[float]:
        """Return the box in pixels."""
        return [edge * self.scale for edge in (left, top, right, bottom)]

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        """Fill an ellipse around a centre."""
        self.draw.ellipse(self.box(x - rx, y - ry, x + rx, y + ry), fill=fill)

    def line(self, fill: str, width: float, *units: tuple[float, float]) -> None:
        """Draw a soft-jointed line through the points."""
        thick = max(1, round(width * self.scale))
        self.draw.line(self.points(*units), fill=fill, width=thick, joint="curve")

    def area(self, fill: str, *units: tuple[float, float]) -> None:
        """Fill the polygon of the points."""
        self.draw.polygon(self.points(*units), fill=fill)


def paint(
    size: tuple[int, int],
    window: tuple[int, int],
    radius: int,
    sign: tuple[int, int, int, int],
) -> Image.Image:
    """Return the whole still picture as RGB of the given size."""
    scale = size[0] / 540
    large = (size[0] * FINE, size[1] * FINE)
    picture = _wall(large)
    _glow(picture, scale, window, radius * 1.9)
    _view(picture, scale, window, radius)
    brush = Brush(picture, scale)
    _ring(brush, window, radius)
    _branch(brush)
    _table(picture, scale)
    brush = Brush(picture, scale)
    _runner(brush)
    _cups(brush)
    _tray(picture, scale)
    _sign(Brush(picture, scale), sign)
    return picture.resize(size, Image.Resampling.LANCZOS)


def _gradient(
    size: tuple[int, int], stops: list[tuple[float, tuple[int, int, int]]]
) -> Image.Image:
    """Return a picture whose colour runs downwards through the stops."""
    heights = np.linspace(0, 1, size[1])
    places = [place for place, _ in stops]
    column = np.stack(
        [np.interp(heights, places, [colour[band] for _, colour in stops]) for band in range(3)],
        axis=1,
    )
    strip = Image.fromarray(column.round().astype(np.uint8)[:, None, :])
    return strip.resize(size, Image.Resampling.NEAREST)


def _wall(size: tuple[int, int]) -> Image.Image:
    """Return rice paper in lamplight: lighter in the middle, with a breath of fibre."""
    wall = _gradient(size, [(0, (233, 214, 178)), (0.4, PAPER), (0.62, PAPER_DIM), (1, PAPER_DIM)])
    chance = np.random.default_rng(7)
    rough = chance.normal(0, 3.2, (size[1] // 6, size[0] // 6))
    fibre = Image.fromarray((128 + rough).clip(0, 255).astype(np.uint8))
    fibre = fibre.resize(size, Image.Resampling.BICUBIC).convert("RGB")
    return ImageChops.add(wall, fibre, 1, -128)


def _glow(picture: Image.Image, scale: float, centre: tuple[int, int], reach: float) -> None:
    """Lay the warm light of the window on the wall around it."""
    k = scale * FINE
    light = Image.new("L", (picture.width // 8, picture.height // 8))
    x, y, r = (value * k / 8 for value in (*centre, reach))
    ImageDraw.Draw(light).ellipse((x - r, y - r, x + r, y + r), fill=120)
    soft = light.filter(ImageFilter.GaussianBlur(r * 0.35)).resize(picture.size)
    picture.paste((255, 243, 214), (0, 0), soft)


def _view(picture: Image.Image, scale: float, centre: tuple[int, int], radius: int) -> None:
    """Paint the winter pond behind the round window."""
    side = round(2 * radius * scale * FINE)
    dawn = [
        (0, (150, 190, 196)),
        (0.34, (214, 222, 206)),
        (0.56, (250, 220, 176)),
        (0.66, (250, 206, 152)),
        (1, (250, 206, 152)),
    ]
    view = _gradient((side, side), dawn)
    brush = Brush(view, scale)
    unit = radius / 158
    brush.scale *= unit
    brush.ellipse(206, 150, 27, 27, "#fff4d8")
    brush.ellipse(206, 150, 22, 22, "#ffdf9e")
    _hills(brush)
    _pond(brush)
    mask = Image.new("L", (side, side))
    ImageDraw.Draw(mask).ellipse((0, 0, side - 1, side - 1), fill=255)
    k = scale * FINE
    corner = (round((centre[0] - radius) * k), round((centre[1] - radius) * k))
    picture.paste(view, corner, mask)


def _ridge(base: float, height: float, waves: float, turn: float) -> list[tuple[float, float]]:
    """Return a hill line across the window's 316 units."""
    line = []
    for x in range(0, 321, 4):
        a = x / 316 * math.pi
        rise = math.sin(a * waves + turn) + 0.45 * math.sin(a * waves * 2.3 + turn * 1.7)
        line.append((float(x), base - height * (0.55 + 0.45 * rise)))
    return line


def _hills(brush: Brush) -> None:
    for base, height, waves, turn, colour, snow in (
        (186, 58, 2.2, 0.4, "#9fb9b4", "#e9f0ee"),
        (200, 44, 3.1, 2.2, "#6f9c8c", "#dfeae6"),
        (212, 30, 3.9, 4.0, "#3f8069", "#c9ddd2"),
    ):
        ridge = _ridge(base, height, waves, turn)
        brush.area(colour, *ridge, (320, 320), (0, 320))
        brush.line(snow, 2.6, *ridge)


def _pond(brush: Brush) -> None:
    """Water with the dawn in it, ice at the shore, reeds in front."""
    brush.area("#bcd3c9", (0, 214), (320, 210), (320, 320), (0, 320))
    for y, reach, strength in ((222, 36, "c0"), (232, 30, "90"), (243, 24, "70"), (255, 17, "50")):
        brush.draw.rounded_rectangle(
            brush.box(206 - reach, y - 2.2, 206 + reach, y + 2.2), 6, fill=f"#ffe3ae{strength}"
        )
    for x, y, reach in (
        (60, 232, 44),
        (120, 250, 30),
        (276, 240, 30),
        (96, 272, 52),
        (244, 272, 40),
    ):
        brush.line("#f3f8f6b0", 1.6, (x - reach, y), (x + reach, y))
    for x, top, lean in ((30, 176, 8), (44, 196, 4), (56, 188, 12), (270, 190, -8), (284, 176, -5)):
        brush.line("#8c8a5a", 2, (x, 300), (x + lean / 2, (300 + top) / 2), (x + lean, top))
        brush.ellipse(x + lean, top - 7, 3.4, 11, "#7a5a34")


def _ring(brush: Brush, centre: tuple[int, int], radius: int) -> None:
    """Frame the window with a round wooden moulding and its shadow."""
    x, y = centre
    for reach, width, colour in (
        (radius + 13, 5, "#5f3b2038"),
        (radius + 9, 19, WOOD_DARK),
        (radius + 6, 13, WOOD),
        (radius + 3, 3, WOOD_LIGHT),
        (radius - 9, 4, "#3d261560"),
    ):
        thick = round(width * brush.scale)
        box = brush.box(x - reach, y - reach, x + reach, y + reach)
        brush.draw.ellipse(box, outline=colour, width=thick)


def _branch(brush: Brush) -> None:
    """Let a plum branch reach in from the left, with a few blossoms."""
    for width, points in (
        (7, ((-10, 300), (34, 286), (66, 292))),
        (5, ((60, 292), (96, 270), (128, 274))),
        (3.4, ((122, 274), (152, 258), (178, 262))),
        (3, ((40, 288), (58, 256), (84, 246))),
        (2.6, ((96, 272), (112, 296), (134, 304))),
    ):
        brush.line("#4b3325", width, *points)
    blossoms = (
        (84, 244, 9),
        (128, 270, 10),
        (178, 260, 8),
        (60, 288, 10),
        (134, 306, 8),
        (104, 262, 7),
        (30, 282, 9),
        (152, 254, 6),
    )
    for x, y, reach in blossoms:
        for petal in range(5):
            turn = 2 * math.pi * petal / 5 - math.pi / 2
            px, py = x + math.cos(turn) * reach * 0.62, y + math.sin(turn) * reach * 0.62
            brush.ellipse(px, py, reach * 0.5, reach * 0.5, "#f2b8ad")
            brush.ellipse(px, py - 0.6, reach * 0.32, reach * 0.32, "#fbdcd2")
        brush.ellipse(x, y, reach * 0.26, reach * 0.26, "#d9822e")


def _table(picture: Image.Image, scale: float) -> None:
    """Lay planks from the table's edge to the lower end, lit from the window."""
    k = scale * FINE
    top = round(TABLE_Y * k)
    height = picture.height - top
    tones = [(0, (196, 146, 94)), (0.25, (174, 120, 72)), (1, (104, 66, 38))]
    planks = _gradient((picture.width, height), tones)
    chance = np.random.default_rng(3)
    grain = chance.normal(0, 7, (height // 5, 14))
    rough = Image.fromarray((128 + grain).clip(0, 255).astype(np.uint8))
    rough = rough.resize(planks.size, Image.Resampling.BICUBIC).convert("RGB")
    picture.paste(ImageChops.add(planks, rough, 1, -128), (0, top))
    brush = Brush(picture, scale)
    brush.draw.rectangle(brush.box(0, TABLE_Y - 5, 540, TABLE_Y), fill="#3d261538")
    brush.draw.rectangle(brush.box(0, TABLE_Y, 540, TABLE_Y + 4), fill="#e3b77e")
    for y in (676, 748, 836):
        brush.draw.rectangle(brush.box(0, y, 540, y + 2), fill="#4b2d1770")
        brush.draw.rectangle(brush.box(0, y + 2, 540, y + 3.4), fill="#d9a76c50")


def _runner(brush: Brush) -> None:
    """Lay a green cloth with the pond's waves over the middle of the table."""
    brush.area("#2a150860", (126, 604), (426, 604), (496, 966), (60, 966))
    brush.area(GREEN_DARK, (124, 600), (416, 600), (486, 960), (54, 960))
    brush.area(GREEN, (134, 600), (406, 600), (472, 960), (68, 960))
    for y in range(692, 960, 22):
        spread = (y - 600) / 360
        left, right = 134 - 66 * spread + 12, 406 + 66 * spread - 12
        if 812 < y < 880:  # noqa: PLR2004 - the words on the cloth stand here
            continue
        wave = [
            (left + (right - left) * step / 60, y + 3.2 * math.sin(step / 60 * math.pi * 14))
            for step in range(61)
        ]
        brush.line("#dde9e63c", 1.7, *wave)
    brush.line("#f4e6c690", 1.6, (142, 600), (78, 960))
    brush.line("#f4e6c690", 1.6, (398, 600), (462, 960))


def _cups(brush: Brush) -> None:
    """Set two cups of tea on the bare wood."""
    for x, y in ((92, 716), (456, 700)):
        brush.ellipse(x + 4, y + 22, 34, 9, "#2a150858")
        brush.area("#eef2ec", (x - 28, y - 8), (x + 28, y - 8), (x + 18, y + 22), (x - 18, y + 22))
        brush.ellipse(x, y + 22, 18, 5, "#d5ded8")
        brush.area("#cfdcd6", (x + 8, y - 6), (x + 28, y - 8), (x + 18, y + 22), (x + 6, y + 25))
        brush.line("#1f7a5c", 2, (x - 25, y + 1), (x - 4, y + 5), (x + 25, y + 1))
        brush.ellipse(x, y - 8, 28, 8, "#fbfdfb")
        brush.ellipse(x, y - 7.4, 23, 5.6, "#b6813a")
        brush.ellipse(x - 6, y - 8.6, 9, 1.6, "#dcb06a")


def _tray(picture: Image.Image, scale: float) -> None:
    """Set down the woven winnowing tray that the goods stand on."""
    x, y, rx, ry = TRAY
    k = scale * FINE
    shadow = _oval(picture.size, k, (x - rx - 6, y - ry + 16, x + rx + 10, y + ry + 18), 120)
    picture.paste((30, 16, 8), (0, 0), shadow.filter(ImageFilter.GaussianBlur(6 * k)))
    brush = Brush(picture, scale)
    brush.ellipse(x, y + 7, rx, ry, "#8b6430")
    brush.ellipse(x, y, rx, ry, "#d9b06a")
    brush.ellipse(x, y + 1, rx - 12, ry - 9, "#b98d48")
    brush.ellipse(x, y + 3, rx - 14, ry - 10, "#e6c586")
    _weave(picture, scale)
    for step in range(72):
        turn = 2 * math.pi * step / 72
        px, py = x + math.cos(turn) * (rx - 6), y + math.sin(turn) * (ry - 4.5)
        brush.line("#8b643090", 1.6, (px - 3, py - 2.4), (px + 3, py + 2.4))


def _weave(picture: Image.Image, scale: float) -> None:
    """Draw the crossing strips inside the tray's rim."""
    x, y, rx, ry = TRAY
    weave = Image.new("RGBA", picture.size)
    lines = Brush(weave, scale)
    for step in range(-18, 19):
        at = x + step * 9.6
        lines.line("#a97c3a70", 1.3, (at - 34, y - ry), (at + 34, y + ry))
        lines.line("#f7e2b080", 1.3, (at + 34, y - ry), (at - 34, y + ry))
    edge = (x - rx + 14, y - ry + 13, x + rx - 14, y + ry - 7)
    inside = _oval(picture.size, scale * FINE, edge, 255)
    weave.putalpha(ImageChops.multiply(weave.getchannel("A"), inside))
    picture.paste(weave, (0, 0), weave)


def _oval(
    size: tuple[int, int], k: float, box: tuple[float, float, float, float], strength: int
) -> Image.Image:
    """Return a mask with one ellipse; the box is in units, `k` pixels each."""
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).ellipse([edge * k for edge in box], fill=strength)
    return mask


def _sign(brush: Brush, sign: tuple[int, int, int, int]) -> None:
    """Hang the board that carries the good's name."""
    left, top, right, bottom = sign
    for x in (left + 44, right - 44):
        brush.line("#6b4a2c", 3, (x, -4), (x, top + 6))
        brush.ellipse(x, top + 10, 4.6, 4.6, "#d9b06a")
    radius = 12 * brush.scale
    for grow, drop, colour in ((2, 7, "#2a150850"), (0, 0, WOOD_DARK), (-3, 0, "#7a4d2b")):
        box = brush.box(left - grow, top - grow + drop, right + grow, bottom + grow + drop)
        brush.draw.rounded_rectangle(box, radius, fill=colour)
    inner = brush.box(left + 9, top + 9, right - 9, bottom - 9)
    brush.draw.rounded_rectangle(inner, radius * 0.6, fill="#5a3820")
    edge = max(1, round(1.5 * brush.scale))
    brush.draw.rounded_rectangle(inner, radius * 0.6, outline="#d9b06ac0", width=edge)
    for x in (left + 44, right - 44):
        brush.ellipse(x, top + 5, 4, 4, "#d9b06a")


def lantern(scale: float) -> Image.Image:
    """Return a lantern on its cord, transparent around; it swings about its upper middle."""
    k = scale * FINE
    picture = Image.new("RGBA", (round(92 * k), round(164 * k)))
    brush = Brush(picture, scale)
    brush.line("#6b4a2c", 2.4, (46, 0), (46, 34))
    brush.ellipse(46, 74, 37, 38, "#b8321c")
    brush.ellipse(46, 74, 31, 37, "#d6492b")
    brush.ellipse(46, 75, 21, 35, "#ea6a3f")
    brush.ellipse(46, 78, 11, 26, "#ffab66")
    for reach in (33, 21, 8):
        box = brush.box(46 - reach, 37, 46 + reach, 111)
        brush.draw.ellipse(box, outline="#8f22104c", width=round(1.2 * brush.scale))
    for y in (34, 107):
        brush.draw.rounded_rectangle(brush.box(29, y, 63, y + 8), 2 * k, fill="#d9b06a")
    for x in (40, 46, 52):
        brush.line("#d9822e", 1.8, (46, 114), (x, 124), (x, 152))
    reduced = (round(92 * scale), round(164 * scale))
    return picture.resize(reduced, Image.Resampling.LANCZOS)


def petal(scale: float) -> Image.Image:
    """Return one fallen plum petal."""
    k = scale * FINE
    picture = Image.new("RGBA", (round(14 * k), round(14 * k)))
    brush = Brush(picture, scale)
    brush.ellipse(7, 7, 5.6, 3.8, "#f2b8adea")
    brush.ellipse(6.2, 6.4, 3.4, 2.2, "#fbdcd2e0")
    return picture.resize((round(14 * scale), round(14 * scale)), Image.Resampling.LANCZOS)

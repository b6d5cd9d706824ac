"""The demo's moving picture: a winter window, a table, and the goods that glide over it.

Everything that does not move is painted once; a frame only lays a few small sprites on a copy,
so that a minute of picture costs a few seconds of one core. All measures are in units of a
picture 540 wide and 960 high and scaled to the size asked for.
"""

import json
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from yutang.cli.demo import backdrop, canvas
from yutang.cli.demo.canvas import Frame, Sprite, Words

GLIDE_S = 0.9
"""How long a good takes to glide in, and again out."""
GOOD_SIDE = 286
GOOD_CENTRE = (270, 531)
WINDOW_CENTRE, WINDOW_RADIUS = (270, 420), 158
SIGN = (86, 136, 454, 240)
BADGE = (88, 84)
CLOCK = (452, 84)
LANTERNS = ((36, -6), (504, -16))
PETALS = 7
SNOW_SPEEDS = (26, 44)
"""Units a second of the far and the near snow."""


@dataclass(frozen=True)
class Shown:
    """One good of the lineup as the picture shows it."""

    key: str
    name: str
    county: str
    cutout: Path


def lineup(samples: Path) -> list[Shown]:
    """Return the goods of `<samples>/sale.json` in their order."""
    sale = json.loads((samples / "sale.json").read_text(encoding="utf-8"))
    return [
        Shown(g["key"], g["name"], g["county_label"], samples / g["picture"]["cutout"])
        for g in sale["goods"]
    ]


class Scene:
    """Paints the frame of any moment of the loop. Times are in seconds."""

    def __init__(self, samples: Path, size: tuple[int, int], loop_s: float) -> None:
        """Prepare all layers.

        Raises:
            ValueError: the size is not 9:16, or odd.
        """
        width, height = size
        if width * 16 != height * 9 or width % 2 or height % 2:
            raise ValueError(f"the demo picture is 9:16 with even sides, not {width}×{height}")
        self.size = size
        self.scale = width / 540
        self.loop_s = loop_s
        self.fonts = samples / "font"
        self.goods = lineup(samples)
        self.each_s = loop_s / len(self.goods)
        self._still = self._paint_still()
        self._goods = [Sprite(self._good(shown)) for shown in self.goods]
        self._captions = [self._caption_steps(shown) for shown in self.goods]

    def frame(self, at_s: float) -> Frame:
        """Return the picture at a moment of the loop, in the planes of `canvas`."""
        at_s %= self.loop_s
        frame = self._still.copy()
        self._lay_snow(frame, at_s)
        self._lay_lanterns(frame, at_s)
        self._lay_good(frame, at_s)
        self._lay_petals(frame, at_s)
        self._lay_clock(frame, at_s)
        return frame

    def font(self, weight: str, height: float) -> ImageFont.FreeTypeFont:
        """Return the Chinese font, its size in units."""
        path = self.fonts / f"NotoSansSC-{weight}.ttf"
        return ImageFont.truetype(path, max(6, round(height * self.scale)))

    def px(self, units: float) -> int:
        """Turn units into pixels of this size."""
        return round(units * self.scale)

    def _paint_still(self) -> Frame:
        picture = backdrop.paint(self.size, WINDOW_CENTRE, WINDOW_RADIUS, SIGN)
        draw = ImageDraw.Draw(picture, "RGBA")
        self._badge(draw)
        words, place = "河北好物 · 冬日助农", (self.px(270), self.px(846))
        draw.text(place, words, "#f4e6c6b8", self.font("Medium", 26), anchor="mm")
        return canvas.still(picture)

    def _badge(self, draw: ImageDraw.ImageDraw) -> None:
        words, font = "演示画面 · Demo picture", self.font("Bold", 19)
        x, y = self.px(BADGE[0]), self.px(BADGE[1])
        width = draw.textlength(words, font)
        pad, half = self.px(12), self.px(17)
        draw.rounded_rectangle((x, y - half, x + width + 2 * pad, y + half), half, "#1e2a26d0")
        draw.text((x + pad, y), words, "#fbf8f1", font, anchor="lm")

    def _good(self, shown: Shown) -> Image.Image:
        side = self.px(GOOD_SIDE)
        with Image.open(shown.cutout) as cutout:
            return cutout.convert("RGBA").resize((side, side), Image.Resampling.LANCZOS)

    def _caption_steps(self, shown: Shown) -> list[Sprite]:
        """Return the sign's words from faint to full, so that fading costs nothing later."""
        left, top, right, bottom = (self.px(edge) for edge in SIGN)
        words = Image.new("RGBA", (right - left, bottom - top))
        draw = ImageDraw.Draw(words)
        middle = words.width / 2
        big = self.font("Bold", 42 if len(shown.name) <= 7 else 36)  # noqa: PLR2004 - fits the sign
        draw.text((middle, self.px(42)), shown.name, "#fbf3df", big, anchor="mm")
        small = self.font("Medium", 21)
        draw.text((middle, self.px(80)), shown.county, "#e9d3a0", small, anchor="mm")
        alpha = words.getchannel("A")
        steps = []
        for step in range(1, 9):
            faint = words.copy()
            faint.putalpha(alpha.point([value * step // 8 for value in range(256)]))
            steps.append(Sprite(faint))
        return steps

    def _lay_good(self, frame: Frame, at_s: float) -> None:
        index, since = divmod(at_s, self.each_s)
        number = int(index) % len(self.goods)
        self._glide(frame, number, since, self._goods[number])
        near = min(since, self.each_s - since) / 0.6
        steps = self._captions[number]
        step = min(len(steps), int(near * len(steps)))
        if step:
            steps[step - 1].lay(frame, self.px(SIGN[0]), self.px(SIGN[1]))

    def _glide(self, frame: Frame, number: int, since: float, good: Sprite) -> None:
        """Bring the good in from the right, let it breathe, take it out to the left."""
        away = 0.0
        if since < GLIDE_S:
            away = (1 - _ease(since / GLIDE_S)) * 430
        elif since > self.each_s - GLIDE_S:
            away = -_ease((since - self.each_s + GLIDE_S) / GLIDE_S) * 430
        lift = 3 * math.sin(2 * math.pi * (since / 3 + number * 0.13)) if not away else 0.0
        x = GOOD_CENTRE[0] - GOOD_SIDE / 2 + away
        y = GOOD_CENTRE[1] - GOOD_SIDE / 2 - abs(lift)
        good.lay(frame, self.px(x), self.px(y))

    def _lay_snow(self, frame: Frame, at_s: float) -> None:
        """Let the snow of both depths fall behind the window's ring, and only there."""
        radius = self.px(WINDOW_RADIUS)
        left, top = self.px(WINDOW_CENTRE[0]) - radius, self.px(WINDOW_CENTRE[1]) - radius
        white = np.zeros_like(self._pane)
        for flakes, speed in zip(self._snow, SNOW_SPEEDS, strict=True):
            # A whole number of rounds in the loop, so that its end meets its beginning.
            rounds = max(1, round(speed * self.scale * self.loop_s / len(flakes)))
            shift = int(at_s / self.loop_s * rounds * len(flakes)) % len(flakes)
            np.maximum(white, np.roll(flakes, shift, axis=0)[: 2 * radius], out=white)
        np.minimum(white, self._pane, out=white)
        light, _colours = canvas.planes(frame)
        under = light[top : top + 2 * radius, left : left + 2 * radius]
        mixed = (canvas.WHITE - under) * white
        mixed >>= 8
        under += mixed.astype(np.uint8)

    @cached_property
    def _pane(self) -> Words:
        """Return how far each pixel of the window's square lets snow be seen, 0 to 255."""
        side = 2 * self.px(WINDOW_RADIUS)
        mask = Image.new("L", (side, side))
        edge = self.px(15)
        ImageDraw.Draw(mask).ellipse((edge, edge, side - edge, side - edge), fill=215)
        return np.asarray(mask, dtype=np.uint16)

    @cached_property
    def _snow(self) -> list[Words]:
        """Two tall tiles of flakes that repeat downwards: small and far, larger and near."""
        chance = np.random.default_rng(20190110)
        side = 2 * self.px(WINDOW_RADIUS)
        tiles = []
        for flakes, size in ((70, 1.3), (34, 2.3)):
            tile = Image.new("L", (side, side + self.px(60)))
            draw = ImageDraw.Draw(tile)
            for x, y in chance.uniform(0, 1, (flakes, 2)):
                reach = size * self.scale
                place = (4 + x * (side - 8), 6 + y * (tile.height - 12))
                draw.circle(place, reach, fill=230)
            soft = tile.filter(ImageFilter.GaussianBlur(0.6 * self.scale))
            tiles.append(np.asarray(soft, dtype=np.uint16))
        return tiles

    def _lay_lanterns(self, frame: Frame, at_s: float) -> None:
        turns = round(self.loop_s / 4.2) or 1
        for number, (x, y) in enumerate(LANTERNS):
            phase = 2 * math.pi * (at_s / self.loop_s * turns + number * 0.37)
            poses = self._lantern_poses
            pose = poses[round((math.sin(phase) + 1) / 2 * (len(poses) - 1))]
            pose.lay(frame, self.px(x) - pose.width // 2, self.px(y))

    @cached_property
    def _lantern_poses(self) -> list[Sprite]:
        lantern = backdrop.lantern(self.scale)
        pivot = (lantern.width / 2, 0)
        degrees = [step * 0.5 for step in range(-6, 7)]
        return [
            Sprite(lantern.rotate(turn, Image.Resampling.BICUBIC, center=pivot)) for turn in degrees
        ]

    def _lay_petals(self, frame: Frame, at_s: float) -> None:
        for number in range(PETALS):
            rounds = max(1, round(self.loop_s / (11 + number * 1.7)))
            turn = (at_s / self.loop_s * rounds + number / PETALS) % 1
            x = 60 + number * 71 + 34 * math.sin(2 * math.pi * (turn * 2 + number * 0.3))
            poses = self._petal_poses
            pose = poses[int(turn * 40 + number) % len(poses)]
            pose.lay(frame, self.px(x - 60 * turn), self.px(-20 + turn * 1000))

    @cached_property
    def _petal_poses(self) -> list[Sprite]:
        petal = backdrop.petal(self.scale)
        turned = [petal.rotate(30 * step, Image.Resampling.BICUBIC) for step in range(12)]
        return [Sprite(pose) for pose in turned]

    def _lay_clock(self, frame: Frame, at_s: float) -> None:
        minutes, seconds = divmod(int(at_s), 60)
        shown = f"{minutes:02d}:{seconds:02d}"
        x = self.px(CLOCK[0]) - self._clock_plate.width
        y = self.px(CLOCK[1]) - self._clock_plate.height // 2
        self._clock_plate.lay(frame, x, y)
        x += self.px(12)
        for letter in shown:
            glyph = self._digits[letter]
            glyph.lay(frame, x, y)
            x += glyph.width

    @cached_property
    def _clock_plate(self) -> Sprite:
        width = sum(self._digits[letter].width for letter in "00:00") + 2 * self.px(12)
        plate = Image.new("RGBA", (width, self.px(34)))
        box = (0, 0, plate.width - 1, plate.height - 1)
        ImageDraw.Draw(plate).rounded_rectangle(box, self.px(17), fill="#1e2a26d0")
        return Sprite(plate)

    @cached_property
    def _digits(self) -> dict[str, Sprite]:
        """Every digit on a tile of one width, so that the running clock does not shiver."""
        font, tiles = self.font("Bold", 20), {}
        for letter in "0123456789:":
            tile = Image.new("RGBA", (self.px(7 if letter == ":" else 13), self.px(34)))
            draw = ImageDraw.Draw(tile)
            draw.text((tile.width / 2, tile.height / 2), letter, "#fbf8f1", font, anchor="mm")
            tiles[letter] = Sprite(tile)
        return tiles


def _ease(part: float) -> float:
    """Start and stop softly: 0 to 1 over 0 to 1."""
    return part * part * (3 - 2 * part)

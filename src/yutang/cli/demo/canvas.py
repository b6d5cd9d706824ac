"""Pictures in the video's own form: a plane of light, and two of colour at half the size.

Laying sprites straight into these planes (YUV 4:2:0, BT.709, limited range) spares each frame a
conversion, and moves half the bytes that RGB would.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Frame = NDArray[np.uint8]
"""One picture as the encoder takes it: height × 1.5 rows of width; light, then both colours."""
Numbers = NDArray[np.floating[Any]]
Words = NDArray[np.uint16]

WHITE = 235
"""The lightest light of the limited range."""
LIGHT = (0.2126, 0.7152, 0.0722)
"""Shares of red, green and blue in light (BT.709)."""


def planes(frame: Frame) -> tuple[Frame, Frame]:
    """Return views of the light (height × width) and the colours (2 × half × half)."""
    height, width = frame.shape[0] * 2 // 3, frame.shape[1]
    return frame[:height], frame[height:].reshape(2, height // 2, width // 2)


def still(picture: Image.Image) -> Frame:
    """Return an RGB picture of even sides as a frame."""
    light, colours = _light_and_colours(np.asarray(picture.convert("RGB"), dtype=np.float32))
    width = picture.width
    frame = np.empty((picture.height * 3 // 2, width), dtype=np.uint8)
    lights, pairs = planes(frame)
    lights[...] = light.round()
    pairs[...] = np.stack([_halved(colour) for colour in colours]).round()
    return frame


class Sprite:
    """A small picture with transparency, ready to be laid on a frame quickly."""

    def __init__(self, image: Image.Image) -> None:
        whole = image.convert("RGBA")
        self.width, self.height = whole.size
        left, top, right, bottom = whole.getbbox() or (0, 0, 2, 2)
        # Even corners and sides, so that four points of light share one of colour.
        self.left, self.top = left & ~1, top & ~1
        right, bottom = right + (right & 1), bottom + (bottom & 1)
        pixels = np.asarray(whole.crop((self.left, self.top, right, bottom)), dtype=np.float32)
        light, colours = _light_and_colours(pixels[..., :3])
        alpha = pixels[..., 3] / 255
        self._light = _laid(light, alpha)
        halves = _halved(alpha)
        # Colour is weighted with how much of it is there: clear points have none to give.
        mixed = [_halved(colour * alpha) / np.maximum(halves, 1e-6) for colour in colours]
        self._colours = [_laid(colour, halves) for colour in mixed]

    def lay(self, frame: Frame, x: int, y: int) -> None:
        """Lay the sprite with its upper left corner at x, y; what lies outside is cut off."""
        x, y = x + self.left, y + self.top
        light, colours = planes(frame)
        _lay(light, *self._light, x, y)
        for plane, (paint, rest) in zip(colours, self._colours, strict=True):
            _lay(plane, paint, rest, x // 2, y // 2)


def _laid(values: Numbers, alpha: Numbers) -> tuple[Words, Words]:
    """Return paint and rest in 256ths, so that laying needs a shift and fits 16 bits."""
    parts = (alpha * 256).round()
    return (values * parts).astype(np.uint16), (256 - parts).astype(np.uint16)


def _lay(under: Frame, paint: Words, rest: Words, x: int, y: int) -> None:
    left, top = max(x, 0), max(y, 0)
    right = min(x + paint.shape[1], under.shape[1])
    bottom = min(y + paint.shape[0], under.shape[0])
    if left >= right or top >= bottom:
        return
    inside = np.s_[top - y : bottom - y, left - x : right - x]
    place = under[top:bottom, left:right]
    mixed = place * rest[inside]
    mixed += paint[inside]
    mixed >>= 8
    place[...] = mixed


def _light_and_colours(rgb: Numbers) -> tuple[Numbers, tuple[Numbers, Numbers]]:
    """Return Y, and Cb with Cr, in their limited ranges 16 to 235 and 16 to 240."""
    red, green, blue = rgb[..., 0], rgb[..., 1], rgb[..., 2]
    full = LIGHT[0] * red + LIGHT[1] * green + LIGHT[2] * blue
    bluish = 128 + (blue - full) / (2 * (1 - LIGHT[2])) * 224 / 255
    reddish = 128 + (red - full) / (2 * (1 - LIGHT[0])) * 224 / 255
    return 16 + full * 219 / 255, (bluish, reddish)


def _halved(plane: Numbers) -> Numbers:
    """Return the mean of each square of four points."""
    height, width = plane.shape
    squares: Numbers = plane.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3))
    return squares

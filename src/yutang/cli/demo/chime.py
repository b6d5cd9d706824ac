"""The demo's sound: a few soft plucked notes of the pentatonic scale, low and slow."""

import functools

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
Sound = NDArray[np.float32]

GONG_HZ = 146.83
"""The lowest note, d: the scale's other notes stand above it."""
SCALE = (0, 2, 4, 7, 9)
"""Semitones of gong, shang, jue, zhi and yu."""
PEAK = 0.16
"""Loudest sample; full scale would be 1."""
NOTE_S = 3.2
BEAT_S = 0.75


def loop(seconds: float, seed: int = 20190110) -> Sound:
    """Return one channel, 1 × samples at `RATE`; its end flows into its beginning."""
    samples = round(seconds * RATE)
    sound = np.zeros(samples, dtype=np.float32)
    chance = np.random.default_rng(seed)
    step = 5
    for beat in range(int(seconds / BEAT_S)):
        step = int(np.clip(step + chance.integers(-2, 3), 0, 12))
        # Rests leave air between the phrases; a bass note marks every eighth beat.
        if beat % 8 in (3, 7) or chance.random() < 0.28:  # noqa: PLR2004 - the phrase's rests
            continue
        begin = int((beat * BEAT_S + chance.uniform(0, 0.03)) * RATE)
        _add(sound, begin, _pluck(step) * np.float32(0.55 + 0.45 * chance.random()))
        if beat % 8 == 0:
            _add(sound, begin, _pluck(step % 5) * np.float32(0.5))
    loudest = float(np.abs(sound).max())
    return sound[None, :] * np.float32(PEAK / loudest if loudest else 0)


@functools.cache
def _pluck(step: int) -> Sound:
    """Return one plucked string: overtones that fade the faster the higher they are."""
    octave, degree = divmod(step, len(SCALE))
    pitch = GONG_HZ * 2 ** (octave + SCALE[degree] / 12)
    at = np.arange(round(NOTE_S * RATE), dtype=np.float32) / RATE
    note = np.zeros_like(at)
    for overtone, share in ((1, 1.0), (2, 0.42), (3, 0.2), (4, 0.09), (5, 0.05)):
        fading = np.exp(-at * (1.1 + 0.9 * overtone))
        note += share * fading * np.sin(2 * np.pi * pitch * overtone * at)
    note *= np.minimum(at / 0.006, 1) * np.minimum((NOTE_S - at) / 0.4, 1)
    return note.astype(np.float32)


def _add(sound: Sound, begin: int, note: Sound) -> None:
    """Add the note from `begin` on; what passes the loop's end sounds on at its beginning."""
    while len(note):
        part = note[: len(sound) - begin]
        sound[begin : begin + len(part)] += part
        note, begin = note[len(part) :], 0

"""What the ecology room decides: land, photos, survival. Pure, of plain values."""

from yutang.ecology.rules.land import Shape, overlap_mu, read_corners, read_geojson
from yutang.ecology.rules.photos import Taken, day_says, place_says
from yutang.ecology.rules.survival import Look, Standing, due_dates, standing

__all__ = [
    "Look",
    "Shape",
    "Standing",
    "Taken",
    "day_says",
    "due_dates",
    "overlap_mu",
    "place_says",
    "read_corners",
    "read_geojson",
    "standing",
]

"""Pages of the atlas room, all public: maps of figures, and two places or years side by side."""

from yutang.atlas.pages.compare import compare, compare_file
from yutang.atlas.pages.maps import outlines, show

__all__ = ["compare", "compare_file", "outlines", "show"]

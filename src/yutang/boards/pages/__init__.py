"""Pages of the boards room: the entry, a board, a chart's file, the big screen."""

from yutang.boards.pages.files import file
from yutang.boards.pages.screens import screen, screen_data
from yutang.boards.pages.showing import board, choose, country, entry

__all__ = ["board", "choose", "country", "entry", "file", "screen", "screen_data"]

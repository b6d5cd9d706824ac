"""Words of a course in the reader's language; Chinese where its author wrote no English."""

from yutang.plumbing.reader import reads_english


def pick(zh: str, en: str) -> str:
    """Return the text for this reader."""
    return en if en and reads_english() else zh

"""Text that people typed, as it is kept beside other people's."""

import unicodedata

# Controls, direction overrides and other invisible marks, halves of characters. Letters that this
# Python does not know yet stay: rare names are written with them.
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


def one_line(text: str) -> str:
    """Return the text in one line, without what moves or hides the text around it."""
    spaced = "".join(" " if letter.isspace() else letter for letter in text)
    seen = "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", seen).split())

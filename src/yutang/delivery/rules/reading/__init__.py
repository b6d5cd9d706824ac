"""What somebody pasted, read as a receiver: name, mobile number, county, detail.

Any order, with labels or without. Every character of the text is given a part: what is none of
the others is the detail, so nothing is lost; who reads it may be wrong, so the next best names
and counties come with it, to be put right in one tap (decision 0015).
"""

from yutang.delivery.rules.reading.reader import TEXT_MAX, Guess, Reading, read

__all__ = ["TEXT_MAX", "Guess", "Reading", "read"]

"""The little of H.264's byte stream (ITU-T H.264 Annex B, ISO 14496-15) that cutting needs."""

from collections.abc import Iterator

_SPS = 7
_PPS = 8
_START = b"\x00\x00\x00\x01"
_AVCC_HEAD = 6


def nal_length_bytes(extradata: bytes | None) -> int:
    """Return how many bytes prefix each unit (avcC), or 0 for a byte stream with start codes."""
    if not extradata or extradata[0] != 1 or len(extradata) < _AVCC_HEAD:
        return 0
    return (extradata[4] & 0b11) + 1


def units(data: bytes, length_bytes: int) -> Iterator[bytes]:
    """Yield the NAL units of a packet; what is cut short is left out."""
    if length_bytes == 0:
        yield from _between_start_codes(data)
        return
    at = 0
    while at + length_bytes < len(data):
        size = int.from_bytes(data[at : at + length_bytes])
        at += length_bytes
        if size == 0 or at + size > len(data):
            return
        yield data[at : at + size]
        at += size


def to_byte_stream(data: bytes, length_bytes: int) -> bytes:
    """Return the packet with start codes in place of lengths."""
    return b"".join(_START + unit for unit in units(data, length_bytes))


def parameter_sets(data: bytes, length_bytes: int) -> tuple[bytes, ...]:
    """Return the sequence and picture parameter sets inside a packet, in order, each once."""
    found = (unit for unit in units(data, length_bytes) if unit[0] & 0b11111 in (_SPS, _PPS))
    return tuple(dict.fromkeys(found))


def sequence_sets(sets: tuple[bytes, ...]) -> frozenset[bytes]:
    """Of parameter sets, the sequence ones: they carry the size of the picture."""
    return frozenset(unit for unit in sets if unit[0] & 0b11111 == _SPS)


def avcc_sets(extradata: bytes) -> tuple[bytes, ...]:
    """Return the parameter sets of an avcC record."""
    found: list[bytes] = []
    at = _AVCC_HEAD - 1
    for mask in (0b11111, 0xFF):
        if at >= len(extradata):
            break
        count = extradata[at] & mask
        at += 1
        for _ in range(count):
            size = int.from_bytes(extradata[at : at + 2])
            found.append(extradata[at + 2 : at + 2 + size])
            at += 2 + size
    return tuple(unit for unit in found if unit)


def _between_start_codes(data: bytes) -> Iterator[bytes]:
    at = data.find(b"\x00\x00\x01")
    while at >= 0:
        begin = at + 3
        at = data.find(b"\x00\x00\x01", begin)
        # A four-byte start code, and trailing zeros, leave zero bytes at the unit's end.
        unit = (data[begin:at] if at >= 0 else data[begin:]).rstrip(b"\x00")
        if unit:
            yield unit

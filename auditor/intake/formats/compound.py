"""Compound files (the container of .xls and .doc): one stream by its name."""

from __future__ import annotations

import struct

_FREE = 0xFFFFFFFA


def stream(data: bytes, *names: str) -> bytes | None:
    """Return the bytes of the first stream that has one of the names, or None.

    Raises
    ------
    ValueError, struct.error, IndexError
        The container is damaged.
    """
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or mini_shift != 6:
        raise ValueError("sector size")
    size = 1 << shift
    if any(count > len(data) // size for count in struct.unpack_from("<I16xI4xI", data, 44)):
        raise ValueError("more sectors than bytes")
    fat = _table(data, _fat_sectors(data, size), size)
    directory = _chain(data, struct.unpack_from("<I", data, 48)[0], fat, size, size)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    for entry in entries:
        length = struct.unpack_from("<H", entry, 64)[0]
        if entry[66] != 2 or entry[: max(length - 2, 0)].decode("utf-16-le", "replace") not in names:
            continue
        first, wanted = struct.unpack_from("<II", entry, 116)
        if wanted >= struct.unpack_from("<I", data, 56)[0]:
            return _chain(data, first, fat, size, size)[:wanted]
        root = _chain(data, struct.unpack_from("<I", entries[0], 116)[0], fat, size, size)
        mini = _chain(data, struct.unpack_from("<I", data, 60)[0], fat, size, size)
        return _chain(root, first, list(struct.unpack(f"<{len(mini) // 4}I", mini)), 1 << mini_shift, 0)[:wanted]
    return None


def _fat_sectors(data: bytes, size: int) -> list[int]:
    sectors = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        if following >= _FREE:
            break
        *more, following = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        sectors += more
    return [sector for sector in sectors if sector < _FREE]


def _table(data: bytes, sectors: list[int], size: int) -> list[int]:
    entries: list[int] = []
    for sector in sectors:
        entries += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return entries


def _chain(data: bytes, sector: int, table: list[int], size: int, offset: int) -> bytes:
    """Join the sectors of a chain; one longer than the table runs in a circle."""
    parts: list[bytes] = []
    while sector < _FREE:
        if len(parts) > len(table):
            raise ValueError("circular chain")
        if offset + (sector + 1) * size > len(data):
            raise ValueError("sector beyond the end")
        parts.append(data[offset + sector * size : offset + (sector + 1) * size])
        sector = table[sector]
    return b"".join(parts)

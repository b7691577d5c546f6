"""UTF-16 and UTF-32: told by a byte order mark (Unicode 16, 23.8), or without one by where the zeros are."""

import codecs

HEAD = 4096
"""How many bytes from the beginning are looked at."""
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Each mark with its codec. That of UTF-32 begins with that of UTF-16, so it comes first."""


def marked_encoding(data: bytes) -> tuple[bytes, str]:
    """The byte order mark that bytes begin with, and its codec; both empty where there is none."""
    return next(((mark, codec) for mark, codec in BYTE_ORDER_MARKS if data.startswith(mark)), (b"", ""))


def unmarked_encoding(data: bytes) -> str:
    """The codec of UTF-16 or UTF-32 without a mark; empty for bytes that are in neither."""
    head = data[:HEAD]
    if len(head) < 8:
        return ""
    zeros = [head[at::4].count(0) for at in range(4)]
    empty = [10 * count > 2 * len(head) for count in zeros]
    # The upper half of a character is zero in nearly every script; of the lower, a byte is in the Latin one alone.
    upper_first, upper_last = all(empty[:2]), all(empty[2:])
    if upper_first != upper_last:
        return "utf-32-be" if upper_first else "utf-32-le"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if 10 * max(even, odd) <= len(head) or 4 * min(even, odd) > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"

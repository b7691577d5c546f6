"""Writes small PDFs for tests, in Courier, whose characters are all six tenths of its size wide."""

import textwrap
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 600, 800
FONTS = {"": "F1", "bold": "F2"}


class Text(NamedTuple):
    """A piece of a line at a place of a page, in points from its lower left corner."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = ""


def column(text: str, x: float, y: float, chars: int, *, size: float = 10, indent: int = 0) -> list[Text]:
    """A paragraph of lines of at most `chars` characters, from `y` down, 1.2 × `size` apart; words break at hyphens."""
    lines = textwrap.wrap(" " * indent + text, chars, break_on_hyphens=True, drop_whitespace=True)
    return [
        Text(x + (len(line) - len(line.lstrip())) * 0.6 * size, y - at * 1.2 * size, line.lstrip(), size)
        for at, line in enumerate(lines)
    ]


def pdf(
    pages: Sequence[Iterable[Text]],
    *,
    info: str = "",
    streams: Sequence[bytes] = (),
    more: Sequence[bytes] = (),
    catalog: str = "",
    trailer: str = "",
) -> bytes:
    """A PDF with these pages; `streams` are the contents of further pages, `more` further objects from number 6 on."""
    contents = [*(zlib.compress(_content(page)) for page in pages), *streams]
    first = 6 + len(more)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(contents)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode(),
        *more,
    ]
    for at, content in enumerate(contents):
        resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /I 6 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources {resources}"
            f" /Contents {first + 2 * at + 1} 0 R >>".encode(),
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(content), content),
        ]
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R /Info 5 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table) + end.encode()


def _content(page: Iterable[Text]) -> bytes:
    shown = []
    for text in page:
        words = text.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        shown.append(
            b"BT /%b %g Tf 1 0 0 1 %g %g Tm (%b) Tj ET" % (FONTS[text.font].encode(), text.size, text.x, text.y, words)
        )
    return b"\n".join(shown)


PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    b"stream\n\x80\nendstream"
)
SCANNED_PAGE = zlib.compress(b"q 600 0 0 800 0 0 cm /I Do Q")
LOCKED = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >>"
    " /ID [<" + "43" * 16 + "> <" + "43" * 16 + ">]"
)

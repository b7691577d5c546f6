"""Articles to edit: one in several layouts, as files of a folder, with other line ends, and with a byte order mark."""

import shutil
from collections.abc import Callable
from pathlib import Path

LAYOUTS = Path(__file__).parent / "files" / "edit" / "articles"


def _crlf(content: bytes) -> bytes:
    return content.replace(b"\n", b"\r\n")


def _marked(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + content


VARIANTS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "interleaved": ("interleaved.toml", bytes),
    "inline": ("inline.toml", bytes),
    "parts": ("parts", bytes),
    "parts-crlf": ("parts", _crlf),
    "interleaved-crlf-bom": ("interleaved.toml", lambda content: _marked(_crlf(content))),
}
"""From a name to the layout, and what is done to the bytes of its files."""


def edited_copy(variant: str, folder: Path) -> Path:
    """A copy of the article in one variant, in a folder of its own."""
    name, change = VARIANTS[variant]
    path = folder / name
    if (LAYOUTS / name).is_dir():
        shutil.copytree(LAYOUTS / name, path)
        files = list(path.iterdir())
    else:
        shutil.copy(LAYOUTS / name, path)
        files = [path]
    for file in files:
        file.write_bytes(change(file.read_bytes()))
    return path

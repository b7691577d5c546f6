"""Values of which only some are right: kinds, types, coordinates, addresses, names of people."""

import re
from collections.abc import Iterator

from kztui.article.findings import Finding, Keys, Rule, Where
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.model import FORMAT, OLDEST_FORMAT
from kztui.article.publication import Name, Publication, csl_name
from kztui.article.suggestion import nearest
from kztui.files.csl_types import CSL_TYPES
from kztui.files.rules.context import RuleContext

UNKNOWN_KIND = Rule("unknown-kind", "error", "An actor or claim is of no kind that the format knows.", 'kind = "army"')
UNKNOWN_TYPE = Rule("unknown-type", "error", "The article's type is none of CSL 1.0.2.", 'type = "journal-article"')
UNKNOWN_FORMAT = Rule(
    "unknown-format", "error", "The format has a number that this program does not know.", "format = 7"
)
BAD_URL = Rule(
    "bad-url",
    "error",
    "An address does not begin with http:// or https:// and a host, or names a user before the host.",
    'URL = "file:///tmp"',
)
DECEPTIVE_HOST = Rule(
    "deceptive-host",
    "warning",
    "The letters of an address’s host are of several scripts, or look like those of another host.",
    'URL = "https://аpple.example"  # its first letter is Cyrillic',
)
BAD_DOI = Rule("bad-doi", "error", "A DOI begins with 10., without an address before it.", 'DOI = "doi.org/10.1/x"')
NAME_PARTS = Rule(
    "name-parts", "error", "A name has a family name, or is literal, and not both.", 'author = [{ given = "Ada" }]'
)
OUTSIDE_ID = Rule("outside-id", "error", "An id from outside has no scheme, or no value.", 'ids = ["Q232"]')
BAD_REVIEW = Rule("bad-review", "error", "A review is neither open nor absent.", 'review = "done"')
RULES = (
    UNKNOWN_KIND,
    UNKNOWN_TYPE,
    UNKNOWN_FORMAT,
    BAD_URL,
    DECEPTIVE_HOST,
    BAD_DOI,
    NAME_PARTS,
    OUTSIDE_ID,
    BAD_REVIEW,
)

OPEN = "open"
_OUTSIDE_ID = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def find(context: RuleContext) -> Iterator[Finding]:
    """Values out of range or out of vocabulary."""
    file = context.file
    if not OLDEST_FORMAT <= file.format <= FORMAT:
        message = f"this program knows formats {OLDEST_FORMAT} to {FORMAT}, not {file.format}"
        yield Finding(UNKNOWN_FORMAT, Where(("format",)), message, str(FORMAT))
    yield from _publication(file.article)
    if file.original is not None:
        yield from _address(("original", "url"), file.original.url)
    for kind in KINDS:
        for path, item in context.by_kind[kind.item_kind]:
            if kind.own_kinds and item.kind and item.kind not in kind.own_kinds:
                yield _kind((*path, "kind"), item)
            if item.review and item.review != OPEN:
                message = f"a review is open or absent, not “{item.review}”"
                yield Finding(BAD_REVIEW, Where((*path, "review")), message, OPEN)
        for path, item in context.by_kind[kind.item_kind] if "ids" in kind.__struct_fields__ else ():
            for at, outside in enumerate(getattr(item, "ids")):  # noqa: B009 - only some kinds have them
                if not _OUTSIDE_ID.fullmatch(outside):
                    message = f"an id from outside has a scheme and a value, as wikidata:Q232 has, not “{outside}”"
                    yield Finding(OUTSIDE_ID, Where((*path, "ids", at)), message)


def _kind(path: Keys, item: Item) -> Finding:
    known = item.own_kinds
    article = "an" if item.item_kind[0] in "aeiou" else "a"
    message = f"{article} {item.item_kind} is not of kind “{item.kind}”, but {', '.join(known[:-1])} or {known[-1]}"
    return Finding(UNKNOWN_KIND, Where(path), message, nearest(item.kind, known))


def _publication(publication: Publication) -> Iterator[Finding]:
    if publication.type not in CSL_TYPES:
        message = f"CSL has no type “{publication.type}”"
        yield Finding(UNKNOWN_TYPE, Where(("article", "type")), message, nearest(publication.type, CSL_TYPES))
    yield from _address(("article", "URL"), publication.URL)
    if publication.DOI and not publication.DOI.startswith("10."):
        bare = publication.DOI[max(publication.DOI.find("10."), 0) :]
        suggestion = bare if bare.startswith("10.") else ""
        yield Finding(BAD_DOI, Where(("article", "DOI")), "a DOI begins with 10.", suggestion)
    for field in publication.__struct_fields__:
        names = getattr(publication, field)
        if isinstance(names, tuple):
            for at, name in enumerate(names):
                yield from _name(("article", csl_name(field), at), name)


def _address(path: Keys, url: str) -> Iterator[Finding]:
    """What is wrong with the address of a web page, where there is one."""
    if not url:
        return
    from kztui.article.web_address import WebAddressError, is_web_address, web_address  # noqa: PLC0415 - not for the first paint

    try:
        found = web_address(url)
    except WebAddressError as error:
        host = url.partition("/")[0]
        guess = f"https://{url}" if "." in host and ":" not in host else url
        guess = guess.replace(" ", "%20")
        yield Finding(BAD_URL, Where(path), str(error), guess if is_web_address(guess) else "")
    else:
        if found.warning:
            yield Finding(DECEPTIVE_HOST, Where(path), f"the host {found.host} {found.warning}")


def _name(path: Keys, name: Name) -> Iterator[Finding]:
    if name.literal and (name.family or name.given):
        yield Finding(NAME_PARTS, Where(path), "a name is either literal or has family and given names")
    elif not name.literal and not name.family:
        suggestion = f'{{ literal = "{name.given}" }}' if name.given else ""
        yield Finding(NAME_PARTS, Where(path), "a name has neither a family name nor a literal one", suggestion)

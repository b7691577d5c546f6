"""Where the address of a web page leads: the host that a browser would connect to, and homoglyphs that deceive."""

import re
import unicodedata
from typing import NamedTuple

_ADDRESS = re.compile(r"(https?)://([^/?#]+)([/?#].*)?", re.IGNORECASE | re.DOTALL)
_PORT = re.compile(r"(.*?)(?::([0-9]{0,5}))?", re.DOTALL)
_IPV6 = re.compile(r"\[[0-9A-Fa-f:.]+\]")
_NO_HOST = frozenset('/?#@:\\%[]<>^|"`{}')
_FULL_STOPS = re.compile("[\u3002\uff61]")
"""Browsers take the full stops of Chinese and Japanese for dots (UTS 46, section 2.3)."""
_TOGETHER = ({"HAN", "HIRAGANA", "KATAKANA", "LATIN"}, {"HAN", "BOPOMOFO", "LATIN"}, {"HAN", "HANGUL", "LATIN"})
"""Scripts that one language is written in: "highly restrictive" of UTS 39, section 5.2."""
_WITHOUT_MARKS = frozenset({"LATIN", "CYRILLIC", "GREEK"})
"""Scripts whose letters are one character with their mark, in names of hosts."""
_SAME_SCRIPT = {"CJK": "HAN", "IDEOGRAPHIC": "HAN", "KATAKANA-HIRAGANA": "KATAKANA"}
_LOOK_LATIN = {
    "CYRILLIC": frozenset("асԁеһіјӏорԛѕԝхуѵѡпгькԍҽ"),
    "GREEK": frozenset("αικνρυωηοτ"),
    "ARMENIAN": frozenset("ցեհոսօքզյռ"),
}
"""Small letters that look like Latin ones; a host of them alone, under a Latin domain, passes for another."""
_PHONETIC = frozenset("ɑɡɩɪʀʏʜʟɴᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱ")
"""Latin letters of phonetic alphabets that look like those of every other, and that no language has in its names."""
_SIGNS = frozenset("·・་׳״")
"""Signs within words, of Catalan, Japanese, Tibetan and Hebrew (RFC 5892, appendix A)."""
LONGEST = 253
"""Characters of a host in DNS (RFC 1035, section 2.3.4); in ASCII it has no fewer than in Unicode."""
SHOWN = 60
"""Characters of a host that are shown: of a longer one the end, which says whose it is."""


class WebAddress(NamedTuple):
    """An address that may be opened."""

    host: str
    """The host as it is to be shown: in ASCII (punycode) where its letters deceive."""
    url: str
    """The address with its host in ASCII (IDNA), as it is opened."""
    warning: str
    """How the letters of the host deceive; empty where they do not."""


class WebAddressError(Exception):
    """An address that is not opened; the message says why."""


def web_address(url: str) -> WebAddress:
    """The parts of an address that matter to whoever opens it.

    Raises WebAddressError when it is no http:// or https:// address, or names a user before its host, as
    `https://known.example@evil.example` does.
    """
    found = _ADDRESS.fullmatch(url)
    if not found or "\\" in url or any(char <= " " or char == "\x7f" or char.isspace() for char in url):
        raise WebAddressError("an address begins with http:// or https:// and has a host and no blanks")
    scheme, authority, rest = found.groups("")
    _, at, server = authority.rpartition("@")
    host, port = _PORT.fullmatch(server).groups("")  # type: ignore[union-attr] # it fits any text
    if port and not 0 < int(port) < 65536:
        raise WebAddressError(f"there is no port {port}")
    ascii_host = host if _IPV6.fullmatch(host) else _ascii(host)
    if at:
        raise WebAddressError(f"the address names a user before its host: it leads to {shown_host(ascii_host)}")
    deceives = _deception(ascii_host)
    opened = f"{scheme.lower()}://{ascii_host}{':' * bool(port)}{port}{rest}"
    return WebAddress(shown_host(ascii_host if deceives else _readable(ascii_host)), opened, deceives)


def is_web_address(text: str) -> bool:
    """Whether `web_address` has nothing against it."""
    try:
        web_address(text)
    except WebAddressError:
        return False
    return True


def shown_host(host: str) -> str:
    """A host in at most `SHOWN` characters: its end tells whose it is."""
    return host if len(host) <= SHOWN else f"…{host[1 - SHOWN :]}"


def _ascii(host: str) -> str:
    """The host as DNS knows it. Raises WebAddressError for a name that no host can have."""
    if len(host) > LONGEST:
        raise WebAddressError(f"“{shown_host(host)}” is no name of a host")
    name = _FULL_STOPS.sub(".", unicodedata.normalize("NFKC", host)).lower()
    if not name.strip(".") or _NO_HOST & set(name) or any(char <= " " or char.isspace() for char in name):
        raise WebAddressError(f"“{shown_host(host)}” is no name of a host")
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        raise WebAddressError(f"“{shown_host(host)}” is no name of a host") from None


def _readable(ascii_host: str) -> str:
    """The host in the letters that it stands for; as it is where they cannot be told."""
    try:
        return ascii_host.encode().decode("idna") if "xn--" in ascii_host else ascii_host
    except UnicodeError:
        return ascii_host


def _deception(ascii_host: str) -> str:
    """How the letters of a host pass for others; empty where they do not."""
    readable = _readable(ascii_host)
    if readable.isascii():
        return ""
    labels = readable.split(".")
    found = next(filter(None, (_deception_of_label(label, labels[-1].isascii()) for label in labels)), "")
    return found and f"{found}: {shown_host(readable)}"


def _deception_of_label(label: str, below_latin: bool) -> str:
    """How a part of a host deceives; what is below a Latin domain, by looking Latin as a whole, too."""
    letters = {char for char in label if _script(char)}
    scripts = {_script(char) for char in letters}
    names = " and ".join(sorted(script.capitalize() for script in scripts))
    looks = (looks for script, looks in _LOOK_LATIN.items() if scripts == {script})
    deceptions = {
        f"mixes {names} letters": len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER),
        f"has marks on {names} letters": scripts
        and scripts <= _WITHOUT_MARKS
        and any(unicodedata.category(char).startswith("M") for char in label),
        "has phonetic letters that look like others": letters & _PHONETIC,
        "has signs that are no letters": any(_is_sign(char) for char in label),
        f"is written in {names} letters that look like Latin ones": below_latin
        and any(letters <= one for one in looks),
    }
    return next((deception for deception, there in deceptions.items() if there), "")


def _is_sign(char: str) -> bool:
    """Whether it is none of what names are made of (IDNA 2008), such as a slash of fractions before another host."""
    return not (char.isascii() or char in _SIGNS or unicodedata.category(char)[0] in "LMN")


def _script(char: str) -> str:
    """The script of a letter, as the names of Unicode begin with it; empty for digits, marks and signs."""
    if not char.isalpha():
        return ""
    first = unicodedata.name(char, "UNKNOWN").split()[0]
    return _SAME_SCRIPT.get(first, first)

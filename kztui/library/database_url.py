"""Addresses of shared libraries, `postgresql://…`: told from folders, and shown without any password."""

import re
from hashlib import blake2b
from urllib.parse import parse_qsl

from kztui.config import is_database_url

_SHOWN = ("host", "port", "dbname", "user", "service", "sslmode", "target_session_attrs")
"""The parameters of an address that are shown; of others nothing is."""


class SharedLibraryError(Exception):
    """A shared library cannot be read or written; the message says why, what would help, and no password."""


def shown_url(url: str) -> str:
    """The address without its password, and without parameters that may hold one.

    Signs that ought to be escaped in a password are taken to be part of it, so that no piece of it is left.
    """
    rest = url.partition("://")[2] if is_database_url(url) else url
    query = ""
    if (at := _parameters_at(rest)) >= 0:
        rest, query = rest[:at], rest[at + 1 :]
        if "@" in query and "@" not in rest:
            return "postgresql://…"  # either part may be of a password
    login, at_sign, place = rest.rpartition("@")
    user = login.partition(":")[0]
    kept = "&".join(f"{name}={value}" for name, value in parse_qsl(query) if name in _SHOWN)
    return f"postgresql://{user}{at_sign}{place}{'?' * bool(kept)}{kept}"


def _parameters_at(rest: str) -> int:
    """Where the parameters begin: at the last question mark that only `name=value` follow; -1 where there are none."""
    at = rest.rfind("?")
    is_query = at >= 0 and all(re.match(r"\w+=", part) for part in rest[at + 1 :].split("&"))
    return at if is_query else -1


def database_key(url: str) -> str:
    """A name for the database, the same for every user of it, for folders on this machine."""
    shown = shown_url(url).removeprefix("postgresql://")
    place = shown.rpartition("@")[2]
    return blake2b(place.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()

"""What went wrong between kztui and a database, in words: which hosts were tried, why each failed, what would help."""

import re
from collections.abc import Iterable, Sequence

from kztui.files.sanitize import sanitize_line

_LONGEST = 500
"""Characters of what a server or libpq says."""
_ATTEMPT = re.compile(r"^- host: (\S{1,300}), port: (\S{1,300}), hostaddr: \S{1,300}: (.*)$", re.MULTILINE)
"""What psycopg says of each of several hosts."""
_BEFORE_REASON = re.compile(r'^[^"\n]{0,60}connection to server [^"\n]{1,20}"[^"\n]{0,300}"[^:\n]{0,300} failed: ')
_SERVER = re.compile(r'connection to server (?:at|on socket) "([^"\n]{1,300}?)(?:/\.s\.PGSQL\.\d{1,9})?"')
_PORT = "5432"
_READ_ONLY = ("read-only", "read-write", "standby")
_HINTS = (
    (("password", "no pg_hba.conf entry"), "the password is that of PGPASSWORD, ~/.pgpass or the address"),
    (("does not exist",), "createdb makes a database, createuser a user"),
    (("timeout", "timed out"), "is the host right, and can it be reached from here?"),
    (("refused", "No such file", "could not translate", "resolve"), "is the server running there?"),
)


def server_message(error: Exception, secrets: Iterable[str]) -> str:
    """What the server or libpq says, on one line, sanitized, of a bounded length and without passwords."""
    diagnosis = getattr(error, "diag", None)
    text = (diagnosis.message_primary if diagnosis else None) or str(error)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return _without("; ".join(dict.fromkeys(lines)) or type(error).__name__, secrets)


def not_connected(shown: str, error: Exception, secrets: Sequence[str], hosts: Sequence[str], *, writing: bool) -> str:
    """That none of the hosts of an address could be connected to: why each failed, and what would help."""
    attempts = [(_place(host, port), _reason(text)) for host, port, text in _ATTEMPT.findall(str(error))]
    if not attempts:
        first = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
        server = _SERVER.search(first)
        attempts = [(server[1] if server else "", _reason(first))]
    if len(hosts) > 1 and any(place for place, _ in attempts):
        # Hosts whose names have no address are passed over without a word.
        reached = {place.rpartition(":")[0] or place for place, _ in attempts} | {place for place, _ in attempts}
        attempts += [(host, "no address is known for this name") for host in hosts if host not in reached]
    is_replica = writing and any(_is_read_only(reason) for _, reason in attempts)
    cannot = f"cannot {'write to' if writing else 'connect to'} {shown}"
    if len(attempts) > 1:
        tried = [f"{place} ({'can only be read' if _is_read_only(reason) else reason})" for place, reason in attempts]
        tried = list(dict.fromkeys(tried))
        message = f"{cannot}: tried " + " and ".join(filter(None, (", ".join(tried[:-1]), tried[-1])))
    else:
        message = f"{cannot}: {'the server can only be read' if is_replica else attempts[0][1]}"
    return _without(message + _help(str(error), is_replica=is_replica, several=len(attempts) > 1), secrets)


def _help(text: str, *, is_replica: bool, several: bool) -> str:
    """What would help, told by libpq's English words; else nothing."""
    if is_replica and several:
        return ". Reading goes on; writing does when the primary server runs again, or another is promoted"
    if is_replica:
        return " (name the host of the primary server to write)"
    for words, hint in _HINTS:
        if any(word in text for word in words):
            return f" ({hint})"
    return ""


def _is_read_only(reason: str) -> bool:
    return any(word in reason for word in _READ_ONLY)


def _place(host: str, port: str) -> str:
    """A host as an address has it; with its port, where that is not the usual one."""
    host, port = host.strip("'"), port.strip("'")
    return host if port in {"None", "", _PORT} else f"{host}:{port}"


def _reason(text: str) -> str:
    """What libpq says of one host, without that host's name."""
    return _BEFORE_REASON.sub("", text.strip(), count=1).removeprefix("FATAL:").strip()


def _without(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, "…")
    line = sanitize_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"

"""The parts of a Word document (OOXML, ECMA-376 part 2): XML in a ZIP archive, read within limits (zip bombs)."""

import io
import posixpath
import zipfile
import zlib
from typing import Any

from lxml import etree  # type: ignore[import-untyped] # lxml ships no types

from kztui.files.problems import TOO_LARGE, UNREADABLE, file_problem
from kztui.importing.source import OriginalError, Source

MAX_UNPACKED = 512 * 1024 * 1024
"""How many bytes all members of the archive may have, unpacked, as it states them."""
MAX_PART = 64 * 1024 * 1024
"""How many bytes a part may have that is read, unpacked."""
MAX_MEMBERS = 10_000
"""How many members the archive may have."""
MAIN_PART = "word/document.xml"

XmlElement = Any
"""An element of lxml, which ships no types."""

_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError)


class Package:
    """The archive of a Word document. Raises OriginalError for one that is damaged, locked, or above the limits."""

    def __init__(self, source: Source) -> None:
        self._name = source.name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(source.data))
        except _BROKEN as error:
            raise self._damaged(str(error)) from None
        members = self._archive.infolist()
        self._sizes = {member.filename: member.file_size for member in members}
        if len(members) > MAX_MEMBERS:
            raise self._too_large(f"has {len(members):,} members; the limit is {MAX_MEMBERS:,}")
        if sum(self._sizes.values()) > MAX_UNPACKED:
            raise self._too_large(f"unpacks to more than {MAX_UNPACKED // 2**20} MB, which is the limit")
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise OriginalError(file_problem(self._name, UNREADABLE, "is protected by a password: save it without one"))
        self._base = posixpath.dirname(self.main)

    @property
    def main(self) -> str:
        """The name of the part with the text, as the relations of the package name it."""
        relations = self.part("_rels/.rels")
        for relation in relations if relations is not None else ():
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
        return MAIN_PART

    def beside(self, name: str) -> XmlElement | None:
        """The root element of a part beside the main one, such as `styles.xml`; None where there is none."""
        return self.part(posixpath.join(self._base, name))

    def names_beside(self, prefix: str) -> list[str]:
        """The names of the parts beside the main one that begin with `prefix`, in order."""
        start = posixpath.join(self._base, prefix)
        return sorted(name for name in self._sizes if name.startswith(start) and name.endswith(".xml"))

    def part(self, name: str) -> XmlElement | None:
        """The root element of a part; None where there is none. Entities are never resolved.

        Raises OriginalError when it is too large, no well-formed XML, or declares entities.
        """
        if name not in self._sizes:
            return None
        if self._sizes[name] > MAX_PART:
            raise self._too_large(f"holds {name} of more than {MAX_PART // 2**20} MB, which is the limit")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(self._archive.read(name), parser)
        except _BROKEN as error:
            raise self._damaged(f"{name}: {error}") from None
        except etree.XMLSyntaxError as error:
            raise self._damaged(f"{name} is no well-formed XML: {error.msg}") from None
        if root.getroottree().docinfo.internalDTD is not None:
            message = f"declares a document type in {name}, which no word processor writes: it is not read"
            raise OriginalError(file_problem(self._name, UNREADABLE, message))
        return root

    def _damaged(self, why: str) -> OriginalError:
        message = f"is a damaged Word document ({why.rstrip('.')}): get the file anew, or repair it in LibreOffice"
        return OriginalError(file_problem(self._name, UNREADABLE, message))

    def _too_large(self, message: str) -> OriginalError:
        return OriginalError(file_problem(self._name, TOO_LARGE, message))


def local_name(element: XmlElement) -> str:
    """The name of an element without its namespace: the transitional and the strict one (ECMA-376 part 4) are one."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: XmlElement | None, name: str) -> str:
    """An attribute by its name without namespace; empty where there is none."""
    if element is None:
        return ""
    # Names alone: for its items, lxml would look up the value of each among all of them.
    key = next((key for key in element.keys() if key.rpartition("}")[2] == name), None)  # noqa: SIM118 - no dict
    return str(element.get(key)) if key else ""


def child(element: XmlElement | None, *path: str) -> XmlElement | None:
    """The first element along a path of names below `element`."""
    for name in path:
        element = next((inner for inner in element if local_name(inner) == name), None) if element is not None else None
    return element

"""Content types and relationships of a package: which part is what, and which part points to which."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import normpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from xlkinerja.records import Record


class Rel(Record, frozen=True):
    """One relationship. ``target_part``: name of the part as spelled in the package; None when the target is
    external or does not exist. ``raw_target``: the target as written."""

    id: str
    type: str
    target_part: str | None
    external: bool
    raw_target: str

    @property
    def kind(self) -> str:
        """Last word of the type, the same for strict and transitional files: "worksheet", "comments"."""
        return self.type.rstrip("/").rpartition("/")[2]

    def is_a(self, kind: str) -> bool:
        """Whether the relationship is of that kind, whatever its spelling."""
        return self.kind.lower() == kind.lower()


def rels_name(part: str) -> str:
    """Name of the part that holds the relationships of ``part`` ("" for the package itself)."""
    folder, _, name = part.replace("\\", "/").rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def resolve(part: str, target: str) -> list[str]:
    """Names that a target written in the relationships of ``part`` may mean, likeliest first, without leading
    slash: as written and with percent escapes decoded."""
    target = target.replace("\\", "/").partition("#")[0]
    base = "" if target.startswith("/") else part.replace("\\", "/").rpartition("/")[0]
    found = []
    for spelling in (target, unquote(target)):
        name = normpath(f"{base}/{spelling}").lstrip("/")
        while name.startswith("../"):
            name = name[3:]
        if name not in found:
            found.append(name)
    return found


def relationship_elements(root: Element) -> Iterator[tuple[str, str, bool, str]]:
    """(id, type, external, target) of every Relationship element."""
    for element in root:
        if element.tag == "Relationship":
            external = element.get("TargetMode", "").lower() == "external"
            yield element.get("Id", ""), element.get("Type", ""), external, element.get("Target", "")


class ContentTypes:
    """[Content_Types].xml: content type by part name, or by extension."""

    def __init__(self, root: Element | None):
        self.overrides: dict[str, str] = {}
        self.defaults: dict[str, str] = {}
        for element in root if root is not None else ():
            if element.tag == "Override":
                name = element.get("PartName", "").replace("\\", "/").lstrip("/").lower()
                self.overrides[name] = element.get("ContentType", "")
            elif element.tag == "Default":
                self.defaults[element.get("Extension", "").lstrip(".").lower()] = element.get(
                    "ContentType", ""
                )

    def of(self, part: str) -> str:
        """Content type of a part, "" if none is given."""
        name = part.replace("\\", "/").lstrip("/").lower()
        return self.overrides.get(name) or self.defaults.get(name.rpartition(".")[2], "")

"""Digital signatures: a changed copy is no longer the signed document, so its copy carries no signature."""

from __future__ import annotations

from xlkinerja.ooxml.edit.draft import Draft


def drop_signatures(draft: Draft) -> bool:
    """Take the signature parts out; tells whether there were any."""
    links = [k for k in draft.links("") if "digital-signature" in k.type.casefold()]
    parts = [n for n in draft.names if n.casefold().lstrip("/").startswith("_xmlsignatures/")]
    for link in links:
        draft.drop_link("", link.id)
    for part in parts:
        if draft.find(part):
            draft.remove(part)
    return bool(links or parts)

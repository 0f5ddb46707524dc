"""Makes click speak Indonesian: its messages go through gettext, so a translation catalogue is enough."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

_DOMAIN = "xlkinerja"


def speak_indonesian() -> None:
    """Let gettext (and with it click) use our catalogue, whatever the language of the machine."""
    gettext.bindtextdomain(_DOMAIN, str(Path(__file__).parent / "locale"))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = "id"

"""A module that is put off is the module itself as soon as it is used."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys, types
from xlkinerja.lazy_module import put_off
with put_off("colorsys"):
    import colorsys as held
    assert not hasattr(held, "__path__")
assert "colorsys" not in sys.modules
print(held.rgb_to_hsv(1.0, 0.0, 0.0), "colorsys" in sys.modules)
import colorsys
assert isinstance(colorsys, types.ModuleType) and colorsys is not held and colorsys.hsv_to_rgb is held.hsv_to_rgb
with put_off("colorsys"):
    import colorsys as again
assert again is colorsys
"""


def test_a_module_put_off_is_loaded_when_it_is_used():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    assert done.stdout.split() == ["(0.0,", "1.0,", "1.0)", "True"]


def test_pictures_of_xlsxwriter_still_find_their_hash():
    script = (
        "from xlkinerja.ooxml.written_book import written_parts\n"
        "import io, struct, sys, zlib\n"
        "number = lambda value: struct.pack('>I', value)\n"
        "chunk = lambda kind, data: number(len(data)) + kind + data + number(zlib.crc32(kind + data))\n"
        "png = (b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 2, 0, 0, 0))\n"
        "       + chunk(b'IDAT', zlib.compress(b'\\0\\0\\0\\0')) + chunk(b'IEND', b''))\n"
        "write = lambda book: book.add_worksheet('A').insert_image(0, 0, 'a.png', {'image_data': io.BytesIO(png)})\n"
        "parts = written_parts(write)\n"
        "print(parts['xl/media/image1.png'] == png)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("True\n", "")

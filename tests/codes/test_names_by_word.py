"""The index of words finds the kode that a look at every line of the nomenclature finds."""

import pytest

from xlkinerja.codes.nomenclature import _index, kode_of_name
from xlkinerja.numbers.names import best_match, name_words


def by_looking_at_all(name, level):
    items = _index().by_level[level]
    exact = {i.kode for i in items if i.nama.casefold() == name.casefold()}
    if exact:
        return exact.pop() if len(exact) == 1 else None
    place = best_match(name, [i.nama for i in items])
    if place is None:
        return None
    words = name_words(items[place].nama)
    return items[place].kode if len({i.kode for i in items if name_words(i.nama) == words}) == 1 else None


@pytest.mark.parametrize("change", [
    lambda name: name[:-1], lambda name: name.replace("a", "aa", 1), lambda name: name.split(" ", 1)[-1],
    lambda name: " ".join(reversed(name.split())), lambda name: name + " Kecamatan", lambda name: name.split()[0],
])
def test_the_same_kode(change):
    for level, items in _index().by_level.items():
        for item in items[::5]:
            if level.value not in ("urusan", "bidang"):
                name = change(item.nama)
                assert kode_of_name(name, level=level) == by_looking_at_all(name, level), name

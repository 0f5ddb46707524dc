"""The regions' own words for a kecamatan and its head."""

import pytest

from xlkinerja.schema.wilayah import kantor


@pytest.mark.parametrize("profil, wanted", [
    (("Gedeg", "Mojokerto", "Jawa Timur"), ("Kecamatan", "Gedeg", "Camat")),
    (("Kecamatan Gedeg", "", ""), ("Kecamatan", "Gedeg", "Camat")),
    (("Kapanewon Depok", "Sleman", ""), ("Kapanewon", "Depok", "Panewu")),
    (("Depok", "Sleman", "Daerah Istimewa Yogyakarta"), ("Kapanewon", "Depok", "Panewu")),
    (("Jetis", "Kota Yogyakarta", "DI Yogyakarta"), ("Kemantren", "Jetis", "Mantri Pamong Praja")),
    (("Abepura", "Kota Jayapura", "Papua"), ("Distrik", "Abepura", "Kepala Distrik")),
    (("", "", ""), ("Kecamatan", "", "Camat")),
])
def test_what_the_office_is_called(profil, wanted):
    office = kantor(*profil)
    assert (office.sebutan, office.nama, office.kepala) == wanted

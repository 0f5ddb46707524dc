"""Policies: the shipped ones, a region's own file, and clear complaints about wrong ones."""

from decimal import Decimal

import pytest

from xlkinerja.policy import CaraEfisiensi, PolicyError, RumusTurun, load_policy, shipped_policies

D = Decimal


def write(tmp_path, text):
    file = tmp_path / "daerah.toml"
    file.write_text(text, encoding="utf-8")
    return file


def complaint(tmp_path, text):
    with pytest.raises(PolicyError) as caught:
        load_policy(write(tmp_path, text))
    return caught.value.message


def test_shipped():
    assert shipped_policies() == ("jombang", "mojokerto", "nasional")
    assert load_policy(None).nama == load_policy("").nama == "nasional"
    assert load_policy("Kabupaten Mojokerto").nama == "mojokerto"


def test_mojokerto_and_jombang():
    mojokerto, jombang = load_policy("mojokerto"), load_policy("jombang")
    assert (mojokerto.efisiensi.cara, mojokerto.batas_atas, mojokerto.rumus_turun) == (
        CaraEfisiensi.SELISIH,
        None,
        RumusTurun.SELISIH,
    )
    assert (jombang.efisiensi.cara, jombang.efisiensi.perlu_target_tercapai) == (CaraEfisiensi.RASIO, True)
    assert mojokerto.panjang_kode == (2, 4) and mojokerto.pk_berlaku == "Perubahan"
    assert "Tabel 3.1" in jombang.tabel["realisasi_kinerja"]


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("90.5", "Sangat Tinggi"),
        ("90", "Tinggi"),
        ("75.5", "Tinggi"),
        ("75", "Sedang"),
        ("65", "Rendah"),
        ("50", "Sangat Rendah"),
        ("50.01", "Rendah"),
        ("-3", "Sangat Rendah"),
        ("120", "Sangat Tinggi"),
    ],
)
def test_the_scale_of_permendagri_86_has_no_holes(value, label):
    assert load_policy("mojokerto").kategori.label(D(value)) == label


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("88.31", "A"),
        ("88.304", "B"),
        ("88.305", "A"),
        ("76.61", "B"),
        ("76.60", "C"),
        ("65", "C"),
        ("64.99", "D"),
        ("97.33", "A"),
    ],
)
def test_mutu_ikm(value, label):
    assert load_policy().mutu_ikm.label(D(value)) == label


def test_a_policy_can_be_hashed_compared_and_sent_to_another_process():
    import pickle

    policy = load_policy("jombang")
    assert pickle.loads(pickle.dumps(policy)) == policy
    assert hash(policy) == hash(load_policy("jombang"))


def test_a_band_tells_its_range():
    scale = load_policy().kategori
    assert scale.range_text(1) == "lebih dari 75 sampai dengan 90"
    assert scale.range_text(4) == "sampai dengan 50"
    assert scale.find("sangat tinggi") == 0 and scale.find("luar biasa") is None


def test_a_file_of_ones_own_follows_its_base(tmp_path):
    policy = load_policy(write(tmp_path, 'nama = "uji"\ndasar = "jombang"\n[capaian]\nbatas_atas = 100\n'))
    assert (policy.nama, policy.batas_atas, policy.efisiensi.cara) == ("uji", D(100), CaraEfisiensi.RASIO)
    assert policy.kategori == load_policy("nasional").kategori


def test_a_copy_of_the_national_file_may_leave_parts_out(tmp_path):
    policy = load_policy(write(tmp_path, 'nama = "nasional"\n[cetak]\ndesimal = 1\n'))
    assert (policy.desimal, policy.kategori) == (1, load_policy().kategori)


def test_a_scale_of_ones_own_replaces_the_base_scale(tmp_path):
    policy = load_policy(
        write(
            tmp_path,
            """nama = "uji"
[kategori]
langkah = [{ mulai = 85, sebutan = "Baik" }, { sebutan = "Kurang" }]
""",
        )
    )
    assert [policy.kategori.label(D(v)) for v in ("85", "84.99")] == ["Baik", "Kurang"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('nama = "x"\n[efisiensi]\ncara = "bagi"', ("efisiensi.cara", "bagi", "selisih", "rasio", "sisa")),
        ('nama = "x"\n[efisien]\ncara = "rasio"', ("efisien", "Maksud Anda", "efisiensi")),
        ('nama = "x"\n[capaian]\nbatas_ata = 100', ("batas_ata", "Maksud Anda", "batas_atas")),
        ('nama = "x"\n[capaian]\nbatas_atas = "seratus"', ("capaian.batas_atas", "seratus", "tidak")),
        (
            'nama = "x"\n[capaian]\nlainnya_dihitung = "ya"',
            ("capaian.lainnya_dihitung", "ya", "true atau false"),
        ),
        ('nama = "x"\n[cetak]\ndesimal = 9', ("cetak.desimal", "9", "0 sampai dengan 6")),
        ('nama = "x"\n[kode]\npanjang_sub_kegiatan = 3', ("panjang_sub_kegiatan", "3", "[2, 4]")),
        ('nama = "x"\n[pk]\nberlaku = "baru"', ("pk.berlaku", "baru", "Perubahan")),
        ('nama = "x"\ndasar = "mojokreto"', ("mojokreto", "Maksud Anda", "mojokerto")),
        ('nama = "x"\nkategori = 3', ("kategori", "3", "[kategori]")),
        ('judul = "x"', ("nama",)),
        ('nama = "x"\n[kategori]\nlangkah = []', ("kategori.langkah", "dua langkah")),
        (
            'nama = "x"\n[kategori]\nlangkah = '
            '[{lebih_dari = 5, sebutan = "a"}, {lebih_dari = 9, sebutan = "b"}, {sebutan = "c"}]',
            ("kategori.langkah", "urutkan"),
        ),
        ('nama = "x"\n[kategori]\nlangkah = [{sebutan = "a"}, {sebutan = "c"}]', ("tepat satu batas",)),
        (
            'nama = "x"\n[kategori]\nlangkah = [{lebih_dri = 5, sebutan = "a"}, {sebutan = "c"}]',
            ("lebih_dri", "lebih_dari"),
        ),
        ('nama = "x"\n[kewajaran]\ncapaian_rendah = 200', ("capaian_rendah", "capaian_tinggi")),
        ("nama = ", ("TOML",)),
    ],
)
def test_a_wrong_file_is_refused_with_key_value_and_what_is_allowed(tmp_path, text, words):
    message = complaint(tmp_path, text)
    assert all(word in message for word in words), message


def test_unknown_names_and_missing_files():
    with pytest.raises(PolicyError, match="mojokerto"):
        load_policy("mojokert")
    with pytest.raises(PolicyError, match="tidak ditemukan"):
        load_policy("tidak/ada.toml")

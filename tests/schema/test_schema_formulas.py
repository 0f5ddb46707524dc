"""The schema's formulas as Excel formulas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlkinerja.policy import CaraEfisiensi, RumusTurun, load_policy
from xlkinerja.records import replace
from xlkinerja.schema.formulas import expand, references
from xlkinerja.schema.language import FormulaSyntaxError, keys_used, parse_formula
from xlkinerja.schema.standard import STANDARD

MOJOKERTO, JOMBANG = load_policy("mojokerto"), load_policy("jombang")
COLUMNS = [(table, column) for sheet in STANDARD.sheets for table in sheet.tables for column in table.columns]


class Row7:
    """Places of row 7: pagu in D, realisasi in E, capaian in M; children in rows 8, 9 and 12; rows 6 to
    20."""

    own = "F7"
    letters = {
        "pagu": "D",
        "realisasi": "E",
        "capaian": "M",
        "target": "G",
        "arah": "H",
        "indikator": "C",
        "serapan": "N",
        "efisiensi": "O",
        "rp": "P",
        "versi": "A",
        "bagian": "B",
    }
    level = None

    def cell(self, key):
        return f"{self.letters[key]}7" if key in self.letters else None

    def children(self, key):
        return [f"{self.letters[key]}8:{self.letters[key]}9", f"{self.letters[key]}12"]

    def years(self, key):
        return ["P7", "R7", "T7"]

    def top(self, key):
        return [f"{self.letters[key]}7", f"{self.letters[key]}13"]

    def below(self, _key):
        return None

    def top_level(self):
        return self.level

    def rows(self, key):
        return [f"{self.letters[key]}10:{self.letters[key]}20"]

    def source(self):
        return "'SAKIP'!$C$10"

    def profil(self, key):
        return {"pagu_murni": "'Profil'!$B$10", "pagu_perubahan": "'Profil'!$B$11"}.get(key)

    def column(self, table, key):
        return f"'Realisasi Kinerja'!${self.letters[key]}$6:${self.letters[key]}$9"


@pytest.mark.parametrize(
    ("schema", "excel"),
    [
        ("[pagu]-[realisasi]", 'IF(COUNT(D7,E7)<2,"",D7-E7)'),
        ("([pagu]-[realisasi])*2", 'IF(COUNT(D7,E7)<2,"",(D7-E7)*2)'),
        ("SUM(CHILDREN[pagu])", 'IF(COUNT(D8:D9,D12)=0,"",SUM(D8:D9,D12))'),
        ("SUM(YEARS[rp])", 'IF(COUNT(P7,R7,T7)=0,"",SUM(P7,R7,T7))'),
        ("SUM(TOP[pagu])", 'IF(COUNT(D7,D13)=0,"",SUM(D7,D13))'),
        ("SUM(ACROSS[pagu,realisasi,target])", 'IF(COUNT(D7:E7,G7)=0,"",SUM(D7:E7,G7))'),
        ("MEAN(ROWS[capaian])", 'IF(COUNT(M10:M20)=0,"",AVERAGE(M10:M20))'),
        ("BAGI([realisasi],[target])", 'IF(COUNT(E7,G7)<2,"",IF(G7=0,"",E7/G7))'),
        ("[capaian]/9", 'IF(COUNT(M7)<1,"",M7/9)'),
        (
            "SKALA(mutu_ikm,[capaian])",
            'IF(ISNUMBER(M7),IF(ROUND(M7,2)>=88.31,"A",IF(ROUND(M7,2)>=76.61,"B",IF(ROUND(M7,2)>=65,"C","D"))),"")',
        ),
        ("SUMBER", "IF(ISNUMBER('SAKIP'!$C$10),'SAKIP'!$C$10,\"\")"),
        ("PERSEN([realisasi],[pagu])", 'IF(COUNT(E7,D7)<2,"",IF(D7=0,"",E7/D7*100))'),
        (
            "SUM(VERSI[pagu])",
            'IF(COUNTIF(A10:A20,A7)=0,"",IF(COUNT(D10:D20)=0,"",SUMIF(A10:A20,A7,D10:D20)))',
        ),
        (
            "CAPAIAN([target],[realisasi],[arah])",
            'IF(COUNT(G7,E7)<2,"",IF(G7=0,"",IF(H7="Turun",(2*G7-E7)/G7*100,E7/G7*100)))',
        ),
        ("EFISIENSI([capaian],[serapan])", 'IF(COUNT(M7,N7)<2,"",IF(N7=0,"",M7-N7))'),
        ("AVERAGE(ROWS[capaian])", 'IFERROR(AVERAGEIF(B10:B20,"Sasaran Strategis",M10:M20),"")'),
    ],
)
def test_expansion(schema, excel):
    assert expand(schema, Row7(), MOJOKERTO) == excel


def test_total_picks_the_highest_level_by_its_name_so_that_added_rows_count():
    places = Row7()
    places.level = ("A10:A20", "Program")
    assert (
        expand("SUM(TOP[pagu])", places, MOJOKERTO)
        == 'IF(COUNT(D10:D20)=0,"",SUMIF(A10:A20,"Program",D10:D20))'
    )


def test_policy_decides_the_efficiency():
    assert (
        expand("EFISIENSI([capaian],[serapan])", Row7(), JOMBANG) == 'IF(COUNT(M7,N7)<2,"",IF(N7=0,"",M7/N7))'
    )
    sisa = replace(MOJOKERTO, efisiensi=replace(MOJOKERTO.efisiensi, cara=CaraEfisiensi.SISA))
    assert expand("EFISIENSI([capaian],[serapan])", Row7(), sisa) == 'IF(ISNUMBER(N7),IF(N7=0,"",100-N7),"")'


def test_where_the_target_must_be_reached_first_the_keterangan_asks_for_it():
    text = expand("KETERANGAN_EFISIENSI([efisiensi],[capaian])", Row7(), JOMBANG)
    assert text == (
        'IF(ISNUMBER(O7),IF(AND(ISNUMBER(M7),M7<100),"Tidak Efisien",IF(O7>=1,"Efisien","Tidak Efisien")),"")'
    )


def test_policy_decides_lower_is_better():
    other = replace(MOJOKERTO, rumus_turun=RumusTurun.KEBALIKAN)
    assert 'IF(H7="Turun",IF(E7=0,"",G7/E7*100),E7/G7*100)' in expand(
        "CAPAIAN([target],[realisasi],[arah])", Row7(), other
    )


def test_kategori_follows_the_scale_without_holes():
    assert expand("KATEGORI([capaian])", Row7(), MOJOKERTO) == (
        'IF(ISNUMBER(M7),IF(M7>90,"Sangat Tinggi",IF(M7>75,"Tinggi",IF(M7>65,"Sedang",'
        'IF(M7>50,"Rendah","Sangat Rendah")))),"")'
    )


def test_what_is_missing_gives_no_formula():
    assert expand("[pagu]-[tidak_ada]", Row7(), MOJOKERTO) == ""


def test_no_formula_refers_to_itself():
    places = Row7()
    places.own = "D8"
    assert expand("SUM(CHILDREN[pagu])", places, MOJOKERTO) == ""
    assert expand("SUM(TOP[pagu])", places, MOJOKERTO) != ""


def test_neighbours_become_one_range():
    assert references(4, [8, 9, 10, 14]) == ["D8:D10", "D14"]
    assert references(4, [8, 10, 12], harmless=[9, 11]) == ["D8:D12"]
    assert references(4, []) == []


@pytest.mark.parametrize("text", ["SUM(", "[pagu", "PERSEN([a])", "[a]-", "FOO([a])", "[a] & [b]", ""])
def test_other_texts_are_refused(text):
    with pytest.raises(FormulaSyntaxError):
        parse_formula(text)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda x: x.key)
def test_every_formula_of_the_schema_is_in_the_language_and_names_columns_of_its_table(table, column):
    for text in filter(None, (column.formula, column.parent_formula, column.total_formula)):
        assert set(keys_used(text)) <= {c.key for c in table.columns}, text


@given(st.lists(st.integers(1, 200), unique=True), st.sets(st.integers(1, 200)))
def test_references_cover_all_wanted_rows_and_nothing_but_harmless_ones(rows, harmless):
    from xlkinerja.address import Range

    covered = [
        row
        for text in references(3, rows, harmless)
        for row in range(Range.parse(text).row1, Range.parse(text).row2 + 1)
    ]
    assert sorted(covered) == sorted(set(covered))
    assert set(rows) <= set(covered) <= set(rows) | harmless

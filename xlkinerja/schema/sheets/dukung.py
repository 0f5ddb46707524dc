"""The supporting-data sheets, in tab order, and the short names by which ``new --data-dukung`` asks for them."""

from xlkinerja.schema.contract import SheetSpec
from xlkinerja.schema.sheets.dukung_ikm import IKM, RESPONDEN
from xlkinerja.schema.sheets.dukung_ip_asn import IP_ASN
from xlkinerja.schema.sheets.dukung_ipp import IPP
from xlkinerja.schema.sheets.dukung_koordinasi import KOORDINASI
from xlkinerja.schema.sheets.dukung_paten import PATEN
from xlkinerja.schema.sheets.dukung_penduduk import PENDUDUK
from xlkinerja.schema.sheets.dukung_sakip import SAKIP
from xlkinerja.schema.sheets.dukung_sdm import SDM
from xlkinerja.schema.sheets.dukung_tindak_lanjut import TINDAK_LANJUT

DUKUNG: tuple[SheetSpec, ...] = (
    IKM,
    RESPONDEN,
    SAKIP,
    IPP,
    PATEN,
    KOORDINASI,
    IP_ASN,
    PENDUDUK,
    SDM,
    TINDAK_LANJUT,
)
SHORT_NAMES: dict[str, str] = {
    "ikm": IKM.name,
    "ikm-responden": RESPONDEN.name,
    "sakip": SAKIP.name,
    "ipp": IPP.name,
    "paten": PATEN.name,
    "koordinasi": KOORDINASI.name,
    "ip-asn": IP_ASN.name,
    "penduduk": PENDUDUK.name,
    "sdm": SDM.name,
    "tindak-lanjut": TINDAK_LANJUT.name,
}

"""Personal data stops here: columns that hold it are left behind, and traces of it in free text are masked.

Masks never weaken each other: a masked text stays as it is when masked again.
"""

from __future__ import annotations

import re

import pandas as pd

from iku_helpers.inputs.importing.words import bare_question, plain

NUMBER_MASK, ADDRESS_MASK = "[nomor disamarkan]", "[alamat disamarkan]"
MAIL_MASK, NAME_MASK = "[surel disamarkan]", "[nama disamarkan]"
_WHO = (
    r"( (responden|lengkap|anda|saudara|pemohon|pengguna( layanan)?|pelanggan|pengisi|penerima( layanan)?"
    r"|masyarakat|i))*"
)
_TITLES = re.compile(
    rf"nama{_WHO}|nama panggilan|nama ibu.*|full name|name|username|user( name)?"
    r"|(no|nomor|nomer)? ?(nik|ktp|kk|kartu keluarga|paspor|npwp|nip|sim|rekening|identitas)( .*)?"
    r"|(no|nomor|nomer) induk kependudukan( .*)?"
    r"|(no|nomor|nomer)? ?(hp|handphone|telepon|telpon|telp|tlp|wa|whatsapp|kontak|ponsel|seluler)( .*)?"
    r"|(alamat )?(e ?mail|surel)( .*)?|email address|alamat( .*)?|domisili|tempat tinggal"
    r"|(ip|alamat ip)( address)?|user agent|device( id)?|lokasi( gps)?|latitude|longitude|koordinat"
    r"|(tempat|tanggal|tgl|tempat tanggal|tempat tgl|tempat dan tanggal)( dan)? lahir|ttl|birth ?date"
    r"|tahun lahir"
    r"|tanda tangan|paraf|ttd|foto( .*)?|rt|rw|rt rw|dusun|banjar( dinas)?|agama|suku"
    r"|(nama |nip |no hp |hp |telepon )?(kepala desa|perbekel|lurah|camat|sekretaris desa|sekdes|operator"
    r"|petugas|pewawancara|surveyor|enumerator|pendamping)( desa)?|id user|user id|akun"
)
BIRTH = re.compile(r"(tanggal|tgl)( dan)? lahir|birth ?date")
_NATIONAL_ID = re.compile(r"\d{16}")
_PHONE = re.compile(r"(?:\+?62|0)?[ .-]?8\d{1,3}[ .-]?\d{3,4}[ .-]?\d{2,5}|\(?0\d{2,3}\)?[ .-]?\d{5,8}")
_MAIL = re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+")
_ADDRESS_IP = re.compile(
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}\b", re.IGNORECASE
)
_DIGITS = re.compile(r"(?<![\w.,])(?:\+|\()?\d(?:[ .()/-]{0,2}\d){7,}(?!\w)")
_HARMLESS = re.compile(
    r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|\d{4}-\d{1,2}-\d{1,2}|(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d"
    r"|\d{1,3}(?:\.\d{3}){2,}|\d{1,2}[.]\d{2} ?- ?\d{1,2}[.]\d{2}"
)
_PLACE = re.compile(
    r"\b(?:[Jj]l|[Jj]ln|JL|JLN)\b\.? *\w+(?: (?!N[oO]\b)[A-Z]\w*){0,4}"
    r"(?:,? *(?:[Nn]o|NO|[Nn]omor|[Bb]lok)\b\.? *\w+)?"
    r"|\b(?:[Jj]alan|[Gg]ang|[Gg]g)\b\.? +(?:[A-Z]\w*[ ,]+){1,4}(?:[Nn]o|NO|[Nn]omor|[Bb]lok)\b\.? *\w+"
    r"|\b(?:RT|Rt|rt)\b\.? *\d+(?: */? *(?:(?:RW|Rw|rw)\b\.? *)?\d+)?|\b(?:RW|rw)\b\.? *\d+"
    r"|\b(?:Br|BD|Banjar Dinas|banjar dinas|Dusun|dusun)\b\.? +(?:Dinas +)?[A-Z]\w*"
)
_NAMED = re.compile(r"\b((?i:a\.? ?n\.|atas nama|nama saya|saya bernama)[ :]*)((?:[A-Z][\w'.]*[ ,]*){1,5})")
SUSPECT = re.compile(
    r"@|\d(?:[ .()/-]{0,2}\d){3}|:[0-9A-Fa-f]+:|\b(?:jln?|jalan|gang|gg|r[tw]|br|bd|banjar|dusun)\b"
    r"|a\.? ?n\.|nama",
    re.IGNORECASE,
)
"""What a text must hold before the masks are tried."""


def is_personal_title(title: str) -> bool:
    """Whether a column's title announces data of a person.

    >>> [is_personal_title(title) for title in ("NAMA LENGKAP", "No. HP/WA", "Nama Layanan", "Alamat Email")]
    [True, True, False, True]
    """
    return any(_TITLES.fullmatch(words) for words in (plain(title), bare_question(title)))


def are_names(column: pd.Series) -> bool:
    """Whether a column meant to number respondents names them instead: most cells words without a figure."""
    sample = [text for text in column.head(2000).unique() if text]
    named = sum(len(re.findall(r"[^\W\d_]", text)) > 2 and not re.search(r"\d", text) for text in sample)
    return 2 * named > len(sample)


def is_personal_column(column: pd.Series) -> bool:
    """Whether a column's values are NIK, phone numbers, e-mail or IP addresses, whatever its title says."""
    sample = [text for text in column.head(2000).unique() if text][:200]
    if len(sample) < 1:
        return False
    hits = sum(_is_personal_value(text) for text in sample)
    return hits > 0.3 * len(sample)


def _is_personal_value(text: str) -> bool:
    compact = text.strip("' ")
    digits = re.sub(r"\D", "", compact)
    if _MAIL.fullmatch(compact) or _ADDRESS_IP.fullmatch(compact):
        return True
    if _NATIONAL_ID.fullmatch(digits) and len(compact) <= 2 * len(digits):
        return (
            True  # sixteen digits and little else: a sentence that mentions a NIK is masked, not left behind
        )
    return 9 <= len(digits) <= 14 and _PHONE.fullmatch(compact) is not None


def _hidden_number(match: re.Match[str]) -> str:
    number = match[0]
    if _HARMLESS.fullmatch(number):
        return number
    return f"({NUMBER_MASK}" if number.startswith("(") and ")" not in number else NUMBER_MASK


def masked(text: str) -> str:
    """``text`` without numbers, mail addresses, places and names that point at a person.

    >>> masked("Hubungi 0812-3456-7890, Jl. Mawar No. 5")
    'Hubungi [nomor disamarkan], [alamat disamarkan]'
    >>> masked("Antrean 3 jam pada 12-10-2024, biaya Rp10.000.000")
    'Antrean 3 jam pada 12-10-2024, biaya Rp10.000.000'
    """
    text = _MAIL.sub(MAIL_MASK, text)
    text = _ADDRESS_IP.sub(NUMBER_MASK, text)
    text = _DIGITS.sub(_hidden_number, text)
    text = _PLACE.sub(ADDRESS_MASK, text)
    return _NAMED.sub(lambda match: match[1] + NAME_MASK + (" " if match[2].endswith(" ") else ""), text)

"""Words of real sheets: one form for comparing them, and what a column's title says the column is.

A title is compared without case, punctuation, line breaks and years; "K0DE" is "kode".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

YEAR = re.compile(r"\b(20\d\d)\b")


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """``text`` in the form used to compare words.

    >>> plain("K0DE\\nDESA_2024"), plain("Jenis  Kelamin (L/P)*")
    ('kode desa 2024', 'jenis kelamin l p')
    """
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = re.sub(r"(?<=[a-z])0(?=[a-z])", "o", text)
    text = re.sub(r"(?<=[a-z])(?=20\d\d\b)", " ", text)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def year_in(title: str) -> int | None:
    """The year a column's title carries.

    >>> year_in("IKS_2023"), year_in("IKS")
    (2023, None)
    """
    found = YEAR.search(plain(title))
    return int(found.group(1)) if found else None


def without_year(title: str) -> str:
    """The title's words, its year left out."""
    return " ".join(YEAR.sub(" ", plain(title)).split())


@dataclass(frozen=True)
class Meaning:
    """What a title says: the canonical field (or "" if none) and why it was taken so."""

    field: str
    why: str


def _compiled(patterns: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {field: re.compile(pattern) for field, pattern in patterns.items()}


_DATE_WORDS = (
    r"(tanggal|tgl)( ?(survei|survey|pengisian|isi|mengisi|kunjungan|wawancara|pelayanan|layanan|responden))?"
)
SURVEY = _compiled(
    {
        "id": r"(no|nomor|nomer)( ?urut)?( ?res(p(onden)?)?)?|responden (ke|no|nomor)"
        r"|id( ?(resp(onden|ondent)?|skm|survei|survey))?"
        r"|responden|respondent( id)?|kode resp(onden)?|noresp(onden)?",
        "tanggal": rf"{_DATE_WORDS}|hari (dan )?tanggal|tanggal (dan )?(jam|waktu)|timestamp"
        r"|(stempel|cap) waktu"
        r"|waktu (pengisian|mengisi|isi)|created (date|at)|submitted( (at|date))?|submission date|date"
        r"|tanggal input",
        "layanan": r"((jenis|nama|unit) )?(layanan|pelayanan)"
        r"( yang (di)?(terima|peroleh|gunakan|pilih|akses|urus|butuhkan|minta|ajukan))?"
        r"|((id|nama|kode) )?loket|keperluan",
        "jenis_kelamin": r"jenis ?kelamin( l p)?|jk|kelamin|gender|sex|l p",
        "usia": r"(usia|umur)( (responden|anda|saudara))?( dalam)?( tahun| th| thn)?|age",
        "pendidikan": r"(tingkat )?pendidikan( terakhir)?",
        "pekerjaan": r"pekerjaan( utama)?|profesi|jenis pekerjaan",
        "saran": r"(kritik( dan)? )?saran( (dan )?(masukan|kritik|perbaikan))?|kritik( (dan )?saran)?|masukan"
        r"|komentar|kesan( (dan )?(pesan|saran))?|keluhan( (dan )?saran)?|saran .{0,60}",
        "kecamatan": r"((nama|kode|unit kerja) )?(kecamatan|kec)( tujuan)?|kecamatan tempat .*",
        "tahun": r"tahun( (survei|survey|data))?",
        "soal": r"(id|kode|nomor|no)? ?(soal|unsur|pertanyaan|indikator)( pelayanan)?",
        "jawaban": r"(id |nilai |isi )?jawaban( responden)?|nilai|skor|nilai persepsi",
    }
)
SERVICES = _compiled(
    {
        "kecamatan": r"(nama )?(kecamatan|kec)",
        "layanan": SURVEY["layanan"].pattern,
        "pengguna": r"((banyak(nya)?|jumlah|jml) )?(pengguna|pemohon|penerima|pelanggan)( (pe)?layanan)?"
        r"( (dalam )?(setahun|1 tahun|satu tahun))?|(banyak(nya)?|jumlah|jml) (permohonan|pelayanan)"
        r"|populasi",
    }
)
VILLAGE = _compiled(
    {
        "kode": r"kode( (desa|kel|kelurahan|wilayah|kemendagri|pum))*|kd (desa|kel)|id desa"
        r"|kode wilayah administrasi"
        r"|kode desa( dan)? kelurahan",
        "kode_prov": r"(kode|kd) ?(prov|provinsi|propinsi)",
        "kode_kab": r"(kode|kd) ?(kab|kabupaten|kab kota|kabupaten kota)",
        "kode_kec": r"(kode|kd) ?(kec|kecamatan)",
        "nama": r"(nama )?(desa|kelurahan|desa kelurahan|kelurahan desa|desa kel|desa atau kelurahan)|nama",
        "kecamatan": r"(nama )?(kecamatan|kec)",
        "kabupaten": r"(nama )?(kab|kabupaten)( kota)?",
        "tahun": r"tahun( (data|survei))?",
    }
)
IDM = _compiled(
    {
        "iks": r"((skor|nilai) )?(iks|indeks ketahanan sosial)( hitung)?",
        "ike": r"((skor|nilai) )?(ike|indeks ketahanan ekonomi)( hitung)?",
        "ikl": r"((skor|nilai) )?(ikl|indeks ketahanan (lingkungan|ekologi)( ekologi)?)( hitung)?",
        "idm": r"((skor|nilai) )?(idm|indeks desa membangun)( hitung)?",
        "status": r"(status|klasifikasi|kategori)( (idm|desa|indeks desa|indeks desa membangun|id))?",
    }
)
VILLAGE_INDEX = _compiled(
    {
        "skor": r"((skor|nilai) )?(indeks desa|id)|skor|nilai|nilai akhir|skor akhir",
        "status": IDM["status"].pattern,
    }
)
REGISTER = _compiled(
    {"jenis": r"jenis|status pemerintahan|jenis (desa|wilayah)|bentuk|desa atau kelurahan jenis"}
)
ADMINISTRATION = _compiled(
    {
        "perdes_lpj": r"perdes lpj|perdes( (tentang )?(lpj|laporan pertanggungjawaban|pertanggungjawaban).*)?"
        r"|peraturan desa .*pertanggungjawaban.*|lpj ditetapkan( dengan perdes)?",
        "diterima": r"diterima.*|(tanggal|tgl) (lpj )?(diterima|terima|penerimaan|masuk|penyampaian).*"
        r"|lpj diterima.*",
        "lampiran_lengkap": r"lampiran( lpj)?( lengkap)?.*|kelengkapan( lampiran)?",
        "publikasi": r"(di)?publikasi(kan)?( .*)?|diumumkan.*|informasi (kepada )?(publik|masyarakat)",
        "keterangan": r"keterangan|ket|catatan",
    }
)


_POLITE = re.compile(
    r"\b(apa|apakah|berapa|berapakah|siapa|siapakah|mohon|silakan|silahkan|isi|isikan|tuliskan|tulis|pilih|sebutkan"
    r"|wajib diisi|wajib|anda|saudara|saudari|sdr|i|bapak|ibu|kakak|kak|responden|saat ini|sekarang)\b"
)


def bare_question(title: str) -> str:
    """A title without the words by which a form only asks politely.

    >>> bare_question("Berapa usia Anda saat ini?"), bare_question("Siapa nama Bapak/Ibu?")
    ('usia', 'nama')
    """
    words = without_year(title)
    return " ".join(_POLITE.sub(" ", words).split()) or words


def attribute(title: str, vocabulary: dict[str, re.Pattern[str]]) -> Meaning:
    """The field whose words the whole title is."""
    for words in dict.fromkeys((without_year(title), bare_question(title))):
        for field, pattern in vocabulary.items():
            if pattern.fullmatch(words):
                return Meaning(field, "menurut judul")
    return Meaning("", "")

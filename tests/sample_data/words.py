"""Invented suggestions and follow-up, by theme. No sentence names or describes a real person or place."""

SUGGESTIONS = {
    "waktu": (
        "Antrean pagi terlalu panjang, mohon ditambah satu loket lagi.",
        "Mohon proses dipercepat, saya menunggu hampir dua jam.",
        "Sebaiknya ada nomor antrean supaya tidak berdesakan.",
        "Surat baru selesai keesokan harinya, padahal cuma satu tanda tangan.",
        "Jam istirahat loket sebaiknya bergantian agar antrean tidak menumpuk.",
        "Pelayanan sudah baik, hanya waktu tunggunya yang lama.",
        "Kalau bisa ada pemberitahuan lewat pesan singkat bila surat sudah selesai.",
        "Tolong ditulis berapa lama tiap layanan selesai.",
        "Hari Senin selalu penuh, mungkin bisa dibagi jamnya.",
        "Menunggu lama karena pejabat yang menandatangani sedang rapat.",
    ),
    "sarana": (
        "Kursi tunggu kurang, banyak warga berdiri.",
        "Mohon tempat parkir diperluas dan diberi atap.",
        "Toilet pengunjung perlu dirawat.",
        "Ruang tunggu panas, tolong ditambah kipas angin.",
        "Jalur kursi roda belum ada, kasihan orang tua.",
        "Papan petunjuk loket kurang jelas dari pintu masuk.",
        "Sediakan air minum dan tempat bermain anak kalau bisa.",
        "Jaringan internet kantor sering putus, pelayanan ikut terhenti.",
        "Listrik padam dan tidak ada genset, jadi harus kembali lagi.",
        "Fotokopi sebaiknya tersedia di kantor camat.",
    ),
    "pengaduan": (
        "Kotak saran ada, tetapi tidak tahu ditindaklanjuti atau tidak.",
        "Mohon ada nomor yang bisa dihubungi untuk pengaduan.",
        "Pengaduan saya bulan lalu belum ada jawabannya.",
        "Hasil pengaduan sebaiknya diumumkan supaya warga percaya.",
    ),
    "persyaratan": (
        "Syarat dari desa dan dari kecamatan berbeda, mohon disamakan.",
        "Tolong daftar persyaratan ditempel di depan atau di media sosial.",
        "Saya bolak-balik karena syaratnya tidak disebutkan lengkap dari awal.",
        "Formulirnya terlalu banyak untuk warga yang sudah lanjut usia.",
    ),
    "petugas": (
        "Petugas ramah, tetapi antrean pagi terlalu panjang.",
        "Petugas loket perlu ditambah pada hari pasaran.",
        "Petugas baru belum hafal alurnya, mohon didampingi.",
        "Tolong petugas memakai tanda pengenal.",
    ),
    "terima kasih": (
        "Terima kasih, pelayanannya cepat dan ramah.",
        "Sudah baik, tolong dipertahankan.",
        "Terima kasih sudah dibantu sampai selesai.",
        "Pelayanan sekarang jauh lebih baik daripada dulu.",
        "Matur suksma, petugasnya sabar menjelaskan.",
        "Semoga pelayanan makin baik lagi ke depan.",
        "Bagus, tidak dipungut biaya sama sekali.",
    ),
}

THEME_OF_UNSUR = {
    "U1": "persyaratan", "U2": "persyaratan", "U3": "waktu", "U6": "petugas", "U7": "petugas",
    "U8": "pengaduan", "U9": "sarana",
}  # fmt: skip

# What may be done about each unsur: activity, when, who is responsible (an office, never a person).
PLANS = {
    "U1": (
        "Daftar persyaratan tiap layanan dipasang di loket dan media sosial",
        "Triwulan I",
        "Kasi Pelayanan Umum",
    ),
    "U2": ("Alur layanan disederhanakan dan dipasang sebagai bagan", "Triwulan II", "Kasi Pelayanan Umum"),
    "U3": (
        "Loket cepat untuk legalisasi dan pengantar; batas waktu dipasang",
        "Triwulan I",
        "Kasi Pelayanan Umum",
    ),
    "U4": ("Pengumuman layanan tanpa biaya di setiap loket", "Triwulan I", "Sekretaris Camat"),
    "U5": ("Pemeriksaan ganda sebelum surat diserahkan", "Triwulan II", "Kasi Pemerintahan"),
    "U6": ("Pelatihan petugas loket", "Triwulan II", "Sekretaris Camat"),
    "U7": ("Penyegaran budaya layanan bagi petugas", "Triwulan III", "Sekretaris Camat"),
    "U8": ("Nomor pengaduan dengan jawaban paling lama 3 hari kerja", "Triwulan I", "Sekretaris Camat"),
    "U9": (
        "Penambahan kursi dan kipas di ruang tunggu; perbaikan jalur kursi roda",
        "Triwulan II",
        "Kasubbag Umum",
    ),
}

DONE = {
    "U1": ("Papan informasi persyaratan", "selesai", "Terpasang di ruang tunggu"),
    "U3": ("Antrean daring", "belum", "Menunggu jaringan kabupaten; dilanjutkan tahun depan"),
    "U6": ("Pelatihan petugas loket", "selesai", "Diikuti semua petugas loket"),
    "U8": ("Kotak saran dan rekap bulanan", "berjalan", "Rekap dibuat sejak triwulan II"),
    "U9": ("Penataan ruang tunggu", "selesai", "Kursi tunggu ditambah"),
}

FAULTS = (
    ("tidak", "ya", "ya", "Perdes LPJ masih dibahas dengan BPD"),
    ("ya", "tidak", "ya", "Catatan atas laporan keuangan belum dilampirkan"),
    ("ya", "ya", "tidak", "Belum diumumkan kepada masyarakat"),
)

"""Which kecamatan a row of a yearly table belongs to, so that its troubles stop that report alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

VILLAGE_TABLES = ("idm", "administrasi")
"""Tables keyed by village code; the others name their kecamatan."""

YEARLY_TABLES = ("kecamatan", "desa", *VILLAGE_TABLES, "layanan", "tindak_lanjut")


@dataclass(frozen=True)
class Owners:
    """The register of one year, turned around: from a code or slug to the kecamatan."""

    slugs: frozenset[str]
    by_prefix: Mapping[str, str]
    by_village: Mapping[str, str]

    @classmethod
    def of_register(cls, kecamatan: Iterable[tuple[str, str]], villages: Iterable[tuple[str, str]]) -> Owners:
        """From pairs of slug and kecamatan code, and pairs of village code and slug, as written."""
        pairs = [(slug.strip(), code.strip().replace(".", "")) for slug, code in kecamatan]
        slugs = frozenset(slug for slug, _ in pairs)
        cells = ((code.strip(), slug.strip()) for code, slug in villages)
        by_village = {code: slug for code, slug in cells if slug in slugs}
        return cls(slugs, {code: slug for slug, code in pairs}, by_village)

    def owner(self, table: str, code: str, slug: str) -> str | None:
        """The kecamatan of a row; a village that names none is placed by the first six digits of its code."""
        if table not in VILLAGE_TABLES and slug.strip() in self.slugs:
            return slug.strip()
        if table in VILLAGE_TABLES or table == "desa":
            code = code.strip()
            return self.by_village.get(code) or self.by_prefix.get(code[:6])
        return None

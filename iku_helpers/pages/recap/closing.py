"""The end of the recapitulation: what it cannot say, and where its data come from."""

from __future__ import annotations

from iku_helpers import rules
from iku_helpers.pages.blocks import Block, bullets, paragraph
from iku_helpers.pages.blocks import together as blocks
from iku_helpers.pages.chapters.origin import files_table
from iku_helpers.pages.recap import order_words
from iku_helpers.pages.recap.recap import Recap
from iku_helpers.pages.sentences import limits
from iku_helpers.pages.sentences.origin import sample_names
from iku_helpers.pages.versions import versions


def cannot_say(recap: Recap) -> Block:
    """What the figures do not bear, only where it applies."""
    items = [item for one in recap.indicators for item in recap.now.items(one.key).values()]
    shares = [item.share for item in items if item.share is not None]
    compared = recap.funnel is not None
    return bullets(
        [
            order_words.RANKS_LIMITS if recap.ranks is not None else "",
            order_words.MEAN if compared else "",
            limits.INTERVAL if recap.now.surveys else "",
            limits.CENSUS if any(share.evaluated == share.total for share in shares) else "",
            limits.PARTLY if any(0 < share.evaluated < share.total for share in shares) else "",
            limits.RUBRIC if any(item.of_villages and not item.counts_status for item in items) else "",
            limits.BREAK if any(report.has_status for report in recap.reports) else "",
            limits.unconfirmed(rules.unconfirmed(recap.rules)),
            limits.sample_data(sample_names(recap.contoh)),
            limits.CAUSES,
        ]
    )


def origin(recap: Recap) -> Block:
    """Every input file of this year, and what the recapitulation was made with."""
    made_with = ", ".join(f"{name} {version}" for name, version in versions().items())
    return blocks(
        files_table(recap.sources, recap.tahun),
        paragraph(
            f"Dibuat dengan {made_with}. Kunci rekap {recap.key} dihitung dari isi berkas di atas. Angka "
            "tiap kecamatan sama dengan yang ada dalam laporan IKU kecamatan itu."
        ),
    )

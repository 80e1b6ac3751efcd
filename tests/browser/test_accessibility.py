"""Every page for everybody: axe-core finds no violation of WCAG 2.2 AA, html-validate finds no error."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOUND = """rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(found =>
  found.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`)))"""
UNFOLD = "document.querySelectorAll('details').forEach(folded => { folded.open = true })"
CONFIG = Path(__file__).parent / "htmlvalidate.json"


@pytest.fixture(scope="module")
def axe(node_modules: Path) -> str:
    return (node_modules / "axe-core" / "axe.min.js").read_text("utf-8")


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    """Opens a page past its own policy, which lets no script in, not even the examiner's."""
    contexts = []

    def visit() -> Any:
        contexts.append(browser.new_context(bypass_csp=True))
        return contexts[-1].new_page()

    yield visit
    for context in contexts:
        context.close()


def violations(page: Any) -> list[str]:
    """What axe says of the page with everything unfolded; what is hidden it would not look at."""
    page.evaluate(UNFOLD)
    return page.evaluate(FOUND, RULES)  # type: ignore[no-any-return]


def test_axe_finds_no_violation(opened, axe, page_file, page_name):
    page = opened()
    page.goto(page_file(page_name).as_uri())
    page.evaluate(axe)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (width, scheme)


@pytest.mark.parametrize(
    ("rule", "spoilt"),
    [
        ("color-contrast", '<p style="color: #999">pucat</p>'),
        ("image-alt", '<img src="data:,">'),
        ("link-name", '<a href="#isi"></a>'),
    ],
)
def test_axe_would_find_a_violation(opened, axe, page_file, rule, spoilt):
    page = opened()
    html = page_file("laporan-iku").read_text("utf-8")
    page.set_content(html.replace("</main>", f"{spoilt}</main>"))
    page.evaluate(axe)
    assert [found.split(":")[0] for found in violations(page)] == [rule]


def validated(node_modules: Path, *pages: Path) -> list[str]:
    """What html-validate says of the pages."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed (apt-get install nodejs npm)")
    tool = node_modules / "html-validate" / "bin" / "html-validate.mjs"
    told = pages[0].parent / "html-validate.json"
    command = [node, str(tool), "--config", str(CONFIG), "--formatter", f"json={told}", *map(str, pages)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert told.exists(), run.stderr
    found = json.loads(told.read_text("utf-8"))
    told.unlink()
    return [
        f"{Path(page['filePath']).name}:{message['line']}: {message['ruleId']}: {message['message']}"
        for page in found
        for message in page["messages"]
    ]


def test_html_validate_finds_no_error(node_modules, page_file, page_name):
    assert validated(node_modules, page_file(page_name)) == []


@pytest.mark.parametrize(
    ("rule", "spoilt"),
    [
        ("no-dup-id", '<p id="isi">dua</p>'),
        ("close-order", "<p><b>silang</p></b>"),
        ("element-permitted-content", "<ul><p>bukan butir</p></ul>"),
    ],
)
def test_html_validate_would_find_an_error(node_modules, page_file, tmp_path, rule, spoilt):
    page = tmp_path / "salah.html"
    html = page_file("laporan-iku").read_text("utf-8")
    page.write_text(html.replace("</main>", f"{spoilt}</main>"), "utf-8")
    assert any(f": {rule}: " in found for found in validated(node_modules, page))

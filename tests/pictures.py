"""The pictures of the documents, made anew from the real thing: report, index, JupyterLab, Excel form.

    .venv/bin/python tests/pictures.py            # needs Debian's chromium, libreoffice and poppler-utils

Nothing is drawn by hand: a picture that no longer fits shows that the product changed.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.properties import PageSetupProperties
from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from fixtures import lab

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
MOST_BYTES = 250_000
REPORT = "laporan-iku-busungbiu-2024"


def main() -> None:
    """Make every picture."""
    DOCS.mkdir(exist_ok=True)
    chromium = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = lab.checkout(Path(scratch) / "iku")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        of_pages(folder, browser)
        of_lab(folder, Path(scratch) / "pribadi", browser)
        browser.close()
        of_form(folder, Path(scratch))


def iku(folder: Path, *arguments: str) -> None:
    """The command, in the copy."""
    subprocess.run([sys.executable, "-m", "iku_helpers.cli", *arguments], cwd=folder, check=True)


def of_pages(folder: Path, browser: Any) -> None:
    """The first screen of the report, and of the index over every report of two years."""
    iku(folder, "run", "--tahun", "2023", "--tahun", "2024")
    pages = {
        REPORT: folder / "outputs/2024/busungbiu" / f"{REPORT}.html",
        "index": folder / "outputs/index.html",
    }
    for name, path in pages.items():
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.goto(path.as_uri())
        shot(page, name)


def of_lab(folder: Path, private: Path, browser: Any) -> None:
    """JupyterLab with the report's notebook, run, at its summary."""
    with lab.served(folder, private) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 1120})
        page.goto(address)
        page.locator(".jp-MarkdownViewer h1").wait_for(timeout=lab.PATIENCE)
        desk = lab.Lab(page, folder)
        desk.open(f"{REPORT.removesuffix('-busungbiu-2024')}.ipynb")
        desk.run_all()
        desk.cell("parameter").evaluate("cell => cell.scrollIntoView({block: 'start'})")
        page.wait_for_timeout(1000)
        shot(page, "lab")
        page.close()


def of_form(folder: Path, scratch: Path) -> None:
    """The entry sheet of the survey's Excel form, as LibreOffice prints it."""
    iku(folder, "new", "2025")
    form = scratch / "formulir.xlsx"
    fill(folder / "params/2025/formulir/survei-busungbiu.xlsx", form)
    office = ["libreoffice", f"-env:UserInstallation={(scratch / 'kantor').as_uri()}", "--headless"]
    for command in (
        [*office, "--convert-to", "pdf", "--outdir", scratch, form],
        [
            "pdftoppm",
            "-r",
            "110",
            "-png",
            "-f",
            "1",
            "-l",
            "1",
            scratch / "formulir.pdf",
            scratch / "formulir",
        ],
    ):
        subprocess.run(command, check=True, capture_output=True)
    (made,) = scratch.glob("formulir-*.png")
    with Image.open(made) as page:
        page.crop(page.convert("L").point(lambda grey: 255 * (grey < 250)).getbbox()).save(made)
    saved(made, "formulir")


def fill(form: Path, copy: Path) -> None:
    """Twelve rows typed into the entry sheet, then alone in the book and one page wide."""
    book = openpyxl.load_workbook(form)
    sheet = book["Isian survei"]
    services = [row[0].value for row in book["Pengguna layanan"].iter_rows(min_row=2) if row[0].value]
    for place in range(12):
        scores = [(place * 7 + unsur * 5) % 3 + 2 for unsur in range(9)]
        person = [
            place + 1,
            dt.date(2025, 6, 2 + place),
            services[place % 3],
            "LP"[place % 2],
            24 + 3 * place,
        ]
        for column, value in enumerate([*person, "SMA", "Wiraswasta", *scores], start=1):
            sheet.cell(2 + place, column).value = value
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.gridLines = True
    sheet.print_area = "A1:P14"
    for other in set(book.sheetnames) - {sheet.title}:
        book[other].sheet_state = "hidden"
    book.active = book.index(sheet)
    book.save(copy)


def shot(page: Any, name: str) -> None:
    """What the browser shows, as a picture of the documents."""
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        page.screenshot(path=file.name)
        saved(Path(file.name), name)


def saved(path: Path, name: str) -> None:
    """Into docs/ with 128 colours, which pages of text do not miss."""
    target = DOCS / f"{name}.png"
    Image.open(path).convert("RGB").quantize(128).save(target, optimize=True)
    size = target.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{target.name} has {size} bytes, more than {MOST_BYTES}")
    sys.stdout.write(f"{target.relative_to(ROOT)} {size} bytes\n")


if __name__ == "__main__":
    main()

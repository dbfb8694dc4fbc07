"""What the window loads before it shows, and what is guarded in its tables."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from models.money import Unit
from tests.builders import example_settlement
from ui import screenshots, theme
from ui.charts.range_bar import RangeBar, paint, position
from ui.inputs import INPUTS, in_order
from ui.main_window import MainWindow
from ui.navigation import PLACES
from ui.subjects import page_of
from ui.tables.base import DISPLAY, never_raises
from ui.tables.clipboard import block_of, mime_of
from ui.tables.totals import totals_of

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"numpy", "pandas", "scipy", "highspy", "openpyxl", "xlsxwriter", "python_calamine"}
SHOW = """
import sys
from ui.app import make_application
from ui.main_window import MainWindow
application = make_application()
window = MainWindow()
window.show()
application.processEvents()
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_the_window_shows_before_any_heavy_library_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", SHOW], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    assert not set(done.stdout.split()) & HEAVY


def test_an_override_that_fails_answers_safely_and_says_so_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    @never_raises(0)
    def rows() -> int:
        raise RuntimeError

    with caplog.at_level(logging.ERROR):
        assert rows() == 0
    assert "rows failed" in caplog.text


def test_every_page_stands_once_in_the_navigation(window: MainWindow) -> None:
    assert {place.key for place in PLACES} == {*(each.collection for each in INPUTS), *window.pages}
    for place in PLACES:
        window.show_page(place.key)
        assert window.navigation.key == place.key
        assert window.page is not None
        assert window.page.head.title.text() == place.title


@pytest.mark.parametrize("inputs", INPUTS, ids=lambda inputs: inputs.collection)
def test_every_row_of_every_collection_has_its_labels(inputs: object) -> None:
    found = next(each for each in INPUTS if each is inputs)
    settlement = example_settlement()
    for row in in_order(settlement, found.collection):
        assert all(label.text(row, settlement) for label in found.labels)


def test_limits_are_totalled_apart_and_del_only_where_both_are_set() -> None:
    settlement = example_settlement()
    cut = settlement.own_cover[0].with_amount(settlement.last_year, None)
    rows = (cut, *settlement.own_cover[1:])
    totals = {total.title: total.amounts for total in totals_of(rows, settlement.years, whole=True)}
    assert totals["Total RDEL"] == (1_400_000_000, 1_420_000_000, 2_820_000_000)
    assert totals["Total CDEL"] == (100_000_000, None, 100_000_000)
    assert totals["Total DEL"] == (1_500_000_000, None, None)


def test_a_block_goes_to_excel_and_back() -> None:
    block = [["Education", "1250.5"], ['a "quoted" name', ""]]
    mime = mime_of(block)
    assert "\r\n" in mime.text()
    assert "<td>1250.5</td>" in mime.html()
    assert block_of(mime.text()) == block


def test_the_range_bar_marks_least_assessed_and_most_in_their_places(qapp: QApplication) -> None:
    image = QImage(400, 60, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    bar = RangeBar(least=25, assessed=50, most=75, whole=100)
    paint(painter, QRectF(0, 0, 400, 60), bar, QFont())
    painter.end()
    track = QRectF(6, 0, 388, 16)
    middle = next(row for row in range(60) if image.pixelColor(20, row) == theme.BLUE) + 8
    colours = [image.pixelColor(int(position(pounds, 100, track)), middle) for pounds in (10, 40, 50, 60, 90)]
    assert colours == [theme.BLUE, theme.BLUE_MID, theme.ORANGE, theme.BLUE_MID, theme.COMPUTED]


def test_a_range_without_mission_cover_stands_at_nil() -> None:
    assert position(0, 0, QRectF(10, 0, 100, 10)) == 10


@pytest.mark.slow
def test_the_pictures_for_the_documents_are_drawn(example_path: Path, tmp_path: Path) -> None:
    pictures = screenshots.draw(tmp_path / "pictures", example_path, sizes=((1280, 800),))
    assert len(pictures) == len(PLACES)
    assert all(picture.stat().st_size > 10_000 for picture in pictures)


def test_figures_are_text_however_large(window: MainWindow) -> None:
    table = window.settlement.table
    window.document.show_in(Unit.POUNDS)
    for row in range(table.rowCount()):
        for column in range(table.columnCount()):
            assert isinstance(table.index(row, column).data(DISPLAY), str)


def test_every_subject_a_check_names_has_a_page(window: MainWindow) -> None:
    answers = window.recalculation.answers
    assert answers is not None
    pages = {place.key for place in PLACES}
    assert {page_of(flag.subject) for key in answers.outcomes for flag in answers.flags(key)} <= pages

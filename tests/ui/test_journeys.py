"""What a finance partner does in the window, from opening a sample to exporting the results."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from models.changes import SetAmount
from models.money import Unit
from settlement_modeller import documents
from tests.builders import MILLION, YEAR_1, YEAR_2, example_file
from tests.ui.driving import PATIENCE, Driver
from ui.main_window import MainWindow
from ui.tables.base import DISPLAY, TOOL_TIP

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_sample_opens_on_its_cover_by_department_budget_and_year(empty_window: MainWindow, qtbot: QtBot) -> None:
    empty_window.filing.ask_open_sample("opportunity_mission")
    Driver(empty_window, qtbot).wait_for_figures()
    table = empty_window.settlement.table
    assert empty_window.page is empty_window.settlement
    assert {"Department", "Budget"} <= {label.title for label in table.labels}
    assert table.rowCount() > 5
    assert "sample" in empty_window.windowTitle()
    assert empty_window.document.path is None


def test_an_empty_window_says_what_to_do(empty_window: MainWindow) -> None:
    assert empty_window.stack.currentWidget() is empty_window.start_page
    assert "Ctrl+O" in empty_window.start_page.open_button.text()
    assert not empty_window.menus.actions["save"].isEnabled()


def test_a_typed_amount_changes_leakage_and_undo_and_redo_follow(driver: Driver) -> None:
    driver.show("pressures")
    assert driver.text("pay", YEAR_1) == "30.0"
    assert driver.assessed() == 50 * MILLION
    driver.type_amount("pay", YEAR_1, "35")
    assert driver.text("pay", YEAR_1) == "35.0"
    assert driver.assessed() == 55 * MILLION
    driver.window.menus.actions["undo"].trigger()
    assert driver.text("pay", YEAR_1) == "30.0"
    assert driver.assessed() == 50 * MILLION
    driver.window.menus.actions["redo"].trigger()
    assert driver.text("pay", YEAR_1) == "35.0"
    assert driver.assessed() == 55 * MILLION


def test_while_a_scenario_is_in_hand_an_amount_becomes_its_change_with_the_reason(driver: Driver) -> None:
    driver.show("pressures")
    driver.take_in_hand("pay-shock")
    page = driver.window.settlement
    assert page.scenario_bar.isVisible()
    assert "Pay one point over" in page.scenario_bar.words.text()
    page.scenario_bar.reason.setText("Pay review body, July")
    driver.type_amount("pay", YEAR_1, "33")
    file = driver.window.document.file
    assert file is not None
    change = file.scenarios[0].changes[-1]
    assert isinstance(change, SetAmount)
    assert (change.amount, change.reason) == (33 * MILLION, "Pay review body, July")
    assert file.settlement == example_file().settlement
    assert "Without this scenario: £30,000,000." in str(driver.cell("pay", YEAR_1).data(TOOL_TIP))
    driver.take_in_hand("base")
    assert driver.text("pay", YEAR_1) == "30.0"
    driver.take_in_hand("full-mission")
    assert page.scenario_bar.reason.text() == ""


def test_an_entry_that_is_no_amount_stays_in_sight_with_its_reason(driver: Driver) -> None:
    driver.show("pressures")
    driver.type_amount("pay", YEAR_1, "lots")
    page = driver.window.settlement
    assert driver.text("pay", YEAR_1) == "lots"
    assert "is not an amount" in str(driver.cell("pay", YEAR_1).data(TOOL_TIP))
    assert page.refused_bar.isVisible()
    assert driver.window.document.saved
    driver.show("lines")
    driver.show("pressures")
    assert driver.text("pay", YEAR_1) == "lots"
    driver.type_amount("pay", YEAR_1, "31")
    assert driver.text("pay", YEAR_1) == "31.0"
    assert not page.refused_bar.isVisible()


def test_enter_takes_the_amount_and_goes_down_as_in_a_spreadsheet(driver: Driver) -> None:
    driver.show("own_cover")
    driver.type_amount("dfe-rdel", YEAR_1, "510")
    table, view = driver.window.settlement.table, driver.window.settlement.grid.view
    driver.qtbot.waitUntil(lambda: table.cell(view.currentIndex()) != table.cell(driver.cell("dfe-rdel", YEAR_1)))
    below = table.cell(view.currentIndex())
    assert below is not None
    assert (below.key, below.year) == ("dfe-cdel", YEAR_1)
    assert driver.text("dfe-rdel", YEAR_1) == "510.0"


def test_what_is_being_typed_survives_figures_that_arrive(driver: Driver, qtbot: QtBot) -> None:
    driver.show("pressures")
    view = driver.window.settlement.grid.view
    index = driver.cell("pay", YEAR_1)
    view.setCurrentIndex(index)
    QTest.keyClicks(view, "4")
    editor = view.indexWidget(index)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "1")
    driver.window.recalculation.ask_again()
    driver.wait_for_figures()
    driver.window.document.show_in(Unit.THOUSANDS)
    driver.window.document.show_in(Unit.MILLIONS)
    assert editor.text() == "41"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: driver.text("pay", YEAR_1) == "41.0", timeout=PATIENCE)


def test_a_blank_is_not_set_and_a_dash_is_nil(driver: Driver) -> None:
    driver.show("own_cover")
    driver.type_amount("dhsc-rdel", YEAR_2, "-")
    assert driver.text("dhsc-rdel", YEAR_2) == "-"
    driver.type_amount("dhsc-rdel", YEAR_2, "")
    assert driver.text("dhsc-rdel", YEAR_2) == "not set"
    assert "1 in 2027-28" in driver.window.settlement.note.text()


def test_a_block_from_excel_is_one_step_and_its_bad_cells_are_marked(driver: Driver) -> None:
    driver.show("own_cover")
    driver.paste("dfe-rdel", YEAR_1, "£520.5\t(10)\r\n-\tabout 4\r\n")
    assert [driver.text("dfe-rdel", year) for year in (YEAR_1, YEAR_2)] == ["520.5", "-10.0"]
    assert [driver.text("dfe-cdel", year) for year in (YEAR_1, YEAR_2)] == ["-", "about 4"]
    assert driver.window.document.undo_stack.count() == 1
    driver.window.menus.actions["undo"].trigger()
    assert driver.text("dfe-rdel", YEAR_1) == "500.0"
    assert driver.text("dfe-cdel", YEAR_2) == "about 4"


def test_amounts_are_read_and_shown_in_the_unit_chosen(driver: Driver) -> None:
    driver.show("pressures")
    driver.window.menus.actions["unit £k"].trigger()
    assert driver.text("pay", YEAR_1) == "30,000"
    driver.type_amount("pay", YEAR_1, "30500.001")
    driver.window.document.show_in(Unit.POUNDS)
    assert driver.text("pay", YEAR_1) == "30,500,001"


def test_compare_shows_each_scenario_with_its_difference_and_the_change_behind_it(driver: Driver) -> None:
    driver.show("compare")
    table = driver.window.compare.table
    rows = {row.title: number for number, row in enumerate(table.records)}
    at = rows["Assessed leakage"]
    assert [table.index(at, column).data(DISPLAY) for column in range(1, 4)] == ["50.0", "62.0", "+12.0"]
    bridge = driver.window.compare.bridge
    assert [row.moved for row in bridge.records] == [None, 12 * MILLION, None]
    assert bridge.records[1].reason == "Award above the funded level"
    box = driver.window.foot.base
    at_shock = box.findData("pay-shock")
    box.activated.emit(at_shock)
    driver.wait_for_figures()
    assert table.columns[1].title.startswith("Pay one point")


def test_a_double_click_on_a_flag_lands_on_the_row_it_is_about(driver: Driver) -> None:
    driver.show("flags")
    page = driver.window.flags
    number = next(at for at, flag in enumerate(page.found.records) if flag.check == "AL-01")
    driver.double_click(page.found_view, page.found.index(number, 2))
    grid = driver.window.settlement.grid
    cell = driver.window.settlement.table.cell(grid.view.currentIndex())
    assert cell is not None
    assert (cell.collection, cell.key, cell.year) == ("agreed", "agreed-rdel", YEAR_1)
    assert driver.window.navigation.key == "agreed"


def test_every_flag_leads_somewhere(driver: Driver) -> None:
    answers = driver.window.recalculation.answers
    assert answers is not None
    for flag in answers.flags("base"):
        driver.window.go_to_subject(flag.subject)
        assert driver.window.navigation.key not in {"", "flags"}


def test_what_is_not_assessable_stands_apart_and_leads_to_what_is_missing(driver: Driver) -> None:
    driver.show("flags")
    page = driver.window.flags
    assert page.missing_view.isVisible()
    assert {flag.severity.value for flag in page.missing.records} == {"not assessable"}
    driver.double_click(page.missing_view, page.missing.index(0, 1))
    assert driver.window.navigation.key == "efforts"
    assert "that is what is missing" in driver.window.foot.save_state.text()


def test_leakage_is_a_range_with_a_sentence_for_each_end(driver: Driver) -> None:
    driver.show("leakage")
    page = driver.window.leakage
    bar = page.bar.bar
    assert bar is not None
    assert (bar.least, bar.assessed, bar.most) == (20 * MILLION, 50 * MILLION, 60 * MILLION)
    assert [label.text().split(":")[0] for label in page.words] == [
        "<b>Least £20.0m",
        "<b>Assessed £50.0m",
        "<b>Most £60.0m",
    ]
    assert "never a pass" in page.caution.text()


def test_positions_show_every_control_total(driver: Driver) -> None:
    driver.show("positions")
    table = driver.window.positions.table
    assert table.rowCount() == 6
    table.sort(3, Qt.SortOrder.DescendingOrder)
    assert table.index(0, 0).data(DISPLAY) == "Health and Social Care"


def test_a_new_scenario_is_taken_in_hand_and_its_reasons_merge_while_typing(driver: Driver) -> None:
    window = driver.window
    window.menus.actions["new scenario"].trigger()
    key = window.document.in_hand
    assert window.document.scenario_titles[key] == "Scenario 3"
    driver.show("pressures")
    driver.type_amount("pay", YEAR_1, "40")
    driver.show("scenarios")
    page = window.scenarios
    assert page.changes.index(0, 1).data(DISPLAY) == "Teachers' pay 2026-27 set to £40.0m"
    page.changes_view.setCurrentIndex(page.changes.index(0, 0))
    before = window.document.undo_stack.count()
    page.reason.selectAll()
    QTest.keyClicks(page.reason, "New award")
    scenario = window.document.scenario(key)
    assert scenario is not None
    assert scenario.changes[0].reason == "New award"
    assert window.document.undo_stack.count() == before + 1
    page.remove.click()
    assert page.changes.rowCount() == 0
    driver.wait_for_figures()


def test_saved_work_reopens_the_same(driver: Driver, tmp_path: Path, qtbot: QtBot) -> None:
    window = driver.window
    driver.show("pressures")
    driver.type_amount("pay", YEAR_1, "35.25")
    assert window.isWindowModified()
    window.menus.actions["save as"].trigger()
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    target = tmp_path / "ours.settlement"
    dialog.selectFile(str(target))
    dialog.accept()
    qtbot.waitUntil(target.exists, timeout=PATIENCE)
    assert window.document.path == target
    assert not window.isWindowModified()
    saved = window.document.file
    assert window.filing.open_path(target)
    assert window.document.file == saved
    assert target.read_text(encoding="utf-8") == documents.text_of(documents.load(target))
    assert driver.text("pay", YEAR_1) == "35.3"
    driver.wait_for_figures()


def test_the_results_are_exported_to_a_workbook(driver: Driver, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "results.xlsx"
    driver.window.filing.export_to(target)
    qtbot.waitUntil(lambda: not driver.window.jobs.running, timeout=6 * PATIENCE)
    assert target.read_bytes().startswith(b"PK")
    assert "Exported results.xlsx" in driver.window.foot.save_state.text()


def test_every_page_and_action_has_a_name_and_a_key(driver: Driver) -> None:
    window = driver.window
    for name, action in window.menus.actions.items():
        assert action.shortcut().toString(), f"{name} has no shortcut"
    for kind in (QComboBox, QLineEdit):
        for control in window.findChildren(kind):
            if control.objectName() != "qt_spinbox_lineedit":
                assert control.accessibleName(), f"{control} has no accessible name"


def test_rows_are_filtered_by_their_words_and_totals_say_so(driver: Driver) -> None:
    driver.show("own_cover")
    page = driver.window.settlement
    page.filter.setText("health")
    assert page.table.rowCount() == 1
    assert "2 rows are hidden" in page.note.text()
    page.filter.clear()
    assert page.table.rowCount() == 3

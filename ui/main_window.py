"""The window: navigation at the left, the page, and at the foot what is always in sight."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from models.checks.base import Subject
from settlement_modeller.documents import BASE
from ui.actions import Menus
from ui.document import Document
from ui.filing import Filing
from ui.foot import Foot
from ui.inputs import INPUTS_BY_COLLECTION
from ui.jobs import Jobs
from ui.navigation import Navigation
from ui.pages.base import Desk, Page
from ui.pages.compare import ComparePage
from ui.pages.flags import FlagsPage
from ui.pages.leakage import LeakagePage
from ui.pages.positions import PositionsPage
from ui.pages.scenarios import ScenariosPage
from ui.pages.settlement import SettlementPage
from ui.pages.start import StartPage
from ui.recalculation import Recalculation
from ui.samples import samples_by_name
from ui.subjects import page_of
from ui.tables.base import never_raises

FIRST_PAGE = "own_cover"
PROGRAM = "Settlement modeller"


class MainWindow(QMainWindow):
    """The one window."""

    def __init__(self) -> None:
        super().__init__()
        self.document = Document(self)
        self.jobs = Jobs(self)
        self.recalculation = Recalculation(self.document, self.jobs, self)
        self.filing = Filing(self.document, self.recalculation, self.jobs, self)
        samples = {name: sample.title for name, sample in samples_by_name().items()}
        desk = Desk(self.document, self.recalculation)
        self.settlement = SettlementPage(desk)
        self.scenarios = ScenariosPage(desk)
        self.compare = ComparePage(desk)
        self.leakage = LeakagePage(desk)
        self.positions = PositionsPage(desk)
        self.flags = FlagsPage(desk)
        self.pages: dict[str, Page] = {
            "scenarios": self.scenarios,
            "compare": self.compare,
            "leakage": self.leakage,
            "positions": self.positions,
            "flags": self.flags,
        }
        self.start_page = StartPage(samples)
        self.navigation = Navigation(self)
        self.foot = Foot(self.document, self.jobs, self)
        self._closing = False
        self._lay_out()
        self.menus = Menus(self, self.document, self._acts(), samples, self.filing.ask_open_sample)
        self._connect()
        self._on_opened()

    def _lay_out(self) -> None:
        self.setWindowTitle(PROGRAM)
        self.resize(1280, 800)
        self.setMinimumSize(960, 560)
        self.stack = QStackedWidget()
        for page in (self.start_page, self.settlement, *self.pages.values()):
            self.stack.addWidget(page)
        middle = QWidget()
        layout = QHBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.navigation)
        layout.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.foot)

    def _acts(self) -> dict[str, Callable[[], None]]:
        return {
            "open": self.filing.ask_open,
            "save": self._save,
            "save as": self._save_as,
            "export": self.filing.ask_export,
            "quit": self._quit,
            "new scenario": self._add_scenario,
            "next scenario": self._take_next,
            "base in hand": self._take_base,
            "recalculate": self.recalculation.ask_again,
            "stop": self.jobs.cancel_all,
            "next page": lambda: self.navigation.step(1),
            "previous page": lambda: self.navigation.step(-1),
            "navigation": self._choose_page,
            "flags": lambda: self.show_page("flags"),
        }

    def _connect(self) -> None:
        document = self.document
        document.opened.connect(self._on_opened)
        for signal in (document.changed, document.choice_changed, document.refused_changed):
            signal.connect(self._refresh)
        document.saved_changed.connect(self._show_title)
        self.recalculation.answers_changed.connect(self._refresh)
        self.navigation.chosen.connect(self.show_page)
        self.filing.said.connect(self._say)
        self.start_page.open_wanted.connect(self.filing.ask_open)
        self.start_page.sample_wanted.connect(self.filing.ask_open_sample)
        for page in (self.settlement, *self.pages.values()):
            page.go_to_subject.connect(self.go_to_subject)
            page.say.connect(self._say)

    @property
    def page(self) -> Page | None:
        """The page in sight; none while nothing is open."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    def show_page(self, key: str) -> None:
        """Show a page by its key in the navigation."""
        if self.document.file is None:
            return
        if self.navigation.key != key:
            self.navigation.choose(key)
            return
        if key in INPUTS_BY_COLLECTION:
            self.stack.setCurrentWidget(self.settlement)
            self.settlement.show_collection(key)
        else:
            self.stack.setCurrentWidget(self.pages[key])
            self.pages[key].refresh()

    def go_to_subject(self, subject: Subject) -> None:
        """Show what a flag is about."""
        key = page_of(subject)
        self.show_page(key)
        if key in INPUTS_BY_COLLECTION:
            words = self.settlement.go_to(subject)
            if words:
                self._say(words)
        elif key == "leakage":
            self.leakage.go_to_department(subject.key)

    @never_raises(None)
    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once nothing is lost and no thread is left running."""
        document = self.document
        if not self._closing and not (document.saved and not document.refused_count):
            event.ignore()
            self.filing.when_nothing_is_lost(self._close_for_good)
            return
        self.jobs.stop()
        event.accept()

    def _close_for_good(self) -> None:
        self._closing = True
        self.close()

    def _on_opened(self) -> None:
        there = self.document.file is not None
        self.navigation.setEnabled(there)
        if not there:
            self.stack.setCurrentWidget(self.start_page)
        elif self.navigation.key:
            self.show_page(self.navigation.key)
        else:
            self.navigation.choose(FIRST_PAGE)
        self._show_title()

    def _refresh(self) -> None:
        page = self.page
        if page is not None:
            page.refresh()
        answers = self.recalculation.answers
        flags = answers.open_flags(self.document.in_hand) if answers else None
        if flags is not None:
            self.navigation.count_flags(sum(flag.severity.calls_for_action for flag in flags))

    def _show_title(self) -> None:
        document = self.document
        file = document.file
        self.setWindowModified(not document.saved)
        if file is None:
            self.setWindowTitle(PROGRAM)
        else:
            title = "" if document.path is None else f"{file.settlement.title} - "
            self.setWindowTitle(f"{title}{document.name}[*] - {PROGRAM}")

    def _say(self, words: str) -> None:
        self.foot.say(words)

    def _save(self) -> None:
        self.filing.save()

    def _save_as(self) -> None:
        self.filing.save_as()

    def _quit(self) -> None:
        self.close()

    def _take_next(self) -> None:
        keys = list(self.document.scenario_titles)
        at = keys.index(self.document.in_hand)
        self.document.take_in_hand(keys[(at + 1) % len(keys)])

    def _take_base(self) -> None:
        self.document.take_in_hand(BASE)

    def _add_scenario(self) -> None:
        self.show_page("scenarios")
        self.scenarios.add_scenario()

    def _choose_page(self) -> None:
        self.navigation.setFocus(Qt.FocusReason.ShortcutFocusReason)

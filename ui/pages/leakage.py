"""The leakage page: mission money that ends in departmental pressures, as a range for every scenario."""

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from models.engine.results import Leakage
from models.money import Unit, money_text
from ui.charts.range_bar import RangeBar
from ui.charts.widgets import RangeBarWidget
from ui.pages.base import Desk, Page
from ui.tables.channels import ChannelTable, channel_columns
from ui.tables.view import DataView

_LINE = 30
_ABOVE_BAR = 10
_IN_SIGHT = 7


def bar_of(leakage: Leakage, unit: Unit, whole: int) -> RangeBar:
    """The range of a scenario on the scale of mission cover."""
    return RangeBar(
        leakage.bounds.least,
        leakage.assessed,
        leakage.bounds.most,
        whole,
        _words(leakage.bounds.least, unit),
        _words(leakage.assessed, unit),
        _words(leakage.bounds.most, unit),
        f"mission cover {money_text(leakage.cover, unit)}",
    )


def _words(pounds: int, unit: Unit) -> str:
    """An amount inside a sentence, where a dash would not be read as nil."""
    return money_text(pounds, unit) if pounds else "nil"


def sentences(leakage: Leakage, unit: Unit) -> tuple[str, str, str]:
    """What least, assessed and most mean, each in a sentence."""
    least, assessed, most = (
        _words(pounds, unit) for pounds in (leakage.bounds.least, leakage.assessed, leakage.bounds.most)
    )
    absorbed, substituted = (_words(pounds, unit) for pounds in (leakage.absorbed, leakage.substituted))
    beyond = " (it counts substitution, which most does not)" if leakage.assessed > leakage.bounds.most else ""
    parts = f"{absorbed} absorbed by pressures and {substituted} replacing a department's own effort"
    return (
        f"<b>Least {least}:</b> mission money in pressures and first calls that nobody can argue away.",
        f"<b>Assessed {assessed}:</b> {parts}, the least that both together can be{beyond}.",
        f"<b>Most {most}:</b> nobody can prove that less has leaked without a ringfence or a declared effort.",
    )


class ScenarioLine(QWidget):
    """One scenario's range beside its name, on the scale that all share."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.title.setFixedWidth(230)
        self.bar = RangeBarWidget(self)
        self.figures = QLabel()
        self.figures.setFixedWidth(336)
        self.setFixedHeight(_LINE)
        for label in (self.title, self.figures):
            label.setContentsMargins(0, _ABOVE_BAR, 0, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.figures)

    def show_range(self, title: str, leakage: Leakage, unit: Unit, whole: int) -> None:
        """Show a scenario."""
        bar = bar_of(leakage, unit, whole)
        self.title.setText(title)
        self.title.setToolTip(title)
        words = f"least {bar.least_text} \u00b7 <b>assessed {bar.assessed_text}</b> \u00b7 most {bar.most_text}"
        self.figures.setText(words)
        plain = RangeBar(bar.least, bar.assessed, bar.most, whole)
        self.bar.show_bar(plain, f"least {bar.least_text}, assessed {bar.assessed_text}, most {bar.most_text}")


class LeakagePage(Page):
    """Ranges of leakage, and where the assessed part of it arises."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.head.title.setText("Leakage")
        self.head.meaning.setText(
            "Mission money that ends in departmental pressures. Money is fungible, so leakage is a range and never "
            "one number."
        )
        self.bar = RangeBarWidget(self, tall=True)
        self.words = [QLabel() for _ in range(3)]
        self.caution = QLabel()
        self.caution.setWordWrap(True)
        self.lines: list[ScenarioLine] = []
        self.lines_box = QVBoxLayout()
        self.channels = ChannelTable(())
        self.channels.setParent(self)
        self.view = DataView("Where assessed leakage arises", self)
        self.view.setModel(self.channels)
        self.view.setSelectionBehavior(DataView.SelectionBehavior.SelectRows)
        self._lay_out()

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setObjectName("strip")
        hero = QGridLayout(frame)
        hero.setContentsMargins(12, 8, 12, 10)
        hero.setHorizontalSpacing(24)
        hero.addWidget(self.bar, 0, 0)
        words = QVBoxLayout()
        for label in self.words:
            label.setWordWrap(True)
            words.addWidget(label)
        hero.addLayout(words, 0, 1)
        hero.setColumnStretch(0, 1)
        hero.setColumnStretch(1, 1)
        hero.addWidget(self.caution, 1, 0, 1, 2)
        self.body.addWidget(frame)
        title = QLabel("Every scenario, on one scale")
        title.setObjectName("section")
        self.body.addWidget(title)
        inside = QWidget()
        inside.setLayout(self.lines_box)
        self.lines_box.setContentsMargins(0, 0, 14, 0)
        self.lines_box.setSpacing(0)
        self.ranges = QScrollArea()
        self.ranges.setWidgetResizable(True)
        self.ranges.setFrameShape(QFrame.Shape.NoFrame)
        self.ranges.setWidget(inside)
        self.ranges.setAccessibleName("Leakage of every scenario")
        self.body.addWidget(self.ranges)
        self.arises = QLabel()
        self.arises.setObjectName("section")
        self.body.addWidget(self.arises)
        self.body.addWidget(self.view, 1)

    def refresh(self) -> None:
        """Show the scenario in hand large, and all of them on one scale."""
        self.show_state()
        document, answers = self.document, self.desk.answers
        results = answers.results(document.in_hand) if answers else None
        if answers is None or results is None:
            return
        unit, leakage = document.unit, results.leakage
        self.bar.show_bar(bar_of(leakage, unit, leakage.cover), " ".join(sentences(leakage, unit)))
        for label, sentence in zip(self.words, sentences(leakage, unit), strict=True):
            label.setText(sentence)
        missing = len(leakage.not_assessable)
        self.caution.setText(
            f"<b>? Not assessable in {missing} control totals:</b> no effort is declared there, so substitution cannot "
            "be shown or excluded. That is never a pass."
        )
        self.caution.setVisible(missing > 0)
        self._show_lines()
        title = document.scenario_titles[document.in_hand]
        self.arises.setText(f"Where it arises in {title}: {money_text(leakage.assessed, unit)} assessed")
        columns = channel_columns(results.settlement)
        fresh = self.channels.columnCount() == 0
        self.channels.show(sorted(leakage.channels, key=lambda each: -each.amount), unit, columns)
        if fresh:
            self.view.fit([column.width for column in columns])

    def go_to_department(self, key: str) -> None:
        """Choose the first channel of a department."""
        for row, channel in enumerate(self.channels.records):
            if channel.pool.holder == key:
                self.view.setCurrentIndex(self.channels.index(row, 0))
                self.view.setFocus()
                return

    def _show_lines(self) -> None:
        answers, document = self.desk.answers, self.document
        outcomes = answers.outcomes if answers else {}
        titles = {key: title for key, title in document.scenario_titles.items() if key in outcomes}
        while len(self.lines) < len(titles):
            line = ScenarioLine(self)
            self.lines.append(line)
            self.lines_box.addWidget(line)
        whole = max((outcome.results.leakage.cover for outcome in outcomes.values()), default=0)
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(titles))
        for line, (key, title) in zip(self.lines, titles.items(), strict=False):
            in_hand = " (in hand)" if key == document.in_hand else ""
            line.show_range(f"{title}{in_hand}", outcomes[key].results.leakage, document.unit, whole)
        self.ranges.setFixedHeight(min(len(titles), _IN_SIGHT) * _LINE + 4)

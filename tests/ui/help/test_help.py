"""F1 at the window: Help opens at what a person is at, and is read and searched by keys."""

from contextlib import asynccontextmanager

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import DatabaseDamaged, PairingCodeRefused
from app.ui import keys
from app.ui.connections.setup.form_error import FormError
from app.ui.help.pages import Place, help_pages, place_of_code
from app.ui.help.topics import OF_PAGES, OF_PARTS, place_for
from app.ui.help.window import HelpWindow
from app.ui.theme import SchemeChoice, Theme
from app.ui.window.main_window import MainWindow
from app.ui.window.pages import PageName
from tests.support.opened import opened
from tests.support.waiting import until
from tests.ui.help.shots import help_at_a_fault, press_help
from tests.ui.scene import scene
from tests.ui.studio import Studio

TODAY = Place.of(OF_PAGES[PageName.TODAY])


@pytest.fixture
def studio_of(qapp, tmp_path):
    """`async with studio_of() as studio`: a desk with everything set up."""

    @asynccontextmanager
    async def make():
        async with scene(tmp_path) as desk:
            studio = Studio(qapp, desk)
            try:
                yield studio
            finally:
                await studio.aclose()

    return make


@pytest.fixture
def theme(qapp):
    return Theme(qapp, choice=SchemeChoice.LIGHT)


@pytest.fixture
def help_of(qapp, qtbot, theme):
    """`await help_of()`: Help in front, opened on the Today page."""
    owner = QWidget()
    qtbot.addWidget(owner)

    async def make():
        window = HelpWindow(owner, theme)
        window.open_at(TODAY)
        await until(window.isActiveWindow)
        return window

    return make


async def come_back(studio):
    """To the window, as whoever closed Help does."""
    studio.window.activateWindow()  # without a window manager nobody else gives it the focus
    await studio.until(studio.window.isActiveWindow)


def press(widget, key):
    QTest.keySequence(widget, QKeySequence(key[0]))


def shown_heading(help_window):
    """The heading that the cursor of the text stands in."""
    return help_window.text.textCursor().block().text()


async def test_f1_opens_each_page_and_a_group_of_the_settings_at_its_own_section(studio_of):
    async with studio_of() as studio:
        await studio.scene.ready()
        window = await studio.open()
        for name in PageName:
            window.open_page(name)
            await come_back(studio)
            help_window = await press_help(studio)
            assert help_window.place == Place.of(OF_PAGES[name]), name
            help_window.close()
        window.open_settings()
        await come_back(studio)
        await studio.until(lambda: window.page.is_filled and not window.page.tasks.running)
        window.page.show_group("privacy")
        assert (await press_help(studio)).place == Place.of(OF_PARTS["settings_privacy"])


async def test_f1_on_a_banner_opens_what_its_code_means_and_elsewhere_offers_it(studio_of):
    async with studio_of() as studio:
        window = await help_at_a_fault(studio)
        assert window.place == place_of_code("NET-02")
        assert shown_heading(window) == "NET-02 The system can't be reached"
        assert window.notice.text == ""
        window.close()
        await come_back(studio)
        studio.window.today.focus_first()
        window = await press_help(studio)
        assert window.place == TODAY
        assert "NET-02" in window.notice.text
        press(window.notice.buttons[0], ("Return",))
        assert window.place == place_of_code("NET-02")
        assert window.notice.text == ""


async def test_back_goes_where_one_was(help_of):
    window = await help_of()
    assert not window.back.isEnabled()
    window.text.link_chosen.emit("trouble.md#work-without-the-internet")
    assert shown_heading(window) == "Work without the internet"
    press(window, keys.HELP_BACK)
    assert window.place == TODAY
    assert not window.back.isEnabled()


async def test_what_is_looked_for_is_found_by_keys_and_marked(help_of):
    window = await help_of()
    press(window, keys.FIND)
    assert window.find_box.hasFocus()
    QTest.keyClicks(window.find_box, "recovery code")
    wanted = Place.of("manager.md#the-recovery-code")
    assert wanted in window.contents.places
    assert "sections found" in window.found.text()
    press(window.find_box, ("Return",))
    assert window.text.hasFocus()
    assert window.place == wanted
    first = window.text.textCursor()
    assert first.selectedText().casefold() == "recovery"
    press(window, keys.FIND_NEXT)
    assert window.text.textCursor().position() > first.position()
    press(window, keys.FIND_PREVIOUS)
    assert window.text.textCursor().position() == first.position()


async def test_nothing_found_says_so_and_esc_brings_the_contents_back(help_of):
    window = await help_of()
    everything = window.contents.places
    window.find_box.setText("xylophone")
    assert window.found.text() == "Nothing found"
    assert window.contents.places == []
    press(window, ("Esc",))
    assert window.contents.places == everything
    press(window, ("Esc",))
    assert not window.isVisible()


async def test_the_contents_lead_to_every_section_by_keys_alone(help_of):
    window = await help_of()
    press(window, keys.NEXT_PANE)
    assert window.contents.hasFocus()
    QTest.keyClick(window.contents, Qt.Key.Key_Home)
    QTest.keyClick(window.contents, Qt.Key.Key_Down)
    assert window.place == help_pages()["reception"].sections[1].place
    press(window, keys.NEXT_PANE)
    assert window.text.hasFocus()


async def test_a_link_out_of_help_opens_the_browser(help_of):
    window = await help_of()
    with opened() as taken:
        window.text.link_chosen.emit("https://help.example/page")
        window.text.link_chosen.emit("http://help.example/page")
        window.text.link_chosen.emit("file:///etc/passwd")
    assert taken.addresses == ["https://help.example/page"]


async def test_nothing_outside_the_guides_is_read_for_a_page(help_of):
    text = (await help_of()).text
    kind = QTextDocument.ResourceType.ImageResource.value
    assert not text.loadResource(kind, "images/today-board-small.png").isNull()
    assert text.loadResource(kind, "../resources/icons/add.svg") is None
    assert text.loadResource(kind, "/etc/hostname") is None


@pytest.mark.parametrize(
    ("scheme", "scale", "width"),
    [(SchemeChoice.LIGHT, 1.0, 1000), (SchemeChoice.DARK, 2.0, 700)],
)
async def test_pages_fit_whatever_the_size_and_the_scheme(help_of, theme, scheme, scale, width):
    window = await help_of()
    theme.choose(scheme, scale=scale)
    window.resize(width, 640)
    text = window.text
    for page in help_pages():
        window.go_to(Place(page=page))
        await until(lambda: text.horizontalScrollBar().maximum() == 0)
        assert text.document().defaultFont().pixelSize() == theme.px(14)
    heading = text.document().begin()
    assert heading.begin().fragment().charFormat().font().pixelSize() == theme.px(20)
    link = text.palette().link().color()
    assert link == theme.color("accent")


async def test_who_listens_hears_what_each_part_is(help_of):
    window = await help_of()
    assert window.text.accessibleName() == "Help: The day at the front desk"
    for part in (window.contents, window.find_box, window.back):
        assert part.accessibleName()


async def test_the_section_asked_for_is_at_the_top_and_stays_there_in_another_size(help_of, theme):
    window = await help_of()
    window.open_at(place_of_code("WRITE-03"))

    def is_at_top():
        top = window.text.cursorForPosition(window.text.rect().topLeft() + QPoint(40, 16))
        return top.block().text().startswith("WRITE-03")

    await until(is_at_top)
    theme.choose(SchemeChoice.DARK, scale=1.5)
    await until(is_at_top)
    item = window.contents.currentItem()
    assert item.text(0).startswith("WRITE-03")
    assert item.parent().isExpanded()


async def test_f1_where_runsheet_cant_start_opens_the_code_of_that(qapp, qtbot, theme):
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.show_failure(DatabaseDamaged(), again=window.hide, leave=window.hide)
    window.show()
    window.activateWindow()
    await until(window.isActiveWindow)
    press(window, keys.HELP)
    found = window.findChild(HelpWindow)
    await until(found.isVisible)
    assert found.place == place_of_code("LOC-06")
    found.close()


async def test_f1_in_a_dialog_opens_what_it_is_for_and_can_be_read(studio_of):
    async with studio_of() as studio:
        await studio.scene.ready()
        window = await studio.open()
        window.print_today()
        printing = window.today.printing
        await studio.until(lambda: printing.panel is not None and printing.panel.isActiveWindow())
        press(printing.panel, keys.HELP)
        found = printing.panel.findChild(HelpWindow)
        await studio.until(found.isActiveWindow)
        assert found.place == Place.of(OF_PARTS["print_panel"])
        press(found, ("Esc",))
        assert not found.isVisible()
        assert printing.panel.isVisible()
        printing.panel.reject()
        await studio.until(lambda: printing.panel is None)


def test_an_error_beside_a_field_is_what_f1_is_asked_about(qtbot):
    window, form, field = QWidget(), QWidget(), QLineEdit()
    form.setObjectName("setup_wizard")
    rows = QVBoxLayout(form)
    fault = FormError(name="code_error")
    rows.addWidget(field)
    rows.addWidget(fault)
    QVBoxLayout(window).addWidget(form)
    qtbot.addWidget(window)
    window.show()
    field.setFocus()
    assert place_for(window, page=None) == Place.of(OF_PARTS["setup_wizard"])
    fault.say(str(PairingCodeRefused(system="Gentu")))
    assert place_for(window, page=None) == place_of_code("AUTH-04")


async def test_tab_goes_through_the_links_of_a_page_and_out_of_it(help_of):
    window = await help_of()
    window.go_to(Place.of("reception.md#find-your-task"))
    window.text.setFocus()
    links = 0
    while window.text.hasFocus():
        links += 1
        assert links < 60, "a trap"
        QTest.keyClick(window.text, Qt.Key.Key_Tab)
    assert links > 20
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert window.text.hasFocus()

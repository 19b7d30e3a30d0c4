"""Pages in a browser: heard, read along and followed with a keyboard, and safe to open."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import axe_faults, axe_source, browser, complaints, look, requested, served, until
from harbour import ARTICLE, SAID, SECONDS, covers, harbour, published, transcript, write_pages
from publishing import HOSTILE, SHOW

from briefing.model import Credit, Episode
from briefing.publish.pages import Heard, audition_page
from briefing.publish.pages import episode as page_of

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

PLAYING = "!document.getElementById('audio').paused"
TIME = "document.getElementById('audio').currentTime"
NOW = "document.querySelector('#words .now')?.textContent"
CHAPTER = "document.querySelector('#chapters .now [dir]')?.textContent"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a show of one episode, and a page of voices."""
    output = tmp_path_factory.mktemp("show")
    published(output)
    voices = [Heard("silent:ada", "en", "female", "none.mp3", "Good morning."),
              Heard("silent:bo", "de", "", "none.mp3", "Guten Morgen.")]  # fmt: skip
    (output / "voices.html").write_bytes(audition_page(voices))
    return output


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as driver:
        yield driver


@pytest.fixture
def driver(chromium: Any, base: str) -> Any:
    """Return the browser, forgetful of what it was told before."""
    look(chromium)
    chromium.get(base)
    chromium.execute_script("localStorage.clear()")
    chromium.get("about:blank")
    complaints(chromium)
    requested(chromium)
    return chromium


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    return axe_source(tmp_path_factory.mktemp("axe"))


@pytest.fixture
def page(site: Path, base: str) -> str:
    """Return the address of the episode's page."""
    (folder,) = (site / "episodes").iterdir()
    return f"{base}episodes/{folder.name}/index.html"


def press(driver: Any, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def focused(driver: Any) -> str:
    """Return what names the element that has the focus."""
    return str(
        driver.execute_script(
            "const e = document.activeElement; return e.id || e.getAttribute('aria-label')"
            " || e.textContent.trim()"
        )
    )


# ------------------------------------------------------------------------------ for everybody


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["show", "episode", "voices"])
def test_axe_finds_no_violation(
    driver: Any, base: str, page: str, axe: str, name: str, dark: bool
) -> None:
    look(driver, dark=dark)
    driver.get({"show": base, "episode": page, "voices": f"{base}voices.html"}[name])
    if name == "episode":
        assert driver.execute_script(
            "for (const one of document.querySelectorAll('details')) one.open = true;"
            "return document.querySelectorAll('details').length"
        )
    assert axe_faults(driver, axe) == []
    if name == "episode":
        driver.execute_script("document.getElementById('help').click()")
        assert axe_faults(driver, axe) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1400])
def test_no_page_is_wider_than_its_window(driver: Any, base: str, page: str, width: int) -> None:
    look(driver, width, 740)
    for address in (base, page, f"{base}voices.html"):
        driver.get(address)
        assert driver.execute_script("return document.documentElement.scrollWidth") <= width


def test_nothing_is_asked_of_anybody_else_and_nothing_is_complained_of(
    driver: Any, base: str, page: str
) -> None:
    for address in (base, page):
        driver.get(address)
        driver.execute_script("document.querySelector('audio').play()")
        until(driver, "document.querySelector('audio').currentTime > 0.1")
    asked = requested(driver)
    assert any(address.endswith(".mp3") for address in asked)
    assert [address for address in asked if not address.startswith(base)] == []
    assert complaints(driver) == []


# ------------------------------------------------------------------------------ the player


def test_space_plays_and_stops_and_the_transcript_follows(driver: Any, page: str) -> None:
    driver.get(page)
    press(driver, " ")
    until(driver, f"{PLAYING} && {TIME} > 0.3")
    assert until(driver, NOW) == SAID[0][1]
    words = until(driver, "[...CSS.highlights.get('word')].map(String).join() || null")
    assert words in SAID[0][1].split()
    press(driver, " ")
    until(driver, f"!({PLAYING})")
    until(driver, "document.querySelector('#play').getAttribute('aria-label') === 'Play'")


def test_keys_step_through_time_chapters_and_speeds(driver: Any, page: str) -> None:
    driver.get(page)
    press(driver, "]")
    until(driver, f"{CHAPTER} === 'Steps & ferries'")
    press(driver, "l")
    until(driver, "document.getElementById('now').textContent === '0:23'")
    press(driver, "j")
    until(driver, "document.getElementById('now').textContent === '0:08'")
    press(driver, "[")
    until(driver, f"{CHAPTER} === 'Lamps'")
    press(driver, ">", ">")
    until(driver, "document.getElementById('audio').playbackRate === 1.5")
    press(driver, "<")
    until(driver, "document.getElementById('audio').playbackRate === 1.25")
    press(driver, "?")
    until(driver, "document.getElementById('keys').open")
    driver.find_element("css selector", "#keys button").click()
    until(driver, "!document.getElementById('keys').open")


def test_single_keys_can_be_switched_off_and_stay_so(driver: Any, page: str) -> None:
    driver.get(page)
    driver.execute_script("document.getElementById('single').click()")
    driver.refresh()
    press(driver, "]")
    assert driver.execute_script(f"return {CHAPTER}") == "Lamps"


def test_the_keyboard_reaches_everything_in_the_order_of_the_page(driver: Any, page: str) -> None:
    from selenium.webdriver import Keys

    driver.get(page)
    order = []
    for _ in range(19):
        press(driver, Keys.TAB)
        order.append(focused(driver))
    assert order[:3] == ["Skip to the player", SHOW.title, "Subscribe"]
    assert order[3:13] == [
        "seek", "previous", "back", "play", "forward", "next", "speed", "follow", "share", "help",
    ]  # fmt: skip
    assert [name.split(" ", 1)[1] for name in order[13:17]] == [
        "Lamps", "Steps & ferries", "Questions and answers", "Closing",
    ]  # fmt: skip
    assert order[17:] == [SAID[0][1], "source"]


def test_a_control_that_has_the_focus_keeps_its_keys(driver: Any, page: str) -> None:
    driver.get(page)
    driver.execute_script("document.getElementById('forward').focus()")
    press(driver, " ")
    until(driver, "document.getElementById('now').textContent === '0:15'")
    assert not driver.execute_script(f"return {PLAYING}")
    driver.execute_script("document.querySelector('#q1 summary').focus()")
    press(driver, " ")
    until(driver, "document.getElementById('q1').open")
    assert not driver.execute_script(f"return {PLAYING}")
    driver.execute_script("document.getElementById('seek').focus()")
    from selenium.webdriver import Keys

    press(driver, Keys.ARROW_RIGHT)
    until(driver, "document.getElementById('now').textContent === '0:16'")


def test_enter_on_a_sentence_plays_from_it(driver: Any, page: str) -> None:
    from selenium.webdriver import Keys

    driver.get(page)
    number = 4
    driver.execute_script(
        "[...document.querySelectorAll('#words a')]"
        ".find((link) => link.textContent === arguments[0]).focus()",
        SAID[number][1],
    )
    press(driver, Keys.ENTER)
    time = until(driver, f"{PLAYING} && {TIME} >= {number * SECONDS} && {TIME}")
    assert time < (number + 1) * SECONDS
    assert until(driver, NOW) == SAID[number][1]
    assert driver.current_url == page


def test_a_question_opens_when_it_is_heard_and_by_its_address(driver: Any, page: str) -> None:
    driver.get(f"{page}#q2")
    assert until(driver, "document.getElementById('q2').open")
    assert not driver.execute_script("return document.getElementById('q1').open")
    driver.get("about:blank")
    driver.get(f"{page}#t={7 * SECONDS}")
    until(driver, "document.getElementById('q1').open")
    press(driver, "k")
    until(driver, f"{PLAYING} && {TIME} >= {7 * SECONDS}")
    assert until(driver, NOW) == SAID[7][1]
    driver.execute_script("document.querySelector('#q2 summary').click()")
    driver.execute_script("document.querySelector('#q2 .from').click()")
    until(driver, f"{TIME} >= {9 * SECONDS}")
    assert until(driver, f"{NOW} === arguments[0] && {NOW}", SAID[9][1])


def test_the_place_is_kept_and_an_address_goes_before_it(driver: Any, page: str) -> None:
    driver.get(page)
    driver.execute_script("document.querySelectorAll('#chapters a')[1].click()")
    until(driver, f"{TIME} > {2 * SECONDS}")
    press(driver, "l", "k")
    until(driver, f"!({PLAYING}) && {TIME} > 20")
    driver.get("about:blank")
    driver.get(page)
    assert until(driver, "document.getElementById('now').textContent").startswith("0:2")
    press(driver, "k")
    until(driver, f"{PLAYING} && {TIME} > 20")
    driver.get("about:blank")
    driver.get(f"{page}#t=13")
    until(driver, "document.getElementById('now').textContent === '0:13'")


def test_following_stops_when_the_reader_scrolls(driver: Any, page: str) -> None:
    from selenium.webdriver import ActionChains

    look(driver, 800, 500)
    driver.get(page)
    driver.execute_script("[...document.querySelectorAll('#words a')].at(-1).click()")
    pressed = "document.getElementById('follow').getAttribute('aria-pressed')"
    until(driver, f"{PLAYING} && {pressed} === 'true'")
    until(driver, "scrollY > 200")

    def scrolled(driver: Any) -> bool:
        ActionChains(driver).scroll_by_amount(0, -60).perform()
        return bool(driver.execute_script(f"return {pressed} === 'false'"))

    from selenium.webdriver.support.wait import WebDriverWait

    WebDriverWait(driver, 20).until(scrolled)


def test_sources_open_beside_the_page_at_the_sentence(driver: Any, page: str) -> None:
    driver.get(page)
    links = driver.execute_script(
        "return [...document.querySelectorAll('.s')].map((a) => [a.href, a.target, a.rel, a.text])"
    )
    assert ["_blank", "noopener", "source"] in [link[1:] for link in links]
    assert f"{ARTICLE}#:~:text=It%20runs%20twice%20a%20day." in [link[0] for link in links]


def test_the_link_to_a_moment_leads_there(driver: Any, page: str) -> None:
    driver.get(f"{page}#t=21")
    driver.execute_script("document.getElementById('share').click()")
    until(driver, "document.getElementById('status').textContent.includes('0:21')")
    assert driver.current_url == f"{page}#t=21"


def test_it_plays_from_a_disk(driver: Any, site: Path) -> None:
    (folder,) = (site / "episodes").iterdir()
    driver.get((folder / "index.html").as_uri())
    driver.execute_script("document.querySelectorAll('#chapters a')[2].click()")
    until(driver, f"{PLAYING} && {TIME} > {6 * SECONDS}")
    assert complaints(driver) == []


def test_printed_it_is_the_whole_text_without_controls(driver: Any, page: str) -> None:
    import base64
    import io

    import pypdf

    driver.get(page)
    printed = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {})["data"])
    pages = pypdf.PdfReader(io.BytesIO(printed)).pages
    text = " ".join(" ".join(part.extract_text() for part in pages).split())
    assert [said for _, said, _, _ in SAID if said not in text] == []
    assert "Follow" not in text
    assert "Copy" not in text


# ------------------------------------------------------------------------------ other forms


def links_of(driver: Any) -> list[list[str]]:
    found: list[list[str]] = driver.execute_script(
        "return [...document.querySelectorAll('.turn p a')].map((a) => [a.href, a.text, a.lang])"
    )
    return found


def test_the_page_of_a_long_episode_makes_the_links_a_short_one_has(
    driver: Any, site: Path, page: str, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.get(page)
    links = links_of(driver)
    assert len(links) > 15
    episode, folder = episode_in(site)
    monkeypatch.setattr(page_of, "PAGE_LIMIT", 0)
    brief = page_of.episode_page(SHOW, episode, covers(site), transcript(site, episode))
    (folder / "brief.html").write_bytes(brief)
    driver.get(page.replace("index.html", "brief.html"))
    assert links_of(driver) == links
    driver.execute_script("document.querySelectorAll('.turn p a:not(.s)')[2].click()")
    until(driver, f"{PLAYING} && {TIME} >= {2 * SECONDS}")
    assert complaints(driver) == []


def episode_in(site: Path) -> tuple[Episode, Path]:
    from briefing import publish

    (episode,) = publish.read_catalogue(site).episodes
    return episode, site / "episodes" / episode.folder


def test_without_scripts_everything_can_be_read_and_heard(base: str, page: str) -> None:
    with browser(scripts=False) as driver:
        look(driver)
        driver.get(page)
        text = driver.find_element("tag name", "main").get_attribute("textContent")
        assert [said for _, said, _, _ in SAID if said not in text] == []
        audio = driver.find_element("tag name", "audio")
        assert audio.is_displayed()
        assert audio.get_attribute("controls")
        assert not driver.find_element("id", "controls").is_displayed()
        sentence = driver.find_element("link text", SAID[1][1])
        assert sentence.get_attribute("href").endswith(f".mp3#t={SECONDS}")
        driver.find_element("css selector", "#q1 summary").click()
        assert driver.find_element("link text", "The port does.").is_displayed()
        driver.get(base)
        assert driver.find_element("tag name", "audio").is_displayed()
        assert f"{SHOW.base_url}feed.xml" in driver.find_element("id", "feed").text


def test_hostile_text_runs_nothing(driver: Any, tmp_path: Path) -> None:
    for number, text in enumerate(HOSTILE[:10]):
        show = replace(SHOW, title=text, description=text, author=text, copyright=text)
        published(
            tmp_path,
            show,
            guid=f"guid {number} {text[:20]}",
            title=text,
            description=text,
            timeline=harbour(tuple((text, text, line[2], line[3]) for line in SAID)),
            credits=(Credit(text, "javascript:alert(1)", text),),
        )
        write_pages(tmp_path, show)
    with served(tmp_path) as base:
        for path in tmp_path.rglob("index.html"):
            driver.get(base + path.relative_to(tmp_path).as_posix())
            # an alert would make this fail, an element of the text's own would be counted
            assert driver.execute_script("return document.querySelectorAll('img').length") == 1
            assert (
                driver.execute_script("return document.querySelectorAll('b:not(.who)').length") == 0
            )
        assert complaints(driver) == []
        assert [address for address in requested(driver) if not address.startswith(base)] == []


@pytest.mark.skipif(not shutil.which("zbarimg"), reason="zbarimg is not installed")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_phone_reads_the_feeds_address_from_the_picture(
    driver: Any, site: Path, tmp_path: Path, dark: bool
) -> None:
    look(driver, dark=dark)
    driver.get((site / "index.html").as_uri())
    picture = driver.find_element("css selector", "#qr div")
    picture.screenshot(str(tmp_path / "qr.png"))
    command = ("zbarimg", "--quiet", "--raw", str(tmp_path / "qr.png"))
    ended = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert ended.stdout.decode().strip() == f"{SHOW.base_url}feed.xml"


def test_the_address_to_subscribe_to_is_that_of_where_the_page_is_read(
    driver: Any, base: str
) -> None:
    driver.get(base)
    assert driver.find_element("id", "feed").text == f"{base}feed.xml"
    links = driver.find_elements("css selector", "[data-scheme]")
    bare = base.removeprefix("http://")
    assert [link.get_attribute("href") for link in links] == [
        f"podcast://{bare}feed.xml", f"pcast://{bare}feed.xml", f"feed:{base}feed.xml",
    ]  # fmt: skip
    assert not driver.find_elements("id", "qr"), "it would lead somewhere else"

"""What the preview shows and tells when something was saved that isn't sound, and how its server answers."""

from __future__ import annotations

import http.client
import io
import json
import re
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import docx
import pytest

from macros.pages.preview import Preview
from macros.pages.preview_server import Handler
from macros.serving import answering
from tests import sample
from tests.checkout import copy
from tests.conftest import DAY

pytestmark = pytest.mark.slow
SECONDS = 60.0
ABOUT = "docs/about/index.md"


class Desk:
    """A checkout with a preview; what the preview tells is in `told`."""

    def __init__(self, folder: Path) -> None:
        self.root = copy(folder / "checkout")
        self.told: list[str] = []
        self.preview = Preview(self.root, folder / "preview", self.told.append)
        self.preview.follow(set())
        self._sound: dict[str, str | None] = {}

    def save(self, path: str, change: Callable[[str], str | None]) -> None:
        """Write what `change` makes of a file's text (nothing: it is deleted), and let the preview follow."""
        file = self.root / path
        text = file.read_text(encoding="utf-8") if file.exists() else None
        self._sound.setdefault(path, text)
        self._put(path, change(text or ""))
        self.preview.follow({path})

    def tidy(self) -> None:
        """Everything as it was in the beginning."""
        for path, text in self._sound.items():
            self._put(path, text)
        self.preview.follow({*self._sound, ABOUT})
        self._sound = {}
        assert self.preview.problems == ""

    def page(self, path: str) -> str:
        return (self.preview.answer(path).content or b"").decode()

    def _put(self, path: str, text: str | None) -> None:
        if text is None:
            (self.root / path).unlink(missing_ok=True)
        else:
            (self.root / path).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        desk = Desk(tmp_path_factory.mktemp("desk"))
        with desk.preview:
            yield desk


@pytest.fixture
def desk(one: Desk) -> Iterator[Desk]:
    yield one
    one.tidy()


def new_words(text: str) -> str:
    return re.sub(r"(?m)^plain: .*\n(?:  .*\n)*", "plain: Words saved just now.\n", text)


def test_a_save_is_everywhere(desk: Desk) -> None:
    """On its page, in lists, in the search, in the data and in the texts for others."""
    desk.save("glossary/neet.yml", new_words)

    for path in ("glossary/neet/index.html", "glossary/index.html", "assets/search/records.js", "data/handbook.json",
                 "embed/glossary/neet/line/index.html", "glossary/a-to-z.html"):  # fmt: skip
        assert "Words saved just now." in desk.page(path), path
    assert desk.told[-1].startswith("The pages follow")


def test_papers_follow(desk: Desk) -> None:
    """A form's Word file has the new words."""
    path = "guidance/making-referrals/referral-form.docx"
    assert desk.preview.answer(path).content
    desk.save("guidance/making-referrals.yml", lambda text: text.replace("title: Referral form\n", "title: Quite new form\n", 1))

    assert desk.preview.problems == ""
    content = desk.preview.answer(path).content
    assert content
    assert "Quite new form" in "\n".join(part.text for part in docx.Document(io.BytesIO(content)).paragraphs)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ no_such_macro() }}", r"docs/about/index\.md: a macro failed: .*no_such_macro"),
        ('{{ term("neeet") }}', r"docs/about/index\.md: a macro failed: .*Did you mean 'neet'"),
        ("[[no-such-term]]", r"docs/about/index\.md: there is no 'no-such-term'"),
        ("[x](no-such-page.md)", r"about/index\.md.*no-such-page\.md"),
        ("[x](../glossary/neet.md#no-such-part)", r"about/index\.md.*#no-such-part"),
    ],
)
def test_a_broken_page(desk: Desk, line: str, said: str) -> None:
    """It is told with its name, its last good text stays, and once it is mended all is well."""
    before = desk.page("about/index.html")
    desk.save(ABOUT, lambda text: f"{text}\n{line}\n")

    assert re.search(said, desk.preview.problems)
    assert re.search(said, "\n".join(desk.told))
    assert desk.page("about/index.html") == before
    desk.save(ABOUT, lambda text: f"{text.replace(line, '')}\nMended.\n")
    assert desk.preview.problems == ""
    assert "Mended." in desk.page("about/index.html")


def test_found_before_it_is_opened(desk: Desk) -> None:
    """An entry goes, and a hand-written page that shows it breaks: that is told though nobody opens the page, which stays."""
    desk.save("glossary/quorble.yml", lambda text: sample.term("Quorble"))
    desk.save(ABOUT, lambda text: text + '\n{{ term("quorble") }}\n')
    assert "Quorble" in desk.page("about/index.html")
    version = desk.preview.version
    desk.save("glossary/quorble.yml", lambda text: None)

    assert desk.preview.version == version + 1
    until = time.monotonic() + SECONDS
    while not desk.preview.problems and time.monotonic() < until:
        desk.preview.wait(desk.preview.news, 1)
    assert "docs/about/index.md: a macro failed: there is no glossary/quorble.yml" in desk.preview.problems
    assert desk.preview.answer("about/index.html").sound is False
    assert "Quorble" in desk.page("about/index.html")
    assert desk.preview.answer("glossary/quorble/index.html").content is None


def test_a_broken_save_after_another(desk: Desk) -> None:
    """A page that couldn't be taken up is tried again with the next save of anything, and told until it is mended."""
    desk.save(ABOUT, lambda text: text + "\n{{ no_such_macro() }}\n")
    desk.save("glossary/neet.yml", new_words)

    assert "no_such_macro" in desk.preview.problems
    assert "Words saved just now." not in desk.page("glossary/neet/index.html")
    desk.save(ABOUT, lambda text: text.replace("{{ no_such_macro() }}", ""))
    assert desk.preview.problems == ""
    assert "Words saved just now." in desk.page("glossary/neet/index.html")


def test_nothing_from_outside(desk: Desk) -> None:
    """A path can't lead out of the site."""
    for path in ("../checkout/handbook.yml", "../../../../../../etc/passwd", "glossary/../../checkout/handbook.yml"):
        assert desk.preview.answer(path).content is None


def test_nothing_sound_to_begin_with(tmp_path: Path) -> None:
    """The first page says that there is none yet, and why; it comes when the file is mended."""
    root = copy(tmp_path / "checkout")
    path = root / "glossary" / "neet.yml"
    sound = path.read_text(encoding="utf-8")
    path.write_text("title: [\n", encoding="utf-8")
    with (
        Preview(root, tmp_path / "preview", lambda words: None) as preview,
        answering(partial(Handler, preview=preview)) as origin,
    ):
        preview.follow(set())
        status, _, body = get(origin, "/")
        assert (status, b"can't be shown yet" in body, b"/__preview.js" in body) == (500, True, True)
        assert "glossary/neet.yml:2:1" in json.loads(get(origin, "/__preview.json")[2])["problems"]
        path.write_text(sound, encoding="utf-8")
        preview.follow({"glossary/neet.yml"})
        assert get(origin, "/")[0] == 200
    assert preview.answer("index.html") == (None, False)  # it was left


def get(origin: str, path: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body; a redirect is not followed."""
    connection = http.client.HTTPConnection(origin.removeprefix("http://"), timeout=SECONDS)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read()


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/glossary/neet/?find=x", 200, "text/html; charset=utf-8"),
        ("/glossary/neet", 301, ""),
        ("/assets/site.css", 200, "text/css; charset=utf-8"),
        ("/assets/handbook.js", 200, "text/javascript; charset=utf-8"),
        ("/assets/favicon.svg", 200, "image/svg+xml"),
        ("/no/such/page/", 404, "text/html; charset=utf-8"),
        ("/..%2f..%2fcheckout/handbook.yml", 404, "text/html; charset=utf-8"),
    ],
)
def test_answers(desk: Desk, path: str, status: int, kind: str) -> None:
    """As a web host would, and nothing is kept by the browser."""
    with answering(partial(Handler, preview=desk.preview)) as origin:
        found, headers, body = get(origin, path)

    assert (found, headers.get("Content-Type", "")) == (status, kind)
    assert status == 301 or headers["Cache-Control"] == "no-store"
    assert headers.get("Location") == ("/glossary/neet/" if status == 301 else None)
    assert (b"/__preview.js" in body) == kind.startswith("text/html")


def test_news_come_at_once(desk: Desk) -> None:
    """A page that knows all waits; with the next save it is told."""
    with answering(partial(Handler, preview=desk.preview)) as origin:
        known = json.loads(get(origin, "/__preview.json")[2])
        told: list[dict[str, str]] = []
        asked = f"/__preview.json?{urllib.parse.urlencode(known)}"
        waiting = threading.Thread(target=lambda: told.append(json.loads(get(origin, asked)[2])))
        waiting.start()
        time.sleep(0.2)
        assert told == []
        desk.save("glossary/neet.yml", new_words)
        waiting.join(SECONDS)

    assert int(told[0]["version"]) == int(known["version"]) + 1
    assert told[0]["start"] == known["start"]

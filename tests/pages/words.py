"""The words of an answer, each with the language that it is marked to be in, and a guess at what is English."""

import ast
import html.parser
import re
import xml.etree.ElementTree as tree
from functools import cache
from typing import NamedTuple

from django.conf import settings
from modeltranslation.translator import translator

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "use", "path", "circle", "rect", "line"}
INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "sup", "time"}
# What no language is meant by: computer code, addresses, and the names of languages in themselves.
WORDLESS = {"script", "style", "code", "pre", "kbd"}
ATTRIBUTES = {"alt", "aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "label", "abbr"}
DESCRIBED = {"description", "og:title", "og:description", "og:site_name"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Text(NamedTuple):
    """A text that is read as one, and the language that it is marked to be in."""

    language: str
    words: str


class _Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.texts, self.parts, self.pieces = [], [], {}, []

    @property
    def language(self):
        return self.open[-1][1] if self.open else ""

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag not in INLINE:
            self.end_text()
        language = attributes.get("lang") or self.language
        for name in ATTRIBUTES & set(attributes):
            self.texts.append(Text(language, attributes[name] or ""))
        if tag == "meta" and (attributes.get("name") or attributes.get("property")) in DESCRIBED:
            self.texts.append(Text(language, attributes["content"]))
        if tag == "input" and attributes.get("type") in ("submit", "button"):
            self.texts.append(Text(language, attributes.get("value", "")))
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in INLINE:
            self.end_text()
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(tag in WORDLESS for tag, _language in self.open):
            self.parts.setdefault(self.language, []).append(data)
            self.pieces.append(Text(self.language, " ".join(data.split())))

    def end_text(self):
        for language, parts in self.parts.items():
            self.texts.append(Text(language, "".join(parts)))
        self.parts = {}


def _read(content):
    page = _Page()
    page.feed(content)
    page.close()
    page.end_text()
    return page


def pieces_of_page(content):
    """Return what stands between two tags of an HTML page, piece by piece."""
    return [piece for piece in _read(content).pieces if piece.words]


def of_page(content):
    """Return the texts of an HTML page or an SVG picture: what is shown, what is said aloud, what links show."""
    page = _read(content)
    return [Text(language, " ".join(words.split())) for language, words in page.texts if words.strip()]


def of_feed(content):
    """Return the texts of an Atom feed."""
    found = []

    def walk(element, language):
        language = element.get(LANG, language)
        if element.text and element.text.strip() and element.tag.rsplit("}", 1)[-1] not in ("id", "updated", "uri"):
            found.extend(of_page(f'<p lang="{language}">{element.text}</p>'))
        found.extend(Text(language, element.attrib[name]) for name in ("label", "title") if name in element.attrib)
        for child in element:
            walk(child, language)

    walk(tree.fromstring(content), "")
    return found


def of_calendar(content, language):
    """Return the texts of a calendar, which is in ``language`` but for what names another one.

    Printed words stand in quotation marks there; its format cannot mark the language of a part of a text.
    """
    found = []
    for line in re.sub(r"\r?\n[ \t]", "", content).splitlines():
        head, _colon, words = line.partition(":")
        name, *parameters = head.split(";")
        if name in ("SUMMARY", "DESCRIPTION", "LOCATION", "X-WR-CALNAME", "X-WR-CALDESC", "CATEGORIES", "NAME"):
            named = [part[len("LANGUAGE=") :] for part in parameters if part.startswith("LANGUAGE=")]
            words = re.sub(r"\\n", "\n", words)
            words = QUOTED.sub("“”", re.sub(r"\\(.)", r"\1", words))
            found.extend(Text(*named or [language], part) for part in words.split("\n"))
    return found


# What is English

ENGLISH = (
    "the of and was were which have not with from this that by for to is are be been its their it than who what when "
    "where how all each both will would should can into at has"
)
OWN = {
    "fr": "le la les de des du et est sont un une que qui dans pour par sur au aux ce cette ne pas à en d l",
    "es": "el la los las de del y es son un una que en para por con su se no al lo como a o",
}
# Rightly the same: in French the city is called like the country in English.
SHARED = {"fr": {"Mexico"}, "es": set()}
ENTRY = re.compile(r'^(msgid|msgid_plural|msgstr|msgstr\[\d\]) ((?:".*"\n?)+)', re.M)
QUOTED = re.compile(r"«[^»]*»|“[^”]*”")
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")


def sounds_english(text, language):
    """Guess by its function words whether a sentence of at least four words is English and not in ``language``."""
    for sentence in re.split(r"(?<=[.:;!?])\s", text.lower()):
        found = re.findall(r"[^\W\d_]+(?:-[^\W_]+)*", re.sub(r"\S*[/_]\S*", "", sentence))  # no addresses, no keys
        english, own = (sum(word in those.split() for word in found) for those in (ENGLISH, OWN[language]))
        if len(found) >= 4 and english > own:
            return True
    return False


@cache
def _catalogue(language):
    """Return the English texts of the catalogue and their translations, as two sets."""
    path = settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"
    ours, theirs = set(), set()
    for name, quoted in ENTRY.findall(path.read_text(encoding="utf-8")):
        text = "".join(ast.literal_eval(line) for line in quoted.splitlines())
        (theirs if name.startswith("msgstr") else ours).add(" ".join(text.split()))
    return ours - {""}, theirs - {""}


@cache
def untranslated(language):
    """Return the English texts of the catalogue that read differently in ``language``: whole ones, and long parts."""
    ours, theirs = _catalogue(language)
    together = "\n".join(theirs)
    parts = {" ".join(part.split()) for text in ours for part in PLACE.split(text)}
    return ours - theirs, {part for part in parts if part.count(" ") >= 3 and part not in together}


def wrongly_marked(pieces, language):
    """Return the pieces that say something of the catalogue in ``language`` and are marked to be in English."""
    ours, theirs = _catalogue(language)
    return [words for marked, words in pieces if marked == "en" and " " in words and words in theirs - ours]


def english_of_the_record(language):
    """Return the English texts of translated columns that read differently in ``language``."""
    found, theirs = set(), set()
    for model in translator.get_registered_models():
        for field in translator.get_options_for_model(model).fields:
            for ours, other in model._default_manager.values_list(f"{field}_en", f"{field}_{language}"):
                if ours and other and ours != other:
                    found.add(" ".join(ours.split()))
                theirs.add(" ".join((other or "").split()))
    return found - theirs


def english_in(texts, language, record=frozenset()):
    """Return the texts that are English and not marked so, on a page in ``language``."""
    whole, parts = untranslated(language)
    return [
        words
        for marked, words in texts
        if marked == language
        and words not in SHARED[language]
        and (
            words in whole or words in record or any(part in words for part in parts) or sounds_english(words, language)
        )
    ]

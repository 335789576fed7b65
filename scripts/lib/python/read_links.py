"""Reads what the texts of an XML dump name, with regular expressions, and prints it as JSON lines.

usage: python read_links.py DUMP

Each line is a row of a table: ["categories", page, category], ["page_images", page, file] or
["langlinks", page, language]; of languages those of two letters alone, each once. Pages are told by their ids; of
several of one id the newest counts. Links inside comments and verbatim elements are none; templates are not expanded.
"""

import json
import re
import sys

from read_xml import newest, number, opened, pages

ENGLISH = {"category": 14, "file": 6, "media": -2}
# What files were called before 2009.
IMAGES = "image imagen imagem immagine bild зображення изображение картинка պատկեր चित्र চিত্র".split()
HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(nowiki|pre|source|syntaxhighlight|math)(?![^\W_])[^>]*(?<!/)>.*?</\1", re.S | re.I
)
LINK = re.compile(r"\[\[(?!\s*:)([^\[\]{}<>|#\n\0]*)(?:#[^\[\]{}<>|\n]*)?(?:\]\]|\|(?=.*?\]\]))", re.S)
GALLERY = re.compile(r"<gallery(?![^\W_])[^>]*(?<!/)>(.*?)</gallery", re.S | re.I)
LINE = re.compile(r"^([^\[\]{}<>|#\n]+)(?:[|#].*)?$", re.M)


class Wiki:
    def __init__(self, path):
        self.namespaces = ENGLISH | dict.fromkeys(IMAGES, 6)
        self.language = ""
        with opened(path) as file:
            head = file.read(20_000).decode("utf-8", "replace")
        found = re.search(r'xml:lang="([^"]*)"', head)
        self.language = found.group(1) if found else ""
        for key, name in re.findall(r'<namespace key="(-?\d+)"[^>]*>([^<]*)<', head):
            self.namespaces[name.lower()] = int(key)

    def title(self, target):
        """The number of the namespace, and the canonical title in it."""
        clean = re.sub(r"[\s_]+", " ", re.sub(r"[\u200e\u200f\u202a-\u202e]", "", target)).strip()
        prefix, colon, rest = clean.partition(":")
        number = self.namespaces.get(prefix.strip().lower()) if colon else None
        name = (rest if number else clean).strip()
        first = name[:1].upper()
        return number or 0, (first if len(first) == 1 else name[:1]) + name[1:]

    def rows(self, page, text):
        text = HIDDEN.sub(lambda hidden: "\0" if hidden.group(1) else "", text)
        rows = set()
        for target in LINK.findall(text):
            namespace, name = self.title(target)
            prefix = target.partition(":")[0].strip().lower()
            if namespace == 14 and name:
                rows.add(("categories", page, name))
            elif namespace in (6, -2) and name:
                rows.add(("page_images", page, name))
            elif not namespace and ":" in target and re.fullmatch("[a-z]{2}", prefix) and prefix != self.language:
                rows.add(("langlinks", page, prefix))
        for body in GALLERY.findall(text):
            for line in LINE.findall(body):
                namespace, name = self.title(line)
                if namespace in (0, 6) and name and not name.startswith(":"):
                    rows.add(("page_images", page, name))
        return rows


def main():
    wiki = Wiki(sys.argv[1])
    found = {}
    for page in pages(sys.argv[1]):
        revision = newest(page)
        if (revision.findtext("{*}model") or "wikitext") != "wikitext":
            continue
        key = (number(page, "{*}id"), number(revision, "{*}id"))
        found[key] = wiki.rows(key[0], revision.findtext("{*}text") or "")
    last = {page: revision for page, revision in sorted(found)}
    for page, revision in sorted(last.items()):
        for row in sorted(found[page, revision]):
            print(json.dumps(row))


if __name__ == "__main__":
    main()

"""Reads XML dumps with Python's own parsers, and prints their pages as JSON lines.

usage: python read_xml.py DUMP...

Each line is [id, namespace, title, redirect, newest revision, its parent, contributor, model, format, stated
SHA-1, SHA-1 of the text in hexadecimal]; null is what the dump does not have. `--count` prints the pages and the
bytes of their text alone. An incomplete dump ends in an error.
"""

import bz2
import gzip
import hashlib
import json
import lzma
import sys
from xml.etree import ElementTree

OPENERS = {b"BZh": bz2.open, b"\x1f\x8b\x08": gzip.open, b"\xfd7z": lzma.open}


def opened(path):
    with open(path, "rb") as file:
        return OPENERS.get(file.read(3), open)(path, "rb")


def pages(path):
    with opened(path) as file:
        events = ElementTree.iterparse(file, events=("start", "end"))
        root = next(events)[1]
        for event, element in events:
            if event == "end" and element.tag.endswith("}page"):
                yield element
                root.clear()


def newest(page):
    return max(page.findall("{*}revision"), key=lambda r: (r.findtext("{*}timestamp"), int(r.findtext("{*}id"))))


def number(element, tag):
    text = element.findtext(tag)
    return int(text) if text else None


def contributor(revision):
    element = revision.find("{*}contributor")
    if element is None or element.get("deleted"):
        return None
    return element.findtext("{*}username") or element.findtext("{*}ip")


def row(page):
    revision = newest(page)
    redirect = page.find("{*}redirect")
    text = revision.find("{*}text")
    alone = revision.find("{*}content") is None
    stated = text.get("sha1") or (revision.findtext("{*}sha1") if alone else None)
    return [
        number(page, "{*}id"),
        number(page, "{*}ns"),
        page.findtext("{*}title"),
        None if redirect is None else redirect.get("title"),
        number(revision, "{*}id"),
        number(revision, "{*}parentid"),
        contributor(revision),
        revision.findtext("{*}model") or "wikitext",
        revision.findtext("{*}format") or "text/x-wiki",
        stated or None,
        None if text.get("deleted") else hashlib.sha1((text.text or "").encode()).hexdigest(),
    ]


def count(path):
    found = [len((newest(page).findtext("{*}text") or "").encode()) for page in pages(path)]
    print(json.dumps({"pages": len(found), "text_bytes": sum(found)}))


def main():
    if sys.argv[1] == "--count":
        count(sys.argv[2])
        return
    for path in sys.argv[1:]:
        for page in pages(path):
            print(json.dumps(row(page)))


if __name__ == "__main__":
    main()

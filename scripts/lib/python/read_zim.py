"""Reads a ZIM archive with libzim: checks it, then prints it as JSON lines.

usage: python read_zim.py ARCHIVE.zim

The first line is the archive ({"main": ..., "metadata": {...}}), the others are its content entries
in path order: {"path", "title", "mime", "size", "sha256"}, or {"path", "title", "redirect"}.
Metadata that is no text is given by its SHA-256. Exit code 1: libzim finds it damaged.
"""

import hashlib
import json
import sys

from libzim.reader import Archive


def digest(data):
    return hashlib.sha256(data).hexdigest()


def metadata(archive, key):
    data = bytes(archive.get_metadata(key))
    return digest(data) if key.startswith("Illustration") else data.decode()


def content(archive):
    """The entries of namespace C: libzim's walk covers the others too, but finds only these by path."""
    for index in range(archive.all_entry_count):
        entry = archive._get_entry_by_id(index)
        if archive.has_entry_by_path(entry.path):
            if archive.get_entry_by_path(entry.path)._index == index:
                yield entry


def row(entry):
    if entry.is_redirect:
        return {"path": entry.path, "title": entry.title, "redirect": entry.get_redirect_entry().path}
    item = entry.get_item()
    return {
        "path": entry.path,
        "title": entry.title,
        "mime": item.mimetype,
        "size": item.size,
        "sha256": digest(bytes(item.content)),
    }


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    archive = Archive(sys.argv[1])
    if not archive.check():
        sys.exit("libzim: the checksum differs")
    main_path = archive.main_entry.get_item().path if archive.has_main_entry else None
    keys = sorted(archive.metadata_keys)
    facts = {"main": main_path, "metadata": {key: metadata(archive, key) for key in keys}}
    print(json.dumps(facts, ensure_ascii=False))
    for entry in content(archive):
        print(json.dumps(row(entry), ensure_ascii=False))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()

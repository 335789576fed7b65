#!/usr/bin/env python3
"""Prints, for each archive given, the number of its entries and one SHA-256 over all of them as libzim reads them.

usage: expected.py FOLDER ARCHIVE...     (needs `pip install libzim`; archives relative to FOLDER)

The digest takes the entries in path order, each as: u32 length of the path, path (with its namespace in the old
scheme, without in the new one), and then either 'R' and the i32 index of the redirect's target, -1 if there is none,
or 'C', u32 length of the MIME type, MIME type, u64 length of the content, content. All numbers are little-endian.
"""
import hashlib
import os
import struct
import sys

from libzim.reader import Archive


def target(entry):
    try:
        return entry.get_redirect_entry()._index
    except Exception:
        return -1


def digest(archive):
    sha256 = hashlib.sha256()
    for index in range(archive.all_entry_count):
        entry = archive._get_entry_by_id(index)
        path = entry.path.encode()
        sha256.update(struct.pack("<I", len(path)) + path)
        if entry.is_redirect:
            sha256.update(b"R" + struct.pack("<i", target(entry)))
        else:
            item = entry.get_item()
            mime, content = item.mimetype.encode(), bytes(item.content)
            sha256.update(b"C" + struct.pack("<I", len(mime)) + mime + struct.pack("<Q", len(content)) + content)
    return sha256.hexdigest()


for name in sys.argv[2:]:
    try:
        archive = Archive(os.path.join(sys.argv[1], name))
        print(name, archive.all_entry_count, digest(archive), sep=",")
    except Exception as e:
        print(name, e, sep=",")

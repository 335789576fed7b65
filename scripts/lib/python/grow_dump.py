"""Grows a multistream dump: the page streams of some dumps, several times over.

usage: python grow_dump.py OUT.xml.bz2 --times N --from DUMP...

Streams are copied as they are; the places where they start come from the index beside each dump.
"""

import argparse
import bz2
from pathlib import Path

END = b"</mediawiki>\n"


def offsets(dump):
    index = dump.with_name(dump.name.replace(".xml.bz2", "-index.txt.bz2"))
    return sorted({int(line.split(b":", 1)[0]) for line in bz2.open(index)})


def parts(dump):
    """The stream with the header, and those with pages; the last page stream ends the document no more."""
    stored, starts = dump.read_bytes(), offsets(dump)
    last = bz2.decompress(stored[starts[-1] :])
    if not last.endswith(END):
        raise SystemExit(f"{dump} does not end in {END!r}")
    return stored[: starts[0]], stored[starts[0] : starts[-1]] + bz2.compress(last[: -len(END)])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--times", type=int, required=True)
    parser.add_argument("--from", dest="dumps", nargs="+", type=Path, required=True)
    options = parser.parse_args()
    dumps = [parts(dump) for dump in options.dumps]
    with options.out.open("wb") as out:
        out.write(dumps[0][0])
        for _ in range(options.times):
            for _, pages in dumps:
                out.write(pages)
        out.write(bz2.compress(END))


if __name__ == "__main__":
    main()

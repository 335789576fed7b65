"""Makes an archive of one page and one file of more than 2 GiB, by libzim.

usage: python blob_zim.py plain|zstd OUT.zim

plain: the file's bytes do not repeat, and its cluster is stored as it is. zstd: each kilobyte is repeated
to a megabyte, in a compressed cluster.
"""

import random
import sys

from libzim.writer import Blob, ContentProvider, Creator, Hint, Item, StringProvider

PIECE_BYTES = 1 << 20
PIECES = 2200
# What is repeated so often within a piece takes libzim's slow level of zstd no minutes.
REPEATS = 1024


class Pieces(ContentProvider):
    """The content, made while it is written."""

    def __init__(self, compressible):
        super().__init__()
        self.compressible = compressible
        self.generator = self.gen_blob()

    def get_size(self):
        return PIECES * PIECE_BYTES

    def gen_blob(self):
        for number in range(PIECES):
            dice = random.Random(number)
            repeats = REPEATS if self.compressible else 1
            self.last = Blob(dice.randbytes(PIECE_BYTES // repeats) * repeats)  # libzim keeps no reference
            yield self.last

    def feed(self):
        return next(self.generator, Blob(""))


class Entry(Item):
    def __init__(self, path, mime, provider, compress):
        super().__init__()
        self.path, self.mime, self.provider, self.compress = path, mime, provider, compress

    def get_path(self):
        return self.path

    def get_title(self):
        return self.path

    def get_mimetype(self):
        return self.mime

    def get_contentprovider(self):
        return self.provider

    def get_hints(self):
        return {Hint.FRONT_ARTICLE: False, Hint.COMPRESS: self.compress}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("plain", "zstd"):
        sys.exit(__doc__)
    compress = sys.argv[1] == "zstd"
    with Creator(sys.argv[2]).config_indexing(False, "eng") as archive:
        archive.set_mainpath("page")
        archive.add_metadata("Name", f"blob_{sys.argv[1]}")
        archive.add_item(Entry("page", "text/html", StringProvider("<p>A large file</p>"), True))
        archive.add_item(Entry("large", "application/octet-stream", Pieces(compress), compress))


if __name__ == "__main__":
    main()

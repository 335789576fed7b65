"""Plants defects in a finished build, sums in order, so that nothing but content tells them. Shares no code with
wikimill and uses no IPFS library.

usage: python plant_defects.py BUILD [--seed N] [--each N]

Rewrites BUILD: rows of tables files and dirs, bytes of blocks in CARs, a CAR of new blocks, then the manifest and its
sum. Of each of ten kinds N defects are planted (default 10), at places that the seed (default 1) decides. Prints them
as JSON lines: kind, path, the cause and detail that an audit of the sound build against this one must tell and, where
bytes of a file were changed, the first of them as "byte". The build must have CIDs of version 1 and raw leaves.
"""

import argparse
import hashlib
import json
import random
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from car_blocks import DAG_PB, Blocks, binary, field, text

PLANTED_CAR = "car/planted.car"


class Rows:
    """A table of the index: all rows, with the part that each is in."""

    def __init__(self, build, table):
        self.parts = sorted((build / "index" / table).rglob("*.parquet"))
        self.schemas, self.rows = [], []
        for number, part in enumerate(self.parts):
            read = pq.ParquetFile(part).read()
            self.schemas.append(read.schema)
            self.rows += [row | {"part": number} for row in read.to_pylist()]

    def write(self):
        for number, part in enumerate(self.parts):
            rows = [row for row in self.rows if row["part"] == number]
            rows.sort(key=lambda row: row["path"].encode())
            table = pa.Table.from_pylist(rows, schema=self.schemas[number])
            pq.write_table(table, part, compression="zstd", use_dictionary=False)


def parent(path):
    return path.rpartition("/")[0]


class Planter:
    def __init__(self, build, seed, each):
        self.build = build
        self.chance = random.Random(seed)
        self.each = each
        self.blocks = Blocks(build)
        self.files = Rows(build, "files")
        self.dirs = Rows(build, "dirs")
        self.planted = []
        own = [row for row in self.files.rows if row["alias_of"] is None]
        seen = {}
        for row in own:
            seen[row["cid"]] = seen.get(row["cid"], 0) + 1
        self.aliases = [row for row in self.files.rows if row["alias_of"] is not None]
        self.own = [row for row in own if seen[row["cid"]] == 1 and row["size"] > 1]
        for rows in (self.own, self.aliases):
            self.chance.shuffle(rows)

    def plant(self):
        self.spare_directories()
        for kind in (
            self.source_bytes,
            self.rewriting,
            self.chunking,
            self.missing,
            self.extra,
            self.tampered_block,
            self.metadata,
            self.alias,
            self.directory_rules,
            self.contradiction,
        ):
            for number in range(self.each):
                kind(number)
        self.files.write()
        self.dirs.write()
        self.blocks.write(PLANTED_CAR)
        self.seal()
        return self.planted

    def tell(self, kind, row, cause, detail=None, **more):
        self.planted.append({"kind": kind, "path": row["path"], "cause": cause, "detail": detail} | more)

    def spare_directories(self):
        """Keeps directories for defects of their own: nothing in them or below them is touched."""
        above = {parent(row["path"]) for row in self.dirs.rows if row["path"]}
        lowest = [row for row in self.dirs.rows if row["path"] not in above | {""}]
        self.chance.shuffle(lowest)
        self.spared = lowest[: 2 * self.each]
        spared = {row["path"] for row in self.spared}
        self.own = [row for row in self.own if parent(row["path"]) not in spared]
        self.aliases = [row for row in self.aliases if parent(row["path"]) not in spared]

    def file(self):
        return self.own.pop()

    def content(self, row, sums):
        """Changes some bytes of a file, at a place that chance decides; returns the first."""
        chunks = [self.blocks.read(leaf) for leaf in self.blocks.leaves(binary(row["cid"]))]
        whole = bytearray(b"".join(chunks))
        first = self.chance.randrange(len(whole))
        for at in range(first, min(len(whole), first + 1 + self.chance.randrange(20))):
            whole[at] ^= 0x11
        changed, at = [], 0
        for chunk in chunks:
            changed.append(bytes(whole[at : at + len(chunk)]))
            at += len(chunk)
        cid, row["tsize"] = self.blocks.add_file(changed)
        row["cid"] = text(cid)
        for column in sums:
            row[column] = hashlib.sha256(whole).hexdigest()
        return first

    def source_bytes(self, number):
        row = self.file()
        byte = self.content(row, ["sha256", "source_sha256"])
        if number % 2:
            row["source_entry"] += "-moved"
        self.tell("source_bytes", row, "source", "entry" if number % 2 else "unexplained", byte=byte)

    def rewriting(self, _):
        row = self.file()
        self.tell("rewriting", row, "rewriting", "unexplained", byte=self.content(row, ["sha256"]))

    def chunking(self, _):
        row = self.file()
        whole = b"".join(map(self.blocks.read, self.blocks.leaves(binary(row["cid"]))))
        cut = self.chance.randrange(1, len(whole))
        cid, row["tsize"] = self.blocks.add_file([whole[:cut], whole[cut:]])
        row["cid"] = text(cid)
        self.tell("chunking", row, "chunking", "unexplained")

    def missing(self, _):
        row = self.file()
        self.files.rows.remove(row)
        self.tell("missing", row, "only_in_a", "unexplained")

    def extra(self, _):
        beside = self.file()
        row = beside | {"path": beside["path"] + "~planted", "title": "planted"}
        self.files.rows.append(row)
        self.tell("extra", row, "only_in_b", "unexplained")

    def tampered_block(self, number):
        if number % 5 == 4:
            row = self.spared.pop()
            cid = binary(row["cid"])
        else:
            row = self.file()
            cids = [cid for cid in self.blocks.leaves(binary(row["cid"])) if self.blocks.copies[cid] == 1]
            cid = self.chance.choice(cids)
        self.blocks.tamper(cid, self.chance)
        self.tell("tampered_block", row, "tampered", block=text(cid))

    def metadata(self, number):
        row = self.file()
        if number % 2:
            row["mime"] = "application/x-planted"
        else:
            row["title"] += " (planted)"
        self.tell("metadata", row, "metadata", "unexplained")

    def alias(self, number):
        row = self.aliases.pop() if number % 2 else self.file()
        row["alias_of"] = "planted/elsewhere"
        self.tell("alias", row, "alias", "unexplained")

    def directory_rules(self, _):
        """The same links without their sizes."""
        row = self.spared.pop()
        links, data = self.blocks.node(binary(row["cid"]))
        block = b"".join(field(2, field(1, cid) + field(2, name)) for cid, name, _ in links) + field(1, data)
        row["cid"] = text(self.blocks.add(DAG_PB, block))
        self.tell("directory_rules", row, "directory", "unexplained", entry=links[0][1].decode())

    def contradiction(self, number):
        row = self.file()
        if number % 2:
            row["tsize"] += 1
        else:
            row["sha256"] = hashlib.sha256(row["path"].encode()).hexdigest()
        self.tell("contradiction", row, "contradiction")

    def seal(self):
        """Puts the sums of all files in the manifest, and its own beside it."""
        path = self.build / "manifest.json"
        manifest = json.loads(path.read_text())
        names = {fact["name"] for fact in manifest["files"]} | {PLANTED_CAR, PLANTED_CAR + ".idx"}
        manifest["files"] = [self.fact(name) for name in sorted(names)]
        data = (json.dumps(manifest, indent=2) + "\n").encode()
        path.write_bytes(data)
        (self.build / "manifest.sha256").write_text(hashlib.sha256(data).hexdigest() + "  manifest.json\n")

    def fact(self, name):
        data = (self.build / name).read_bytes()
        return {"name": name, "length_bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=10)
    options = parser.parse_args()
    print("seed", options.seed, file=sys.stderr)
    for defect in Planter(options.build, options.seed, options.each).plant():
        print(json.dumps(defect))


if __name__ == "__main__":
    main()

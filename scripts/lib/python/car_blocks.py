"""Reads and writes the blocks of a build: CARs with their indexes, dag-pb, UnixFS files. Shares no code with wikimill and
uses no IPFS library. Written from the specifications of CAR, dag-pb, UnixFS and multiformats.
"""

import base64
import hashlib

RAW, DAG_PB = bytes.fromhex("01551220"), bytes.fromhex("01701220")
FILE = 2


def varint(n):
    out = bytearray()
    while n > 0x7F:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def read_varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def fields(data):
    """(number, value) of a protobuf message: numbers and bytes."""
    at = 0
    while at < len(data):
        tag, at = read_varint(data, at)
        value, at = read_varint(data, at)
        if tag & 7 == 2:
            value, at = data[at : at + value], at + value
        yield tag >> 3, value


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def text(cid):
    return "b" + base64.b32encode(cid).decode().lower().rstrip("=")


def binary(cid):
    return base64.b32decode(cid[1:].upper() + "=" * (-len(cid[1:]) % 8))


def cid_of(prefix, block):
    return prefix + hashlib.sha256(block).digest()


class Blocks:
    """The blocks of all CARs of a build, and those that come to it."""

    def __init__(self, build):
        self.build = build
        self.places = {}
        self.copies = {}
        self.fresh = {}
        for car in sorted((build / "car").glob("*.car")):
            data = car.read_bytes()
            length, at = read_varint(data, 0)
            at += length
            while at < len(data):
                length, start = read_varint(data, at)
                at = start + length
                cid = data[start : start + 36]
                self.places[cid] = car, start + 36, at
                self.copies[cid] = self.copies.get(cid, 0) + 1

    def read(self, cid):
        if cid in self.fresh:
            return self.fresh[cid]
        car, start, end = self.places[cid]
        with car.open("rb") as file:
            file.seek(start)
            return file.read(end - start)

    def add(self, prefix, block):
        cid = cid_of(prefix, block)
        if cid not in self.places:
            self.fresh[cid] = block
        return cid

    def node(self, cid):
        """(links as (cid, name, tsize), data) of a dag-pb block."""
        links, data = [], b""
        for number, value in fields(self.read(cid)):
            if number == 2:
                parts = dict(fields(value))
                links.append((parts[1], parts.get(2, b""), parts.get(3, 0)))
            else:
                data = value
        return links, data

    def leaves(self, cid):
        """The CIDs of the raw leaves of a file."""
        if cid.startswith(RAW):
            return [cid]
        return [leaf for link, _, _ in self.node(cid)[0] for leaf in self.leaves(link)]

    def add_file(self, chunks):
        """The CID and Tsize of a file of these chunks."""
        if len(chunks) == 1:
            return self.add(RAW, chunks[0]), len(chunks[0])
        data = field(1, FILE) + field(3, sum(map(len, chunks))) + b"".join(field(4, len(c)) for c in chunks)
        links = [field(1, self.add(RAW, c)) + field(2, b"") + field(3, len(c)) for c in chunks]
        block = b"".join(field(2, link) for link in links) + field(1, data)
        return self.add(DAG_PB, block), len(block) + sum(map(len, chunks))

    def tamper(self, cid, chance):
        """Changes one byte where the block is stored."""
        car, start, end = self.places[cid]
        with car.open("r+b") as file:
            at = start + chance.randrange(end - start)
            file.seek(at)
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([byte ^ 1 << chance.randrange(8)]))

    def write(self, name):
        """Writes the new blocks to a CAR of that name, with its index."""
        identity = bytes.fromhex("01550000")
        # {"roots": [identity CID], "version": 1} in DAG-CBOR.
        header = b"\xa2\x65roots\x81\xd8\x2a\x45\x00" + identity + b"\x67version\x01"
        car, index = bytearray(varint(len(header)) + header), []
        for cid, block in self.fresh.items():
            index.append((cid[4:], len(car)))
            car += varint(len(cid) + len(block)) + cid + block
        rows = b"".join(digest + offset.to_bytes(8, "little") for digest, offset in sorted(index))
        head = varint(0x0401) + (1).to_bytes(4, "little") + (0x12).to_bytes(8, "little") + (1).to_bytes(4, "little")
        head += (40).to_bytes(4, "little") + len(rows).to_bytes(8, "little")
        (self.build / name).write_bytes(car)
        (self.build / (name + ".idx")).write_bytes(head + rows)

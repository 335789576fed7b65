"""The root CID of a made-up tree of files, by an implementation of its own: it shares no code with
wikimill and uses no IPFS library. Written from the specifications of dag-pb, UnixFS and multiformats.

usage: python tree_root.py SHAPE FILES [--profile NAME] [--write FOLDER]

The content of file i is i in decimal, its name the first eight bytes of the content's SHA-256 in
hexadecimal, "_" and i. Where it stands is decided by SHAPE, flat or mix: see place().
--write also writes the files to a new folder, for other tools to read.
"""

import argparse
import base64
import hashlib
from pathlib import Path

# How the size of a directory is estimated; above the threshold it is a HAMT.
PROFILES = {"unixfs-v1-2025": "block", "kubo-0.40": "links"}
THRESHOLD_BYTES = 262144

CID_PREFIX = {"raw": bytes.fromhex("01551220"), "dag-pb": bytes.fromhex("01701220")}
MASK = (1 << 64) - 1


def place(shape, i, files, digest):
    """The path of a file, as a list of directories."""
    if shape == "flat":
        return []
    tens, kind = divmod(i, 10)
    if kind < 5:
        return ["A"]
    if kind < 9:
        directory = tens % max(1, files // 20)
        return ["small", str(directory % 1000), str(directory)]
    return ["deep"] + [str(byte & 7) for byte in digest[8 : 9 + tens % 10]]


def made_up(shape, files):
    """(directories, name, content, SHA-256 of the content) of all files."""
    for i in range(files):
        content = b"%d" % i
        digest = hashlib.sha256(content).digest()
        yield place(shape, i, files, digest), f"{digest[:8].hex()}_{i}", content, digest


def varint(n):
    out = bytearray()
    while n > 0x7F:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def field(number, data):
    """A length-delimited protobuf field."""
    return varint(number << 3 | 2) + varint(len(data)) + data


def link(cid, name, tsize):
    return field(2, field(1, cid) + field(2, name) + b"\x18" + varint(tsize))


def node(links, data):
    """A dag-pb block of encoded links: its CID and its length."""
    block = b"".join(links) + field(1, data)
    return CID_PREFIX["dag-pb"] + hashlib.sha256(block).digest(), len(block)


def rotate(x, n):
    return (x << n | x >> 64 - n) & MASK


def finish(k):
    k = (k ^ k >> 33) * 0xFF51AFD7ED558CCD & MASK
    k = (k ^ k >> 33) * 0xC4CEB9FE1A85EC53 & MASK
    return k ^ k >> 33


def murmur3(name):
    """The first half of MurmurHash3 x64 128, seed 0."""
    c1, c2 = 0x87C37B91114253D5, 0x4CF5AD432745937F
    h1 = h2 = 0
    whole = len(name) & ~15
    padded = name + bytes(16)
    for at in range(0, whole, 16):
        k1 = int.from_bytes(name[at : at + 8], "little")
        k2 = int.from_bytes(name[at + 8 : at + 16], "little")
        h1 ^= rotate(k1 * c1 & MASK, 31) * c2 & MASK
        h1 = (rotate(h1, 27) + h2) * 5 + 0x52DCE729 & MASK
        h2 ^= rotate(k2 * c2 & MASK, 33) * c1 & MASK
        h2 = (rotate(h2, 31) + h1) * 5 + 0x38495AB5 & MASK
    # Zeros after the end change nothing: an absent half is 0 and stays 0.
    k1 = int.from_bytes(padded[whole : whole + 8], "little")
    k2 = int.from_bytes(padded[whole + 8 : whole + 16], "little")
    h1 ^= rotate(k1 * c1 & MASK, 31) * c2 & MASK
    h2 ^= rotate(k2 * c2 & MASK, 33) * c1 & MASK
    h1 ^= len(name)
    h2 ^= len(name)
    h1 = h1 + h2 & MASK
    h2 = h2 + h1 & MASK
    return finish(h1) + finish(h2) & MASK


def shard(entries, level):
    """The CID and Tsize of the HAMT shard that holds (hash, name, cid, tsize) entries."""
    buckets = {}
    for entry in entries:
        buckets.setdefault(entry[0] >> (56 - 8 * level) & 0xFF, []).append(entry)
    links, bits, total = [], 0, 0
    for bucket in sorted(buckets):
        bits |= 1 << bucket
        below = buckets[bucket]
        if len(below) == 1:
            _, name, cid, tsize = below[0]
        else:
            name, (cid, tsize) = b"", shard(below, level + 1)
        links.append(link(cid, b"%02X" % bucket + name, tsize))
        total += tsize
    bitfield = bits.to_bytes((bits.bit_length() + 7) // 8, "big")
    # Type HAMTShard, bitfield, hash function murmur3-x64-64, fanout 256.
    cid, length = node(links, b"\x08\x05" + field(2, bitfield) + b"\x28\x22\x30\x80\x02")
    return cid, length + total


def directory(entries, estimate):
    """The CID and Tsize of a directory of (name, cid, tsize) entries."""
    links = [link(cid, name, tsize) for name, cid, tsize in sorted(entries)]
    if estimate == "links":
        size = sum(len(name) + len(cid) for name, cid, _ in entries)
    else:
        size = sum(map(len, links)) + 4
    if size > THRESHOLD_BYTES:
        return shard([(murmur3(name), name, cid, tsize) for name, cid, tsize in entries], 0)
    cid, length = node(links, b"\x08\x01")
    return cid, length + sum(tsize for _, _, tsize in entries)


def root(shape, files, estimate):
    """The CID of the tree in base32."""
    below = {(): []}
    for directories, name, content, digest in made_up(shape, files):
        path = tuple(directories)
        while path not in below:
            below[path] = []
            path = path[:-1]
        cid = CID_PREFIX["raw"] + digest
        below[tuple(directories)].append((name.encode(), cid, len(content)))
    for path in sorted(below, key=len, reverse=True):
        cid, tsize = directory(below[path], estimate)
        if path:
            below[path[:-1]].append((path[-1].encode(), cid, tsize))
    return "b" + base64.b32encode(cid).decode().lower().rstrip("=")


def write(shape, files, folder):
    for directories, name, content, _ in made_up(shape, files):
        place_ = folder.joinpath(*directories)
        place_.mkdir(parents=True, exist_ok=True)
        (place_ / name).write_bytes(content)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("shape", choices=("flat", "mix"))
    parser.add_argument("files", type=int)
    parser.add_argument("--profile", choices=PROFILES, default="unixfs-v1-2025")
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if options.write:
        write(options.shape, options.files, options.write)
    print(root(options.shape, options.files, PROFILES[options.profile]))


if __name__ == "__main__":
    main()

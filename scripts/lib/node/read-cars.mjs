// Reads the tree under a root from CAR shards with the JavaScript implementation of UnixFS, which
// shares no code with wikimill or Kubo, and checks the hash of every block on the way.
//
// usage: node read-cars.mjs ROOT SHARD.car...
//
// Prints one JSON line a file or symlink, sorted by the bytes of its path:
// {"path":"wiki/Foo","size":1234,"sha256":"..."} or {"path":"latest","symlink":"wiki/Foo"}.

import { createHash } from 'node:crypto'
import { CarIndexedReader } from '@ipld/car/indexed-reader'
import { exporter } from 'ipfs-unixfs-exporter'
import { equals } from 'multiformats/bytes'
import { CID } from 'multiformats/cid'
import { identity } from 'multiformats/hashes/identity'
import { sha256 } from 'multiformats/hashes/sha2'

/** The blocks of several shards. */
class Shards {
  static async open (paths) {
    const shards = new Shards()
    shards.readers = await Promise.all(paths.map((path) => CarIndexedReader.fromFile(path)))
    return shards
  }

  async * get (cid) {
    if (cid.multihash.code === identity.code) {
      yield cid.multihash.digest
      return
    }
    for (const reader of this.readers) {
      const block = await reader.get(cid)
      if (block !== undefined) {
        const { digest } = await sha256.digest(block.bytes)
        if (!equals(digest, cid.multihash.digest)) throw new Error(`the bytes of ${cid} hash to another CID`)
        yield block.bytes
        return
      }
    }
    throw new Error(`no shard holds ${cid}`)
  }

  async close () {
    await Promise.all(this.readers.map((reader) => reader.close()))
  }
}

async function * files (cid, path, shards) {
  const node = await exporter(cid, shards)
  if (node.type === 'directory') {
    for await (const { name, cid } of node.entries()) {
      yield * files(cid, path === '' ? name : `${path}/${name}`, shards)
    }
  } else if (node.unixfs?.type === 'symlink') {
    yield { path, symlink: new TextDecoder().decode(node.unixfs.data) }
  } else {
    const hash = createHash('sha256')
    let size = 0
    for await (const chunk of node.content({ blockReadConcurrency: 1 })) {
      hash.update(chunk)
      size += chunk.length
    }
    if (BigInt(size) !== node.size) throw new Error(`${path} says ${node.size} bytes and has ${size}`)
    yield { path, size, sha256: hash.digest('hex') }
  }
}

const [root, ...paths] = process.argv.slice(2)
if (paths.length === 0) {
  console.error('usage: node read-cars.mjs ROOT SHARD.car...')
  process.exit(2)
}
const shards = await Shards.open(paths)
const found = []
for await (const file of files(CID.parse(root), '', shards)) found.push(file)
await shards.close()
found.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)))
for (const file of found) console.log(JSON.stringify(file))

// Reads the tree under a root from CAR shards with the JavaScript implementation of UnixFS, which
// shares no code with wikimill or Kubo, and checks the hash of every block on the way.
//
// usage: node read-cars.mjs ROOT SHARD.car...
//
// Prints one JSON line a file or symlink, sorted by the bytes of its path:
// {"path":"wiki/Foo","size":1234,"sha256":"..."} or {"path":"latest","symlink":"wiki/Foo"}.

import { createHash } from 'node:crypto'
import { exporter } from 'ipfs-unixfs-exporter'
import { CID } from 'multiformats/cid'
import { Shards } from './cars.mjs'

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

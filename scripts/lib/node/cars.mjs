// Blocks in CAR shards, read with the JavaScript implementation of CAR, which shares no code with
// wikimill or Kubo.

import { CarIndexedReader } from '@ipld/car/indexed-reader'
import { equals } from 'multiformats/bytes'
import { identity } from 'multiformats/hashes/identity'
import { sha256 } from 'multiformats/hashes/sha2'

/** The blocks of several shards, each of which is checked against its hash. */
export class Shards {
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

/**
 * UnixFS as IPFS nodes write it: CIDs, dag-pb nodes, files, directories, HAMT shards and CAR files.
 *
 * <p>Specifications: <a href="https://github.com/multiformats/cid">CID</a>, <a
 * href="https://ipld.io/specs/codecs/dag-pb/spec/">dag-pb</a>, <a
 * href="https://specs.ipfs.tech/unixfs/">UnixFS</a>, <a
 * href="https://ipld.io/specs/transport/car/">CAR</a>. Where the prose of a specification and the
 * bytes of real nodes differ, the bytes win, and the line that needs it says so.
 */
package org.wikimill.formats.ipld;

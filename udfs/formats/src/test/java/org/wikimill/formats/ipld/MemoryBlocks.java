package org.wikimill.formats.ipld;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Keeps blocks and exports a DAG in the order of {@code ipfs dag export}. */
final class MemoryBlocks implements BlockSink {
  private final Map<Cid, byte[]> blocks = new TreeMap<>();

  @Override
  public void put(Cid cid, byte[] bytes, int offset, int length) {
    byte[] block = Arrays.copyOfRange(bytes, offset, offset + length);
    byte[] before = blocks.put(cid, block);
    if (before != null && !Arrays.equals(before, block)) {
      throw new AssertionError("two blocks are named " + cid);
    }
  }

  byte[] get(Cid cid) {
    return blocks.get(cid);
  }

  Map<Cid, byte[]> all() {
    return blocks;
  }

  /** A CARv1: depth first, parents before children, in the order of links, each block once. */
  byte[] carV1(Cid root, MultihashIndexWriter index) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CarWriter car = new CarWriter(out, List.of(root))) {
      export(root, new HashSet<>(), car, index);
    }
    return out.toByteArray();
  }

  private void export(Cid cid, Set<Cid> seen, CarWriter car, MultihashIndexWriter index)
      throws IOException {
    if (!seen.add(cid)) {
      return;
    }
    byte[] block = blocks.get(cid);
    index.add(cid, car.put(cid, block, 0, block.length));
    if (cid.codec().equals(Codec.DAG_PB)) {
      for (Link link : DagPb.decode(cid.toString(), block, 0, block.length).links()) {
        export(link.cid(), seen, car, index);
      }
    }
  }

  /** The CARv2 around a CARv1: pragma, header, data, index. */
  static byte[] carV2(byte[] carV1, MultihashIndexWriter index) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(CarFormat.V2_PRAGMA);
    BlockBuffer header = new BlockBuffer(CarFormat.V2_HEADER_BYTES);
    header.bytes(new byte[CarFormat.V2_CHARACTERISTICS_BYTES]);
    int dataOffset = CarFormat.V2_PRAGMA.length + CarFormat.V2_HEADER_BYTES;
    header.littleEndian(dataOffset, 8);
    header.littleEndian(carV1.length, 8);
    header.littleEndian(Math.addExact(dataOffset, carV1.length), 8);
    out.write(header.toByteArray());
    out.write(carV1);
    index.writeTo(out);
    return out.toByteArray();
  }
}

package org.wikimill.formats.dag;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.commons.codec.digest.DigestUtils;
import org.wikimill.formats.ipld.BlockSink;
import org.wikimill.formats.ipld.CarWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.DagPb;
import org.wikimill.formats.ipld.DagPbNode;
import org.wikimill.formats.ipld.DirectoryBuilder;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.Link;
import org.wikimill.formats.ipld.UnixFsData;
import org.wikimill.formats.ipld.UnixFsNode;

/** Blocks in memory, with the names of those that were asked for. */
public final class TestDag implements BlockSource, BlockSink {
  private final CidProfile profile;
  private final Map<Cid, byte[]> blocks = new LinkedHashMap<>();
  private final List<Cid> asked = new ArrayList<>();

  /** Of small chunks, so that a file of some bytes has levels, and of small HAMTs. */
  public TestDag(CidProfile.Leaves leaves) {
    this.profile =
        new CidProfile(
            "test",
            1,
            leaves,
            4,
            3,
            8,
            400,
            CidProfile.SizeEstimate.BLOCK,
            CidProfile.Boundary.ABOVE,
            0);
  }

  @Override
  public void put(Cid cid, byte[] bytes, int offset, int length) {
    blocks.put(cid, Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** The blocks of a file. */
  public UnixFsNode file(byte[] content) throws IOException {
    var file = new FileBuilder(profile, this).build(content, 0, content.length);
    return new UnixFsNode(file.cid(), file.tsize());
  }

  /** A node of a file all of whose parts are one: of these lengths, true or not. */
  public Cid parent(Cid part, long... lengths) {
    UnixFsData plain = UnixFsData.of(UnixFsData.Type.FILE);
    UnixFsData data =
        new UnixFsData(
            plain.type(),
            plain.data(),
            plain.fileSize(),
            lengths,
            plain.hashFunction(),
            plain.fanout(),
            plain.mode(),
            plain.mtime());
    List<Link> links =
        Arrays.stream(lengths).mapToObj(length -> new Link(part, new byte[0], 0)).toList();
    byte[] block = DagPb.encode(new DagPbNode(links, data.encode()));
    Cid cid = Cid.sha256(1, Codec.DAG_PB, DigestUtils.sha256(block));
    put(cid, block, 0, block.length);
    return cid;
  }

  /** The blocks of a directory, a HAMT if its block would have more than 400 bytes. */
  public Cid directory(Map<String, UnixFsNode> entries) throws IOException {
    DirectoryBuilder builder = new DirectoryBuilder(profile, this);
    entries.forEach((name, node) -> builder.add(name.getBytes(UTF_8), node.cid(), node.tsize()));
    return builder.finish().cid();
  }

  /** Loses a block. */
  public void remove(Cid cid) {
    blocks.remove(cid);
  }

  /** All blocks, in the order in which they came. */
  public Map<Cid, byte[]> blocks() {
    return blocks;
  }

  /** What was asked for since the last call, in the order of the first times. */
  public List<Cid> takeAsked() {
    List<Cid> taken = asked.stream().distinct().toList();
    asked.clear();
    return taken;
  }

  /** A CARv1 of all blocks. */
  public byte[] car() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CarWriter car = new CarWriter(out, List.of(Cid.IDENTITY_EMPTY))) {
      for (Map.Entry<Cid, byte[]> block : blocks.entrySet()) {
        car.put(block.getKey(), block.getValue(), 0, block.getValue().length);
      }
    }
    return out.toByteArray();
  }

  @Override
  public byte[] block(Cid cid) throws IOException {
    asked.add(cid);
    byte[] block = cid.hashFunction() == Cid.IDENTITY ? cid.digest() : blocks.get(cid);
    if (block == null) {
      throw new MissingBlockException(cid);
    }
    return block;
  }

  @Override
  public OptionalLong number(Cid cid) {
    int number = new ArrayList<>(blocks.keySet()).indexOf(cid);
    return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }
}

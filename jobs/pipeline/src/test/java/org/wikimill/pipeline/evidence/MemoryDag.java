package org.wikimill.pipeline.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.VerifiedBlock;
import org.wikimill.formats.ipld.BlockSink;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.DirectoryBuilder;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.UnixFsFile;

/** Blocks in memory, and what makes them. */
final class MemoryDag implements BlockSource, BlockSink {
  private final Map<Cid, byte[]> blocks = new HashMap<>();

  @Override
  public void put(Cid cid, byte[] bytes, int offset, int length) {
    blocks.put(cid, Arrays.copyOfRange(bytes, offset, offset + length));
  }

  @Override
  public byte[] block(Cid cid) throws MissingBlockException, MalformedInputException {
    byte[] block = blocks.get(cid);
    if (block == null) {
      throw new MissingBlockException(cid);
    }
    return VerifiedBlock.of(cid, block, "memory");
  }

  @Override
  public OptionalLong number(Cid cid) {
    return OptionalLong.empty();
  }

  Cid file(String profile, byte[] content) throws IOException {
    return file(CidProfile.named(profile), content);
  }

  Cid file(CidProfile profile, byte[] content) throws IOException {
    return new FileBuilder(profile, this).build(content, 0, content.length).cid();
  }

  /** A directory of files, the content of each being its name. */
  Cid directory(String profile, List<String> names) throws IOException {
    DirectoryBuilder builder = new DirectoryBuilder(CidProfile.named(profile), this);
    FileBuilder files = new FileBuilder(CidProfile.named(profile), this);
    for (String name : names) {
      byte[] content = name.getBytes(UTF_8);
      UnixFsFile file = files.build(content, 0, content.length);
      builder.add(content, file.cid(), file.tsize());
    }
    return builder.finish().cid();
  }

  void remove(Cid cid) {
    blocks.remove(cid);
  }

  void tamper(Cid cid) {
    blocks.get(cid)[0] ^= 1;
  }
}

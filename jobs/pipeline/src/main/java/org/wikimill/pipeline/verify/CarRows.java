package org.wikimill.pipeline.verify;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.HashedInput;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.CarReader.Section;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.DagPb;
import org.wikimill.formats.ipld.Link;
import org.wikimill.formats.ipld.MultihashIndexWriter;

/**
 * One CAR: its header, each block against its CID, each link, then its index; hashed in the same
 * pass.
 */
final class CarRows extends FileRows {
  private static final byte[] NO_ROW = {};

  private final FileFact car;
  private final Optional<FileFact> indexFile;
  private final Cid root;
  private final MultihashIndexWriter index = new MultihashIndexWriter();
  private final MessageDigest sha256 = Digests.sha256();
  private HashedInput input;
  private CarReader reader;

  /**
   * @param indexFile the CAR's index; empty if the manifest has none, which is told elsewhere
   * @param root what the header must name
   */
  CarRows(Store store, FileFact car, Optional<FileFact> indexFile, Cid root, int limit) {
    super(store, car, limit);
    this.car = car;
    this.indexFile = indexFile;
    this.root = root;
  }

  @Override
  boolean open() throws IOException {
    input = input(car);
    reader = new CarReader(input);
    if (reader.version() != 1) {
      findings().add(Defect.at(name(), 0, "CAR version", 1, reader.version()));
    }
    if (!reader.roots().equals(List.of(root))) {
      findings().add(Defect.at(name(), 0, "roots in the header", List.of(root), reader.roots()));
    }
    return true;
  }

  @Override
  boolean read() throws IOException {
    Optional<Section> next = reader.next();
    if (next.isEmpty()) {
      return false;
    }
    Section section = next.get();
    byte[] block = reader.block(section);
    findings().add(Total.BLOCKS, 1);
    findings().add(Total.BLOCK_BYTES, section.blockLength());
    entries().stored(section.cid(), name(), section.blockOffset(), section.blockLength());
    if (isOfABuild(section)) {
      index.add(section.cid(), section.sectionOffset());
      if (isWhatItsCidSays(section, block)) {
        links(section, block);
      }
    }
    return true;
  }

  private boolean isOfABuild(Section section) {
    Cid cid = section.cid();
    boolean known = cid.codec().equals(Codec.RAW) || cid.codec().equals(Codec.DAG_PB);
    if (cid.hashFunction() == Cid.SHA2_256 && known) {
      return true;
    }
    String expected = "SHA2-256 of a raw or dag-pb block";
    findings().add(Defect.at(name(), section.sectionOffset(), "CID", expected, cid));
    return false;
  }

  private boolean isWhatItsCidSays(Section section, byte[] block) {
    Cid cid = section.cid();
    sha256.update(block, 0, section.blockLength());
    Cid actual = Cid.sha256(cid.version(), cid.codec(), sha256.digest());
    if (actual.equals(cid)) {
      return true;
    }
    findings().add(Defect.at(name(), section.blockOffset(), "bytes of a block", cid, actual));
    return false;
  }

  private void links(Section section, byte[] block) {
    if (!section.cid().codec().equals(Codec.DAG_PB)) {
      return;
    }
    try {
      for (Link link : DagPb.decode(name(), block, 0, section.blockLength()).links()) {
        entries().wanted(link.cid(), name(), section.blockOffset(), NO_ROW);
      }
    } catch (MalformedInputException e) {
      long offset = section.blockOffset() + Math.max(0, e.offset());
      String what = "block " + section.cid() + ": " + e.reason();
      findings().add(Defect.at(name(), offset, what, e.expected(), e.found()));
    }
  }

  @Override
  void end(boolean whole) {
    if (input != null) {
      sumAgrees(car, input);
    }
    indexFile.ifPresent(file -> index(file, whole));
  }

  private void index(FileFact file, boolean carIsWhole) {
    try (HashedInput indexInput = input(file)) {
      if (carIsWhole) {
        IndexComparison.of(index, file.name(), indexInput).ifPresent(findings()::add);
      }
      sumAgrees(file, indexInput);
    } catch (IOException e) {
      findings().add(unreadable(file.name(), e));
    }
  }

  @Override
  void close() throws IOException {
    if (input != null) {
      input.close();
    }
  }
}

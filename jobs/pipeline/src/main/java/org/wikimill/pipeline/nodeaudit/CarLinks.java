package org.wikimill.pipeline.nodeaudit;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.dag.VerifiedBlock;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.CarReader.Section;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.DagPb;
import org.wikimill.formats.ipld.Link;

/**
 * The links inside of files and directories, as the blocks of a CAR have them: a row for each, from
 * the part to what it is a part of. Entries of directories are no parts.
 */
final class CarLinks extends RowPump implements Closeable {
  private final CarReader car;
  private final String name;
  private final RowWriter values = new RowWriter();

  CarLinks(Store store, String name) throws IOException {
    this.car = new CarReader(store.open(name));
    this.name = name;
  }

  @Override
  protected boolean step() throws IOException {
    Optional<Section> section = car.next();
    if (section.isEmpty()) {
      return false;
    }
    Cid cid = section.get().cid();
    if (cid.codec().equals(Codec.DAG_PB)) {
      byte[] block = Arrays.copyOf(car.block(section.get()), section.get().blockLength());
      byte[] above = new Above(Above.Kind.BLOCK, cid.multihash()).encode(values);
      for (Cid part : parts(cid, VerifiedBlock.of(cid, block, name))) {
        emit(part.multihash(), above);
      }
    }
    return true;
  }

  /** Each once, however often it is repeated. */
  private static Set<Cid> parts(Cid cid, byte[] block) throws IOException {
    Set<Cid> parts = new LinkedHashSet<>();
    UnixFsObject object = UnixFsObject.of(cid, block);
    for (Link link : DagPb.decode(cid.toString(), block, 0, block.length).links()) {
      if (object.isPart(link)) {
        parts.add(link.cid());
      }
    }
    return parts;
  }

  @Override
  public void close() throws IOException {
    car.close();
  }
}

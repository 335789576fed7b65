package org.wikimill.pipeline.nodeaudit;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.dag.VerifiedBlock;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.CarReader.Section;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
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
    UnixFsObject object = UnixFsObject.open(new One(block), cid);
    List<Link> links = List.of();
    if (object instanceof UnixFsObject.File file) {
      links = file.links();
    } else if (object instanceof UnixFsObject.Shard shard) {
      links = shard.links().stream().filter(shard::isShard).toList();
    }
    Set<Cid> parts = new LinkedHashSet<>();
    links.forEach(link -> parts.add(link.cid()));
    return parts;
  }

  /** The one block that is asked for. */
  private record One(byte[] bytes) implements BlockSource {
    @Override
    public byte[] block(Cid cid) {
      return bytes;
    }

    @Override
    public OptionalLong number(Cid cid) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void close() throws IOException {
    car.close();
  }
}

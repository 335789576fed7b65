package org.wikimill.connectors.car;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.CarReader.Section;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.DagPb;
import org.wikimill.formats.ipld.Link;

/** Makes Spark's rows of the blocks of a CAR. */
final class CarBlocks implements PartitionReader<InternalRow> {
  private final UTF8String path;
  private final CarReader car;
  private final List<CarColumn> columns;
  private final boolean needsBlock;
  private InternalRow row;

  CarBlocks(String path, CarReader car, List<CarColumn> columns) {
    this.path = UTF8String.fromString(path);
    this.car = car;
    this.columns = columns;
    this.needsBlock = columns.stream().anyMatch(CarColumn::needsBlock);
  }

  @Override
  public boolean next() throws IOException {
    Optional<Section> section = car.next();
    if (section.isPresent()) {
      row = row(section.get());
    }
    return section.isPresent();
  }

  @Override
  public InternalRow get() {
    return row;
  }

  private InternalRow row(Section section) throws IOException {
    byte[] block = needsBlock ? car.block(section) : null;
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(columns.get(i), section, block);
    }
    return new GenericInternalRow(values);
  }

  private Object value(CarColumn column, Section section, byte[] block) throws IOException {
    return switch (column) {
      case CAR -> path;
      case CID -> UTF8String.fromString(section.cid().toString());
      case CODEC -> UTF8String.fromString(section.cid().codec().toString());
      case OFFSET -> section.blockOffset();
      case LENGTH -> section.blockLength();
      case BYTES -> Arrays.copyOf(block, section.blockLength());
      case LINKS -> links(section, block);
    };
  }

  private static ArrayData links(Section section, byte[] block) throws IOException {
    if (!section.cid().codec().equals(Codec.DAG_PB)) {
      return null;
    }
    String name = "block " + section.cid();
    List<Link> links = DagPb.decode(name, block, 0, section.blockLength()).links();
    return new GenericArrayData(links.stream().map(CarBlocks::row).toArray());
  }

  private static Object row(Link link) {
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromBytes(link.name()),
          UTF8String.fromString(link.cid().toString()),
          link.tsize()
        });
  }

  @Override
  public void close() throws IOException {
    car.close();
  }
}

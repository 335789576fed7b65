package org.wikimill.connectors.car;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.wikimill.connectors.files.FileScan.WholeFile;
import org.wikimill.connectors.io.ArchiveInputs;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.ipld.CarReader;

/** Opens CARs in the executors. */
final class CarReaderFactory implements PartitionReaderFactory {
  private static final long serialVersionUID = 1L;

  private final List<String> columns;
  private final Broadcast<SerializableConfiguration> configuration;

  CarReaderFactory(List<String> columns, Broadcast<SerializableConfiguration> configuration) {
    this.columns = columns;
    this.configuration = configuration;
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    String path = ((WholeFile) partition).path();
    try {
      PositionedInput input = ArchiveInputs.open(path, configuration.value().value());
      try {
        List<CarColumn> wanted = columns.stream().map(CarColumn::named).toList();
        return new CarBlocks(path, new CarReader(input), wanted);
      } catch (IOException | RuntimeException e) {
        input.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

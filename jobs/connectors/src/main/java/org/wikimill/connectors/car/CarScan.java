package org.wikimill.connectors.car;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.wikimill.connectors.files.FileScan;

/** One query's read of some CARs: each is a partition. */
final class CarScan extends FileScan {
  private final List<String> files;

  CarScan(List<String> files, StructType wanted) {
    super(CarDataSource.NAME, files, wanted);
    this.files = files;
  }

  /** A file, read by one task. */
  record File(String path) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return files.stream().map(File::new).toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new CarReaderFactory(List.of(readSchema().fieldNames()), sharedConfiguration());
  }
}

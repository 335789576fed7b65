package org.wikimill.connectors.car;

import java.util.List;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.wikimill.connectors.files.FileScan;

/** One query's read of some CARs. */
final class CarScan extends FileScan {
  CarScan(List<String> files, StructType wanted) {
    super(CarDataSource.NAME, files, wanted);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new CarReaderFactory(List.of(readSchema().fieldNames()), sharedConfiguration());
  }
}

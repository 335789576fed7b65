package org.wikimill.connectors.zim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.wikimill.connectors.files.FileScan;
import org.wikimill.connectors.io.ArchiveInputs;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.zim.ZimArchive;

/** One query's read of some archives, planned on the driver. */
final class ZimScan extends FileScan {
  private final List<String> archives;
  private final EntryFilter filter;

  ZimScan(List<String> archives, StructType schema, EntryFilter filter) {
    super("zim", archives, schema);
    this.archives = archives;
    this.filter = filter;
  }

  @Override
  public String description() {
    return super.description() + " PushedFilters: " + filter;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    boolean clusters = columns().stream().anyMatch(ZimColumn::needsClusters);
    Configuration configuration = configuration();
    List<InputPartition> partitions = new ArrayList<>();
    for (String name : archives) {
      try (PositionedInput input = ArchiveInputs.open(name, configuration)) {
        ZimArchive archive = ZimArchive.open(input);
        partitions.addAll(
            clusters
                ? ZimPartition.byClusters(name, archive)
                : ZimPartition.byEntries(name, archive));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return partitions.toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new ZimReaderFactory(columns(), filter, sharedConfiguration());
  }

  private List<ZimColumn> columns() {
    return Arrays.stream(readSchema().fieldNames()).map(ZimColumn::named).toList();
  }
}

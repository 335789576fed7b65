package org.wikimill.connectors.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.wikimill.connectors.files.FileScan.WholeFile;
import org.wikimill.connectors.io.ArchiveInputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.sql.SqlDump;

/** Opens dumps in the executors, and compares their columns with those of the first. */
final class SqlReaderFactory implements PartitionReaderFactory {
  private static final long serialVersionUID = 1L;

  private final StructType schema;
  private final StructType wanted;
  private final Broadcast<SerializableConfiguration> configuration;

  SqlReaderFactory(
      StructType schema, StructType wanted, Broadcast<SerializableConfiguration> configuration) {
    this.schema = schema;
    this.wanted = wanted;
    this.configuration = configuration;
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    String path = ((WholeFile) partition).path();
    try {
      PositionedInput input = ArchiveInputs.open(path, configuration.value().value());
      try {
        SqlDump dump = SqlDump.open(input);
        check(dump, input.name());
        return new SqlRowReader(dump.select(List.of(wanted.fieldNames())), wanted);
      } catch (IOException | RuntimeException e) {
        input.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void check(SqlDump dump, String file) throws MalformedInputException {
    List<String> expected = Arrays.stream(schema.fields()).map(SqlReaderFactory::text).toList();
    List<String> found =
        dump.table().columns().stream().map(c -> c.name() + " " + c.declaration()).toList();
    if (!found.equals(expected)) {
      throw new MalformedInputException(
          "another table", file, -1, expected + " as in the first file", found.toString());
    }
  }

  private static String text(StructField field) {
    return field.name() + " " + field.getComment().getOrElse(() -> "");
  }
}

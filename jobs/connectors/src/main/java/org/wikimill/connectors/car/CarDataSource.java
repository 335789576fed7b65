package org.wikimill.connectors.car;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.wikimill.connectors.files.FilePaths;
import org.wikimill.connectors.files.FileScan;
import org.wikimill.connectors.files.FileTable;

/**
 * The data source {@code car}: one row for each block of one or more CAR files, version 1 or 2.
 *
 * <pre>{@code
 * spark.read().format("car").load("snapshot/car")
 *     .where("codec = 'dag-pb'").selectExpr("cid", "explode(links)")
 * }</pre>
 *
 * <p>A path names a CAR on any Hadoop file system, or a folder: then its files {@code *.car} are
 * read, in the order of their names. It is no pattern. The columns are those of {@link CarColumn}.
 * Blocks are read for {@code bytes} and {@code links} alone. Each file is one partition: a CAR
 * tells where its next section starts only in the one before.
 */
public final class CarDataSource implements TableProvider, DataSourceRegister {
  static final String NAME = "car";

  @Override
  public String shortName() {
    return NAME;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return CarColumn.schema();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    List<String> files = new ArrayList<>();
    try {
      for (String path : FilePaths.of(new CaseInsensitiveStringMap(properties), NAME, "a CAR")) {
        files.addAll(files(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return FileTable.of(NAME, files, schema, wanted -> new CarScan(files, wanted));
  }

  /** The file, or those in the folder. */
  private static List<String> files(String name) throws IOException {
    Path path = new Path(name);
    FileSystem fileSystem = path.getFileSystem(FileScan.configuration());
    if (!fileSystem.getFileStatus(path).isDirectory()) {
      return List.of(name);
    }
    return Arrays.stream(fileSystem.listStatus(path, file -> file.getName().endsWith(".car")))
        .map(FileStatus::getPath)
        .map(Path::toString)
        .sorted()
        .toList();
  }
}

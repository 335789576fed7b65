package org.wikimill.pipeline.joined;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.sql.SqlDump;
import org.wikimill.formats.sql.SqlTable;
import org.wikimill.pipeline.source.DumpFile;
import org.wikimill.pipeline.source.SourceInputs;

/**
 * The table dumps of one wiki, by the tables that they say they are of; travels to every task.
 *
 * @param byTable the dumps of each table, in the order in which they were given
 * @param hadoop how their file systems are reached
 */
public record SqlFiles(SortedMap<String, List<Dump>> byTable, HadoopSettings hadoop)
    implements Serializable {

  /** A dump, and the columns of its rows. */
  record Dump(DumpFile file, List<String> columns) implements Serializable {}

  /**
   * Reads the headers of some dumps.
   *
   * @param paths files on any file system that Hadoop knows
   */
  public static SqlFiles of(List<String> paths, HadoopSettings hadoop) throws IOException {
    SortedMap<String, List<Dump>> byTable = new TreeMap<>();
    for (String path : paths) {
      try (PositionedInput input = SourceInputs.open(path, hadoop)) {
        SqlTable table = SqlDump.open(input).table();
        Dump dump = new Dump(DumpFile.of(path, input), table.names());
        byTable.computeIfAbsent(table.name(), name -> new ArrayList<>()).add(dump);
      }
    }
    return new SqlFiles(byTable, hadoop);
  }

  /** Whether there is a dump of that table. */
  public boolean has(String table) {
    return byTable.containsKey(table);
  }

  /** The dumps of a table; none if there are none. */
  List<Dump> of(String table) {
    return byTable.getOrDefault(table, List.of());
  }

  /** Bytes of the dumps of some tables, as they are stored. */
  long lengthBytes(List<String> tables) {
    return tables.stream().flatMap(t -> of(t).stream()).mapToLong(d -> d.file.lengthBytes()).sum();
  }

  /** Opens a dump. Must be closed. */
  SqlDump open(Dump dump) throws IOException {
    PositionedInput input = SourceInputs.open(dump.file.location(), hadoop);
    try {
      return SqlDump.open(input);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }
}

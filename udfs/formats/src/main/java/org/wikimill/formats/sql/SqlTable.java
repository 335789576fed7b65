package org.wikimill.formats.sql;

import java.util.List;
import java.util.NoSuchElementException;

/**
 * The header of a table: its columns, in the order in which rows hold them.
 *
 * <p>Columns are addressed by name: their order has changed from dump to dump, and some are gone.
 */
public record SqlTable(String name, List<SqlColumn> columns) {

  /** Copies, so that a table never changes. */
  public SqlTable {
    columns = List.copyOf(columns);
  }

  /** Whether there is a column of that name. */
  public boolean has(String column) {
    return find(column) >= 0;
  }

  /**
   * The place of a column in the rows, from 0 on.
   *
   * @throws NoSuchElementException if there is none of that name
   */
  public int index(String column) {
    int index = find(column);
    if (index < 0) {
      throw new NoSuchElementException(
          "table " + name + " has no column " + column + ", only " + names());
    }
    return index;
  }

  /** The names of all columns, in their order. */
  public List<String> names() {
    return columns.stream().map(SqlColumn::name).toList();
  }

  private int find(String column) {
    return names().indexOf(column);
  }
}

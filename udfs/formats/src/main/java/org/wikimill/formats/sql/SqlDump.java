package org.wikimill.formats.sql;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * Reads the rows of one table of a dump, plain or gzip, in their order there.
 *
 * <p>The table is the first that the dump creates; rows of others are passed over. Statements other
 * than {@code CREATE TABLE}, {@code INSERT} and {@code REPLACE} decide nothing here. Memory holds a
 * piece of the file and one row, however long the statements are. Serves one thread.
 *
 * <p>A dump that says at its beginning that {@code mysqldump} or {@code mariadb-dump} made it ends
 * with the line {@code -- Dump completed}; without it, or in the middle of a statement, it is cut.
 */
public final class SqlDump implements Closeable {
  /** The reason of a dump that ends too early. */
  public static final String CUT = "dump is cut";

  private static final Set<String> BEFORE_THE_TABLE =
      Set.of("INTO", "IGNORE", "DELAYED", "LOW_PRIORITY", "HIGH_PRIORITY");

  private final SqlInput in;
  private final SqlValues values;
  private final LineComments comments = new LineComments();
  private SqlTable table;
  private SqlRow row;
  private boolean[] wanted;

  /** The columns of the values of the open INSERT; null between statements. */
  private int[] places;

  private boolean atRow;
  private long rowNumber;
  private long rowEnd;

  private SqlDump(PositionedInput input) throws IOException {
    this.in = new SqlInput(input);
    this.values = new SqlValues(in);
  }

  /**
   * Opens a dump, and reads as far as its first {@code CREATE TABLE}.
   *
   * @param input closed with the dump, not if this throws
   * @throws MalformedInputException if it creates no table
   */
  public static SqlDump open(PositionedInput input) throws IOException {
    SqlDump dump = new SqlDump(input);
    try {
      while (dump.table == null && dump.statement()) {
        // goes on to the header
      }
    } catch (EndInsideException e) {
      throw dump.cut("CREATE TABLE");
    }
    if (dump.table == null) {
      throw dump.cut("CREATE TABLE");
    }
    return dump;
  }

  /** Opens the rows of a table whose {@code CREATE TABLE} stands elsewhere. */
  public static SqlDump open(PositionedInput input, SqlTable table) throws IOException {
    SqlDump dump = new SqlDump(input);
    dump.create(table);
    return dump;
  }

  /** The table that the rows are of. */
  public SqlTable table() {
    return table;
  }

  /** Leaves out the values of all columns but these, which makes reading faster. */
  public SqlDump select(Collection<String> columns) {
    Arrays.fill(wanted, false);
    columns.forEach(column -> wanted[table.index(column)] = true);
    return this;
  }

  /**
   * Goes to the next row.
   *
   * @return false at the end of the dump
   * @throws MalformedInputException if the dump is damaged here or, with the reason {@link #CUT},
   *     if it ends too early; the reader cannot go on after it
   */
  public boolean next() throws IOException {
    try {
      if (atRow) {
        atRow = false;
        afterRow();
      }
      while (places == null) {
        if (!statement()) {
          return end();
        }
      }
      readRow();
      rowNumber++;
      rowEnd = in.offset();
      atRow = true;
      return true;
    } catch (EndInsideException e) {
      throw cut("the rest of a statement");
    }
  }

  /** The row that {@link #next} went to; the same object for all rows. */
  public SqlRow row() {
    return row;
  }

  /** The number of that row, from 1 on; 0 before the first. */
  public long rowNumber() {
    return rowNumber;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean end() throws MalformedInputException {
    if (in.isCut() || comments.isEndMissing()) {
      throw cut(LineComments.COMPLETED);
    }
    return false;
  }

  private MalformedInputException cut(String expected) {
    String last = rowNumber == 0 ? "before its first row" : "after row " + rowNumber;
    return new MalformedInputException(CUT, in.name(), rowEnd, expected, "the end " + last);
  }

  /** Reads what comes next outside of rows. False at the end. */
  private boolean statement() throws IOException {
    SqlWords.skipBlanks(in);
    int c = in.peek();
    if (c < 0) {
      return false;
    } else if (c == '-' || c == '#') {
      comments.read(in);
    } else if (c == ';') {
      in.next();
    } else {
      long start = in.offset();
      switch (SqlWords.word(in)) {
        case "CREATE" -> header(start);
        case "INSERT", "REPLACE" -> insert();
        default -> skipStatement();
      }
    }
    return true;
  }

  private void header(long start) throws IOException {
    SqlTable created = CreateTable.read(in, start);
    if (table == null && created != null) {
      create(created);
    }
  }

  private void create(SqlTable created) {
    table = created;
    row = new SqlRow(in.name(), created);
    wanted = new boolean[created.columns().size()];
    Arrays.fill(wanted, true);
  }

  /** Goes to the first row of an INSERT into the table, or behind one into another. */
  private void insert() throws IOException {
    String name;
    do {
      SqlWords.skipBlanks(in);
      name = SqlWords.name(in);
    } while (BEFORE_THE_TABLE.contains(name.toUpperCase(Locale.ROOT)));
    while (in.peek() == '.') {
      in.next();
      name = SqlWords.name(in);
    }
    if (table == null || !table.name().equals(name)) {
      skipStatement();
      return;
    }
    SqlWords.skipBlanks(in);
    int[] columns = in.peek() == '(' ? columns() : IntStream.range(0, wanted.length).toArray();
    SqlWords.skipBlanks(in);
    String word = SqlWords.word(in);
    if (!word.equals("VALUES") && !word.equals("VALUE")) {
      throw unexpected("VALUES");
    }
    SqlWords.skipBlanks(in);
    places = columns;
  }

  /** The columns that an INSERT names. */
  private int[] columns() throws IOException {
    List<Integer> named = new ArrayList<>();
    do {
      in.next();
      SqlWords.skipBlanks(in);
      String name = SqlWords.name(in);
      if (!table.has(name) || named.contains(table.index(name))) {
        throw malformed("columns do not fit", "other columns of " + table.names(), name);
      }
      named.add(table.index(name));
      SqlWords.skipBlanks(in);
    } while (in.peek() == ',');
    expect(')');
    for (int i = 0; i < wanted.length; i++) {
      if (!named.contains(i) && !table.columns().get(i).nullable()) {
        String missing = table.columns().get(i).name();
        throw malformed("columns do not fit", "a value of " + missing, "none");
      }
    }
    return named.stream().mapToInt(Integer::intValue).toArray();
  }

  private void readRow() throws IOException {
    row.clear(in.offset());
    expect('(');
    for (int i = 0; i < places.length; i++) {
      SqlWords.skipBlanks(in);
      int column = places[i];
      values.read(wanted[column] ? row : null, column);
      if (wanted[column] && row.isNull(column) && !table.columns().get(column).nullable()) {
        throw row.malformed(column, "a value that is not NULL");
      }
      SqlWords.skipBlanks(in);
      if (i < places.length - 1) {
        expect(',');
      }
    }
    expect(')');
  }

  /** Goes to the next row, or behind the statement: {@code ON DUPLICATE KEY UPDATE} may follow. */
  private void afterRow() throws IOException {
    SqlWords.skipBlanks(in);
    switch (in.peek()) {
      case ',' -> {
        in.next();
        SqlWords.skipBlanks(in);
      }
      case ';', 'O', 'o' -> {
        skipStatement();
        places = null;
      }
      default -> throw unexpected("',' or ';'");
    }
  }

  private void skipStatement() throws IOException {
    for (int c = in.peek(); c != ';'; c = in.peek()) {
      if (c < 0) {
        throw new EndInsideException();
      } else if (c == '\'' || c == '"' || c == '`') {
        values.skipQuoted();
      } else {
        in.next();
      }
    }
    in.next();
  }

  private void expect(char mark) throws IOException {
    if (in.peek() != mark) {
      throw unexpected("'" + mark + "'");
    }
    in.next();
  }

  private IOException unexpected(String expected) throws IOException {
    int found = in.peek();
    return found < 0
        ? new EndInsideException()
        : malformed("malformed INSERT", expected, "'" + (char) found + "'");
  }

  private MalformedInputException malformed(String reason, String expected, String found) {
    String place = rowNumber == 0 ? "" : " after row " + rowNumber;
    return new MalformedInputException(reason, in.name(), in.offset(), expected, found + place);
  }
}

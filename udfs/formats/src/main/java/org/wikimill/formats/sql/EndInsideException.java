package org.wikimill.formats.sql;

import java.io.EOFException;

/** That the bytes end inside a statement. {@link SqlDump} says which row was the last. */
final class EndInsideException extends EOFException {
  private static final long serialVersionUID = 1L;
}

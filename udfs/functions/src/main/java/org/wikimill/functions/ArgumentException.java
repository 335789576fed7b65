package org.wikimill.functions;

import java.util.function.Function;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * An argument of a function that names nothing known, such as a profile or a base: it ends the
 * query, and is for its author to mend.
 */
public final class ArgumentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  ArgumentException(String message) {
    super(message);
  }

  /**
   * What an argument names.
   *
   * @param names gives it, or throws IllegalArgumentException with a message
   */
  static <T> T named(UTF8String argument, Function<String, T> names) {
    try {
      return names.apply(argument.toString());
    } catch (IllegalArgumentException e) {
      throw new ArgumentException(e.getMessage());
    }
  }
}

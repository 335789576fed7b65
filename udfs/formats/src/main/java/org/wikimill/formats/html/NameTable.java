package org.wikimill.formats.html;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/** The constants of an enum by their names, which are found in bytes whatever their case. */
final class NameTable<E extends Enum<E>> {
  private final byte[][] names;
  private final E[] values;
  private int longest;

  /**
   * @param constants those to find
   * @param name what a constant is called, in lower-case ASCII; empty for one without a name
   */
  NameTable(E[] constants, Function<E, String> name) {
    int slots = Integer.highestOneBit(constants.length) * 8;
    names = new byte[slots][];
    values = Arrays.copyOf(constants, slots);
    for (E constant : constants) {
      byte[] bytes = name.apply(constant).getBytes(StandardCharsets.US_ASCII);
      if (bytes.length > 0) {
        put(bytes, constant);
      }
    }
  }

  private void put(byte[] name, E constant) {
    int slot = slot(hash(name, 0, name.length));
    while (names[slot] != null) {
      slot = slot(slot + 1);
    }
    names[slot] = name;
    values[slot] = constant;
    longest = Math.max(longest, name.length);
  }

  /** The constant whose name stands in {@code [start, end)}, or {@code otherwise}. */
  E find(byte[] bytes, int start, int end, E otherwise) {
    if (end - start > longest) {
      return otherwise;
    }
    for (int slot = slot(hash(bytes, start, end)); names[slot] != null; slot = slot(slot + 1)) {
      if (names[slot].length == end - start && Ascii.matches(bytes, start, end, names[slot])) {
        return values[slot];
      }
    }
    return otherwise;
  }

  private int slot(int n) {
    return n & (names.length - 1);
  }

  private static int hash(byte[] bytes, int start, int end) {
    int hash = end - start;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + Ascii.lowerCase(bytes[i]);
    }
    return hash ^ (hash >>> 8);
  }
}

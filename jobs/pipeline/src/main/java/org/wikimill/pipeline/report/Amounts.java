package org.wikimill.pipeline.report;

import java.util.Locale;

/** Numbers as people read them; the same in every locale. */
final class Amounts {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Amounts() {}

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Bytes in the largest unit of which there is one at least. */
  static String bytes(long bytes) {
    if (Math.abs(bytes) < 1024) {
      return bytes + " B";
    }
    double amount = bytes / 1024.0;
    int unit = 0;
    while (Math.abs(amount) >= 1024 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    String format =
        Math.abs(amount) < 10 ? "%.2f %s" : Math.abs(amount) < 100 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, format, amount, UNITS[unit]);
  }

  /** A part of a whole in percent; of nothing, nothing. */
  static String share(long part, long whole) {
    return whole == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  static String seconds(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : count(whole / 3600) + " h " + whole / 60 % 60 + " min";
  }
}

package org.wikimill.formats.wikitext;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The times and dates of Lua's {@code os}: now is when the page was saved. */
final class LuaClock {
  private final ZonedDateTime now;
  private final DateFormat dates;

  LuaClock(ZonedDateTime now, DateFormat dates) {
    this.now = now;
    this.dates = dates;
  }

  Varargs time(Varargs args) {
    if (!args.arg1().istable()) {
      return LuaValue.valueOf((double) now.toEpochSecond());
    }
    LuaTable fields = args.checktable(1);
    ZonedDateTime start =
        ZonedDateTime.of(fields.get("year").checkint(), 1, 1, 0, 0, 0, 0, now.getZone());
    return LuaValue.valueOf(
        (double)
            start
                .plusMonths(fields.get("month").optint(1) - 1L)
                .plusDays(fields.get("day").optint(1) - 1L)
                .plusHours(fields.get("hour").optint(12))
                .plusMinutes(fields.get("min").optint(0))
                .plusSeconds(fields.get("sec").optint(0))
                .toEpochSecond());
  }

  Varargs date(Varargs args) {
    String format = args.isnoneornil(1) ? "%c" : LuaText.text(args.arg(1));
    long seconds = args.isnoneornil(2) ? now.toEpochSecond() : args.arg(2).checklong();
    ZonedDateTime at = Instant.ofEpochSecond(seconds).atZone(now.getZone());
    String plain = format.startsWith("!") ? format.substring(1) : format;
    if (plain.startsWith("*t")) {
      return fields(at);
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean field = c == '%' && i + 1 < plain.length();
      out.append(field ? field(plain.charAt(++i), seconds) : String.valueOf(c));
    }
    return LuaText.of(out.toString());
  }

  private static LuaTable fields(ZonedDateTime at) {
    LuaTable fields = new LuaTable();
    fields.set("year", at.getYear());
    fields.set("month", at.getMonthValue());
    fields.set("day", at.getDayOfMonth());
    fields.set("hour", at.getHour());
    fields.set("min", at.getMinute());
    fields.set("sec", at.getSecond());
    fields.set("wday", at.getDayOfWeek().getValue() % 7 + 1);
    fields.set("yday", at.getDayOfYear());
    fields.set("isdst", LuaValue.FALSE);
    return fields;
  }

  private String field(char c, long seconds) {
    String format =
        switch (c) {
          case 'Y', 'm', 'd', 'H', 'y' -> String.valueOf(c);
          case 'M' -> "i";
          case 'S' -> "s";
          case 'B' -> "F";
          case 'b' -> "M";
          case 'A' -> "l";
          case 'a' -> "D";
          case 'I' -> "h";
          case 'p' -> "A";
          case 'j' -> "z";
          case 'w' -> "w";
          case 'c' -> "Y-m-d H:i:s";
          case 'x' -> "Y-m-d";
          case 'X' -> "H:i:s";
          default -> "";
        };
    return format.isEmpty() ? String.valueOf(c) : dates.format(format, "@" + seconds);
  }
}

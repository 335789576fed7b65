package org.wikimill.formats.wikitext;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as {@code #time} reads and writes them. Now is when the page was saved. */
final class DateFormat {
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})(?:-(\\d{1,2}))?(?:[ t]+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?[z.\\d]*");
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\\.?,?(?:[ -](\\d{4}))?");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("([a-z]{3,9})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?");
  private static final Pattern MONTH_ONLY = Pattern.compile("([a-z]{3,9})(?:,? (\\d{4}))?");
  private static final Pattern COMPACT =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})");
  private static final Pattern SHIFT =
      Pattern.compile("([+-]) ?(\\d{1,5}) ?(year|month|week|day|hour|minute|min|second|sec)s?");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "year", ChronoUnit.YEARS,
          "month", ChronoUnit.MONTHS,
          "week", ChronoUnit.WEEKS,
          "day", ChronoUnit.DAYS,
          "hour", ChronoUnit.HOURS,
          "minute", ChronoUnit.MINUTES,
          "min", ChronoUnit.MINUTES,
          "second", ChronoUnit.SECONDS,
          "sec", ChronoUnit.SECONDS);

  private final ZonedDateTime now;
  private final Locale language;

  DateFormat(ZonedDateTime now, String language) {
    this.now = now;
    this.language = Locale.forLanguageTag(language);
  }

  /**
   * A date in a format.
   *
   * @param date empty for now
   * @return an error that {@code #iferror} sees if the date is none
   */
  String format(String format, String date) {
    Optional<ZonedDateTime> time = parse(date);
    return time.map(at -> write(format, at))
        .orElse("<strong class=\"error\">Error: Invalid time.</strong>");
  }

  Optional<ZonedDateTime> parse(String date) {
    String text = date.strip().toLowerCase(Locale.ROOT).replace("&nbsp;", " ");
    try {
      ZonedDateTime base = now;
      Matcher shift = SHIFT.matcher(text);
      String fixed = shift.replaceAll("").strip();
      if (!fixed.isEmpty() && !fixed.equals("now")) {
        Optional<ZonedDateTime> parsed = fixed(fixed);
        if (parsed.isEmpty()) {
          return parsed;
        }
        base = parsed.get();
      }
      shift.reset();
      while (shift.find()) {
        long amount = Long.parseLong(shift.group(1) + shift.group(2));
        base = base.plus(amount, UNITS.get(shift.group(3)));
      }
      return Optional.of(base);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private Optional<ZonedDateTime> fixed(String text) {
    if (text.matches("@-?\\d{1,12}")) {
      long seconds = Long.parseLong(text.substring(1));
      return Optional.of(java.time.Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC));
    }
    if (text.equals("today")) {
      return Optional.of(now.truncatedTo(ChronoUnit.DAYS));
    }
    if (text.matches("\\d{4}")) {
      return Optional.of(date(text, now.getMonthValue(), Integer.toString(now.getDayOfMonth())));
    }
    Matcher iso = ISO.matcher(text);
    if (iso.matches()) {
      return Optional.of(
          date(iso.group(1), number(iso.group(2), 1), iso.group(3))
              .withHour(number(iso.group(4), 0))
              .withMinute(number(iso.group(5), 0))
              .withSecond(number(iso.group(6), 0)));
    }
    Matcher compact = COMPACT.matcher(text);
    if (compact.matches()) {
      return Optional.of(
          date(compact.group(1), number(compact.group(2), 1), compact.group(3))
              .withHour(number(compact.group(4), 0))
              .withMinute(number(compact.group(5), 0))
              .withSecond(number(compact.group(6), 0)));
    }
    return named(text);
  }

  private Optional<ZonedDateTime> named(String text) {
    Matcher dayFirst = DAY_FIRST.matcher(text);
    if (dayFirst.matches()) {
      return month(dayFirst.group(2))
          .map(month -> date(dayFirst.group(3), month, dayFirst.group(1)));
    }
    Matcher monthFirst = MONTH_FIRST.matcher(text);
    if (monthFirst.matches()) {
      return month(monthFirst.group(1))
          .map(month -> date(monthFirst.group(3), month, monthFirst.group(2)));
    }
    Matcher monthOnly = MONTH_ONLY.matcher(text);
    return monthOnly.matches()
        ? month(monthOnly.group(1)).map(month -> date(monthOnly.group(2), month, "1"))
        : Optional.empty();
  }

  private ZonedDateTime date(String year, int month, String day) {
    return ZonedDateTime.of(
        number(year, now.getYear()), month, number(day, 1), 0, 0, 0, 0, ZoneOffset.UTC);
  }

  private static int number(String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private static Optional<Integer> month(String name) {
    for (Month month : Month.values()) {
      String full = month.name().toLowerCase(Locale.ROOT);
      if (full.equals(name) || (full.startsWith(name) && name.length() <= 4)) {
        return Optional.of(month.getValue());
      }
    }
    return Optional.empty();
  }

  private String write(String format, ZonedDateTime at) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '"') {
        int end = format.indexOf('"', i + 1);
        if (end > 0) {
          out.append(format, i + 1, end);
          i = end;
          continue;
        }
      }
      if (c == '\\' && i + 1 < format.length()) {
        out.append(format.charAt(++i));
      } else if (c == 'x' && i + 1 < format.length()) {
        out.append(special(format.charAt(++i), at));
      } else {
        out.append(field(c, at));
      }
    }
    return out.toString();
  }

  private String special(char c, ZonedDateTime at) {
    return switch (c) {
      case 'g' -> monthName(at, TextStyle.FULL);
      case 'n', 'N', 'r' -> "";
      case 'x' -> "x";
      default -> "";
    };
  }

  private String monthName(ZonedDateTime at, TextStyle style) {
    return at.getMonth().getDisplayName(style, language);
  }

  private String field(char c, ZonedDateTime at) {
    DayOfWeek day = at.getDayOfWeek();
    return switch (c) {
      case 'Y', 'o' ->
          Integer.toString(c == 'Y' ? at.getYear() : at.get(IsoFields.WEEK_BASED_YEAR));
      case 'y' -> two(at.getYear() % 100);
      case 'n' -> Integer.toString(at.getMonthValue());
      case 'm' -> two(at.getMonthValue());
      case 'F' -> monthName(at, TextStyle.FULL_STANDALONE);
      case 'M' -> monthName(at, TextStyle.SHORT_STANDALONE);
      case 'j' -> Integer.toString(at.getDayOfMonth());
      case 'd' -> two(at.getDayOfMonth());
      case 'l' -> day.getDisplayName(TextStyle.FULL, language);
      case 'D' -> day.getDisplayName(TextStyle.SHORT, language);
      case 'N' -> Integer.toString(day.getValue());
      case 'w' -> Integer.toString(day.getValue() % 7);
      case 'z' -> Integer.toString(at.getDayOfYear() - 1);
      case 'W' -> two(at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case 't' -> Integer.toString(at.toLocalDate().lengthOfMonth());
      case 'L' -> at.toLocalDate().isLeapYear() ? "1" : "0";
      case 'a' -> at.getHour() < 12 ? "am" : "pm";
      case 'A' -> at.getHour() < 12 ? "AM" : "PM";
      case 'G' -> Integer.toString(at.getHour());
      case 'H' -> two(at.getHour());
      case 'g' -> Integer.toString((at.getHour() + 11) % 12 + 1);
      case 'h' -> two((at.getHour() + 11) % 12 + 1);
      case 'i' -> two(at.getMinute());
      case 's' -> two(at.getSecond());
      case 'U' -> Long.toString(at.toEpochSecond());
      case 'e', 'T' -> "UTC";
      case 'P' -> "+00:00";
      case 'O' -> "+0000";
      case 'Z', 'I' -> "0";
      case 'c' -> write("Y-m-d\\TH:i:s", at) + "+00:00";
      case 'r' -> write("D, d M Y H:i:s", at) + " +0000";
      default -> String.valueOf(c);
    };
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}

package org.wikimill.pipeline.sample;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The mill's daily ledger: a page of more than 1 MiB, made by a rule instead of being kept.
 *
 * <p>Chance is {@link Random} with a fixed seed, whose sequence the Java platform specifies.
 */
final class Ledger {
  private static final LocalDate FIRST = LocalDate.of(1868, 1, 1);
  private static final LocalDate FLOOD = LocalDate.of(1878, 11, 9);
  private static final Set<Month> SUMMER = EnumSet.of(Month.JUNE, Month.JULY, Month.AUGUST);
  private static final int LOTS_A_DAY = 2;
  private static final int LOWEST_INCHES = 14;
  private static final int BRIM_INCHES = 84;
  private static final int BUSHELS_AN_HOUR = 4;

  /** The toll is a sixteenth, and a bushel has four pecks. */
  private static final int BUSHELS_A_PECK_OF_TOLL = 4;

  private static final List<String> GRAINS =
      List.of("Wheat", "Wheat", "Wheat", "Rye", "Oats", "Oats", "Buckwheat");
  private static final List<String> FARMS =
      List.of(
          "Upper Askeham",
          "Nether Askeham",
          "Thorn End",
          "Larkrise",
          "The Hollins",
          "Crow Hall",
          "Fold Farm",
          "Saltersgate",
          "Birk Bank",
          "Widow Marsh",
          "The School",
          "Three Elms");
  private static final List<String> REMARKS =
      List.of(
          "runner dressed",
          "hopper bell mended",
          "rack cleaned twice",
          "eel in the bucket",
          "two teeth replaced",
          "sack hoist oiled",
          "heron",
          "cat had kittens");

  private final Random chance = new Random(1868);
  private final StringBuilder html = new StringBuilder(1 << 21);
  private int pondInches = 60;

  private Ledger() {}

  /** The page in HTML. */
  static String page() throws IOException {
    Ledger ledger = new Ledger();
    for (int year = FIRST.getYear(); year <= FLOOD.getYear(); year++) {
      ledger.writeYear(year);
    }
    return Resources.text("pages/ledger.html").replace("<!-- years -->\n", ledger.html);
  }

  private void writeYear(int year) {
    html.append("<h2 id=\"y")
        .append(year)
        .append("\">")
        .append(year)
        .append("</h2>\n<table>\n<tr>");
    for (String column : List.of("Day", "Pond", "From", "Grain", "Bushels", "Toll", "Remark")) {
      html.append("<th scope=\"col\">").append(column).append("</th>");
    }
    html.append("</tr>\n");
    LocalDate end = FLOOD.getYear() == year ? FLOOD : LocalDate.of(year, 12, 31);
    LocalDate day = LocalDate.of(year, 1, 1);
    for (; !day.isAfter(end); day = day.plusDays(1)) {
      fillPond(day);
      if (day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        writeDay(day);
      }
    }
    html.append("</table>\n");
  }

  /** Rain by night: much in winter, little in summer, and without end before the flood. */
  private void fillPond(LocalDate day) {
    int most = SUMMER.contains(day.getMonth()) ? 14 : 30;
    int least = day.isBefore(FLOOD.minusDays(19)) ? 0 : most;
    pondInches = Math.min(BRIM_INCHES, pondInches + least + chance.nextInt(most));
  }

  private void writeDay(LocalDate day) {
    for (int lot = 0; lot < LOTS_A_DAY; lot++) {
      int hours = Math.min(1 + chance.nextInt(5), (pondInches - LOWEST_INCHES) / 3);
      int bushels = hours * BUSHELS_AN_HOUR;
      html.append("<tr><td><time>").append(day).append("</time></td>");
      writeNumber(pondInches);
      writeText(pick(FARMS));
      writeText(pick(GRAINS));
      writeNumber(bushels);
      writeNumber(bushels / BUSHELS_A_PECK_OF_TOLL);
      writeText(remark(bushels));
      html.append("</tr>\n");
      pondInches -= 3 * hours;
    }
  }

  private String remark(int bushels) {
    if (bushels == 0) {
      return "no water";
    }
    return chance.nextInt(9) == 0 ? pick(REMARKS) : "";
  }

  private String pick(List<String> values) {
    return values.get(chance.nextInt(values.size()));
  }

  private void writeText(String text) {
    html.append("<td>").append(text).append("</td>");
  }

  private void writeNumber(int number) {
    html.append("<td class=\"number\">").append(number).append("</td>");
  }
}

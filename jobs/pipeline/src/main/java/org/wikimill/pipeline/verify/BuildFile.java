package org.wikimill.pipeline.verify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.pipeline.joined.JoinedTables;

/** What a file of a build is, as its name tells. */
sealed interface BuildFile {
  /** A CAR. */
  record Car() implements BuildFile {}

  /** The index of a CAR. */
  record CarIndex(String car) implements BuildFile {}

  /** A part of a table. */
  record TableFile(Table<?> table, int number) implements BuildFile {}

  /** None that a build has, or one whose name leaves the folder. */
  record Unknown() implements BuildFile {}

  Pattern CAR =
      Pattern.compile(
          "(car/(?:(?:part|source|media|about|search|tree)-\\d{5,9}|root)\\.car)(\\.idx)?");
  Pattern PART = Pattern.compile("index/([a-z_]+)/snapshot=[^/]+/part-(\\d{5,9})\\.parquet");

  /** The kind of the file of that name in the build of that name. */
  static BuildFile of(String name, String snapshot) {
    Matcher car = CAR.matcher(name);
    if (car.matches()) {
      return car.group(2) == null ? new Car() : new CarIndex(car.group(1));
    }
    Matcher part = PART.matcher(name);
    if (part.matches()) {
      int number = Integer.parseInt(part.group(2));
      return Stream.concat(Tables.all().stream(), JoinedTables.all().stream())
          .filter(table -> name.equals(table.part(snapshot, number)))
          .<BuildFile>map(table -> new TableFile(table, number))
          .findFirst()
          .orElseGet(Unknown::new);
    }
    return new Unknown();
  }

  /** The index of a CAR. */
  static String indexOf(String car) {
    return car + ".idx";
  }
}

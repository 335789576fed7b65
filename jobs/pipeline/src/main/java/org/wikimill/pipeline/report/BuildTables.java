package org.wikimill.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.report.BuildReport.Depth;
import org.wikimill.pipeline.report.BuildReport.Directory;
import org.wikimill.pipeline.report.BuildReport.Errors;
import org.wikimill.pipeline.report.BuildReport.Failed;
import org.wikimill.pipeline.report.BuildReport.LargeFile;
import org.wikimill.pipeline.report.BuildReport.MediaType;
import org.wikimill.pipeline.report.BuildReport.Repeated;
import org.wikimill.pipeline.report.BuildReport.Sharing;
import org.wikimill.pipeline.report.BuildReport.SizeClass;
import org.wikimill.pipeline.report.BuildReport.Stage;
import org.wikimill.pipeline.report.BuildReport.Tree;

/**
 * What the tables of a build tell for a report. All are summed up or ordered in tasks; what comes
 * to the driver is bounded.
 *
 * @param session with a view of each table
 * @param profile of the build
 * @param most the most rows of each list
 */
record BuildTables(SparkSession session, CidProfile profile, int most) {
  private static final String OWN = " from files where alias_of is null ";

  private static final String CONTENTS =
      "(select cid, count(*) as files, max(size) as size, min(path) as path"
          + OWN
          + "group by cid)";

  /** More would not fit into a chart. */
  private static final int MAX_TYPES = 12;

  private List<Row> rows(String what, String query) {
    session.sparkContext().setCallSite("report: " + what);
    try {
      return session.sql(query).collectAsList();
    } finally {
      session.sparkContext().clearCallSite();
    }
  }

  /** Types of most bytes; the others as one, if there are more. */
  List<MediaType> types() {
    String query =
        "select lower(trim(substring_index(mime, ';', 1))), count(*), sum(size)"
            + OWN
            + "group by 1 order by 3 desc, 2 desc, 1 limit ";
    List<MediaType> types = new ArrayList<>();
    Row all = rows("files", "select count(*), coalesce(sum(size), 0)" + OWN).get(0);
    long files = all.getLong(0);
    long bytes = all.getLong(1);
    for (Row row : rows("types", query + MAX_TYPES)) {
      types.add(new MediaType(row.getString(0), row.getLong(1), row.getLong(2)));
      files -= row.getLong(1);
      bytes -= row.getLong(2);
    }
    if (files > 0) {
      types.add(new MediaType(null, files, bytes));
    }
    return types;
  }

  /** Sizes between powers of four; empty files by themselves. */
  List<SizeClass> sizes() {
    String query =
        "select if(size = 0, -1, (length(bin(size)) - 1) div 2), count(*), sum(size)"
            + OWN
            + "group by 1 order by 1";
    return rows("sizes", query).stream().map(BuildTables::sizeClass).toList();
  }

  private static SizeClass sizeClass(Row row) {
    int power = ((Number) row.get(0)).intValue();
    long from = power < 0 ? 0 : 1L << 2 * power;
    return new SizeClass(from, power < 0 ? 1 : 4 * from, row.getLong(1), row.getLong(2));
  }

  List<LargeFile> largest() {
    String query =
        "select path, title, mime, size, cid" + OWN + "order by size desc, path limit " + most;
    return rows("largest files", query).stream()
        .map(
            row ->
                new LargeFile(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getString(4)))
        .toList();
  }

  Sharing sharing() {
    String aliases =
        "select count(*), coalesce(sum(size), 0) from files where alias_of is not null";
    Row alias = rows("aliases", aliases).get(0);
    String contents = "select count(*), coalesce(sum(size), 0), count_if(files > 1) from ";
    Row distinct = rows("contents", contents + CONTENTS).get(0);
    Row blocks = blocks();
    return new Sharing(
        alias.getLong(0),
        alias.getLong(1),
        distinct.getLong(0),
        distinct.getLong(1),
        distinct.getLong(2),
        repeated(),
        blocks == null ? null : blocks.getLong(0),
        blocks == null ? null : blocks.getLong(1));
  }

  private List<Repeated> repeated() {
    String query =
        "select cid, files, size, path from %s where files > 1"
            + " order by (files - 1) * size desc, files desc, cid limit %d";
    return rows("repeated contents", query.formatted(CONTENTS, most)).stream()
        .map(
            row -> new Repeated(row.getString(0), row.getLong(1), row.getLong(2), row.getString(3)))
        .toList();
  }

  /** Distinct blocks and their bytes; null if there is no such table. */
  private Row blocks() {
    if (!session.catalog().tableExists("blocks")) {
      return null;
    }
    String query =
        "select count(*), coalesce(sum(length), 0) from"
            + " (select max(length) as length from blocks group by cid)";
    return rows("blocks", query).get(0);
  }

  Tree tree() {
    Row all =
        rows(
                "directories",
                "select count(*), count_if(sharded), coalesce(max(if(path = '', tsize, 0)), 0)"
                    + " from dirs")
            .get(0);
    String query =
        "select path, entries, sharded, cid from dirs order by entries desc, path limit ";
    List<Directory> largest =
        rows("largest directories", query + most).stream()
            .map(
                row ->
                    new Directory(
                        row.getString(0), row.getLong(1), row.getBoolean(2), row.getString(3)))
            .toList();
    long sharded = all.getLong(1);
    return new Tree(
        all.getLong(0), sharded, all.getLong(2), largest, sharded > 0 ? depths() : List.of());
  }

  /**
   * Entries of HAMTs by level: each stands at the first where no other shares its way so far, and
   * the one that shares most of it is beside it in the order of hashes.
   */
  private List<Depth> depths() {
    String entries =
        "select left(path, greatest(length(path) - length(name) - 1, 0)) as dir, name from"
            + " (select path, substring_index(path, '/', -1) as name from"
            + " (select path from files union all select path from dirs where path != ''))";
    String ways =
        "select dir, array_join(hamt_path(name, '%s'), '') as way from (%s) left semi join"
            + " (select path from dirs where sharded) on dir = path";
    String neighbours =
        "select way, lag(way) over w as before, lead(way) over w as after from (%s)"
            + " window w as (partition by dir, left(way, 2) order by way)";
    String query =
        "select 1 + greatest(%s, %s), count(*) from (%s) group by 1 order by 1"
            .formatted(
                sharedLevels("before"),
                sharedLevels("after"),
                neighbours.formatted(ways.formatted(profile.name(), entries)));
    List<Depth> depths = new ArrayList<>();
    for (Row row : rows("depth of shards", query)) {
      depths.add(new Depth(((Number) row.get(0)).intValue(), row.getLong(1)));
    }
    return depths;
  }

  /** How many labels, of two hexadecimal digits each, another way shares; 0 if there is none. */
  private static String sharedLevels(String other) {
    String bits = "cast(conv(%s, 16, -10) as bigint)";
    return "coalesce((64 - length(bin(%s ^ %s))) div 8, 0)"
        .formatted(bits.formatted("way"), bits.formatted(other));
  }

  Errors errors() {
    String stages =
        "select stage, count(*) from errors group by 1 order by 2 desc, 1 limit " + most;
    String first = "select source_entry, stage, reason from errors order by 1, 2, 3 limit " + most;
    return new Errors(
        rows("errors by stage", stages).stream()
            .map(row -> new Stage(row.getString(0), row.getLong(1)))
            .toList(),
        rows("first errors", first).stream()
            .map(row -> new Failed(row.getString(0), row.getString(1), row.getString(2)))
            .toList());
  }
}

package org.wikimill.pipeline.joined;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wikimill.connectors.io.HadoopSettings;

/**
 * A made-up wiki as the dumps of its tables, in one of the three shapes that {@code categorylinks}
 * and {@code imagelinks} have had: always the same pages in the same categories.
 *
 * <p>Some pages are missing, as between dumps of different hours; categories are in each other.
 */
record SmallSqlWiki(Generation generation, int pages) {

  /** Where a link keeps its title. */
  enum Generation {
    TITLES,
    BOTH,
    NUMBERS
  }

  /** Writes the dumps into a folder, in an order of rows that depends on the generation. */
  TableInputs in(Path folder) throws IOException {
    List<String> paths = new ArrayList<>();
    paths.add(write(folder, "page", PAGE, pageRows()));
    paths.add(write(folder, "categorylinks", categoryHeader(), categoryRows()));
    paths.add(write(folder, "imagelinks", imageHeader(), imageRows()));
    if (generation != Generation.TITLES) {
      paths.add(write(folder, "linktarget", TARGETS, targetRows()));
    }
    paths.add(write(folder, "langlinks", LANGUAGES, languageRows()));
    paths.add(write(folder, "image", IMAGES, fileRows()));
    return TableInputs.of(new TableFiles(paths, List.of()), HadoopSettings.NONE);
  }

  private static final String PAGE =
      "`page_id` int(8) unsigned NOT NULL, `page_namespace` int(11) NOT NULL,"
          + " `page_title` varbinary(255) NOT NULL, `page_len` int(8) unsigned NOT NULL";
  private static final String TARGETS =
      "`lt_id` bigint(20) unsigned NOT NULL, `lt_namespace` int(11) NOT NULL,"
          + " `lt_title` varbinary(255) NOT NULL";
  private static final String LANGUAGES =
      "`ll_from` int(8) unsigned NOT NULL, `ll_lang` varbinary(35) NOT NULL,"
          + " `ll_title` varbinary(255) NOT NULL";
  private static final String IMAGES =
      "`img_name` varbinary(255) NOT NULL, `img_size` bigint(20) unsigned NOT NULL,"
          + " `img_width` int(11) NOT NULL, `img_height` int(11) NOT NULL,"
          + " `img_metadata` mediumblob NOT NULL, `img_major_mime` varbinary(32) NOT NULL,"
          + " `img_minor_mime` varbinary(100) NOT NULL, `img_sha1` varbinary(32) NOT NULL";

  /** Every tenth page is a category; each seventh is not in the dump. */
  private Stream<String> pageRows() {
    return IntStream.rangeClosed(1, pages)
        .filter(i -> i % 7 != 0)
        .mapToObj(i -> i + "," + (i % 10 == 0 ? 14 : 0) + ",'" + title(i) + "'," + i);
  }

  private static String title(int i) {
    return i % 10 == 0 ? "Cat_" + i / 10 % 20 : "Page_no._" + i + "_\\'\u00e9\\'";
  }

  private Stream<String> categoryRows() {
    return IntStream.rangeClosed(1, pages)
        .boxed()
        .flatMap(i -> Stream.of(categoryRow(i, i % 20), categoryRow(i, (i + 7) % 20)));
  }

  private String categoryRow(int page, int category) {
    String title = "'Cat_" + category + "'";
    // A sort key that was cut inside a character.
    String key = "'KEY " + page % 3 + "\u00d0'";
    String type = page % 10 == 0 ? "'subcat'" : "'page'";
    return switch (generation) {
      case TITLES -> page + "," + title + "," + key + ",'k" + page % 3 + "'," + type;
      // The two columns are filled one or the other.
      case BOTH ->
          page
              + ","
              + (page % 2 == 0 ? title : "''")
              + ","
              + key
              + ",'k"
              + page % 3
              + "',"
              + type
              + ","
              + (page % 2 == 0 ? "NULL" : 1000 + category);
      case NUMBERS -> (1000 + category) + "," + type + "," + key + ",'k" + page % 3 + "'," + page;
    };
  }

  private String categoryHeader() {
    String key =
        "`cl_sortkey` varbinary(230) NOT NULL, `cl_sortkey_prefix` varbinary(255) NOT NULL";
    String type = "`cl_type` enum('page','subcat','file') NOT NULL";
    String from = "`cl_from` int(8) unsigned NOT NULL";
    String to = "`cl_to` varbinary(255) NOT NULL DEFAULT ''";
    return switch (generation) {
      case TITLES -> from + "," + to + "," + key + "," + type;
      case BOTH ->
          from + "," + to + "," + key + "," + type + ", `cl_target_id` bigint(20) unsigned";
      case NUMBERS ->
          "`cl_target_id` bigint(20) unsigned NOT NULL," + type + "," + key + "," + from;
    };
  }

  private Stream<String> imageRows() {
    return IntStream.rangeClosed(1, pages)
        .mapToObj(
            i ->
                generation == Generation.TITLES
                    ? i + ",'File_" + i % 9 + ".jpg'"
                    : i + "," + (2000 + i % 9));
  }

  private String imageHeader() {
    return "`il_from` int(8) unsigned NOT NULL, "
        + (generation == Generation.TITLES
            ? "`il_to` varbinary(255) NOT NULL"
            : "`il_target_id` bigint(20) unsigned NOT NULL");
  }

  /** Numbers of other namespaces stand between them. */
  private static Stream<String> targetRows() {
    return Stream.of(
            IntStream.range(0, 20).mapToObj(i -> 1000 + i + ",14,'Cat_" + i + "'"),
            IntStream.range(0, 9).mapToObj(i -> 2000 + i + ",6,'File_" + i + ".jpg'"),
            IntStream.range(0, 30).mapToObj(i -> 3000 + i + ",0,'Page_" + i + "'"))
        .flatMap(rows -> rows);
  }

  private Stream<String> languageRows() {
    return IntStream.rangeClosed(1, pages)
        .boxed()
        .flatMap(i -> Stream.of(i + ",'it','Pagina " + i + "'", i + ",'de','Seite " + i + "'"));
  }

  private static Stream<String> fileRows() {
    String metadata =
        "{\\\"data\\\":{\\\"Artist\\\":\\\"Ada\\\",\\\"ImageDescription\\\":\\\"A wheel\\\","
            + "\\\"Copyright\\\":\\\"CC0\\\"},\\\"blobs\\\":[]}";
    return Stream.of(
        "'Wheel_1.jpg',12,40,30,'"
            + metadata
            + "','image','jpeg','phoiac9h4m842xq45sp7s6u21eteeq1'",
        "'Old.png',3,0,0,'a:1:{s:6:\\\"Artist\\\";s:3:\\\"Bob\\\";}','image','png',''");
  }

  private String write(Path folder, String table, String columns, Stream<String> rows)
      throws IOException {
    List<String> values = new ArrayList<>(rows.map(row -> "(" + row + ")").toList());
    java.util.Collections.shuffle(values, new java.util.Random(generation.ordinal()));
    String text =
        "-- MariaDB dump 10.19\nCREATE TABLE `"
            + table
            + "` (\n"
            + columns
            + "\n) ENGINE=InnoDB DEFAULT CHARSET=binary;\nINSERT INTO `"
            + table
            + "` VALUES "
            + String.join(",", values)
            + ";\n-- Dump completed on 2026-01-01\n";
    Path file = folder.resolve(generation + "-" + table + ".sql");
    // ISO-8859-1, so that a character of the sort keys is half of one in UTF-8.
    boolean bytes = table.equals("categorylinks");
    return Files.write(file, text.getBytes(bytes ? ISO_8859_1 : UTF_8)).toString();
  }
}

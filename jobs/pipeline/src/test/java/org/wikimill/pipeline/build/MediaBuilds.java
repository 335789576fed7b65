package org.wikimill.pipeline.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.site.Layout;
import org.wikimill.pipeline.joined.TableFiles;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.testing.BuiltFiles;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;

/**
 * Builds of dumps that original files join, for tests: a folder of files, and what tells of them.
 */
abstract class MediaBuilds {
  private static JavaSparkContext spark;

  @TempDir Path folder;
  Path media;
  private final StringBuilder table =
      new StringBuilder(
          """
          CREATE TABLE `image` (
            `img_name` varbinary(255) NOT NULL DEFAULT '',
            `img_size` bigint(20) unsigned NOT NULL DEFAULT 0,
            `img_width` int(11) NOT NULL DEFAULT 0,
            `img_height` int(11) NOT NULL DEFAULT 0,
            `img_metadata` mediumblob NOT NULL,
            `img_major_mime` enum('unknown','image','audio') NOT NULL,
            `img_minor_mime` varbinary(100) NOT NULL DEFAULT 'unknown',
            `img_sha1` varbinary(32) NOT NULL DEFAULT ''
          ) ENGINE=InnoDB DEFAULT CHARSET=binary;
          """);

  @BeforeAll
  static void open() {
    spark = LocalSpark.open("local[2]");
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  static JavaSparkContext spark() {
    return spark;
  }

  @BeforeEach
  void makeFolder() throws IOException {
    media = Files.createDirectory(folder.resolve("media"));
  }

  static byte[] picture(String format, int seed) throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int x = 0; x < 40; x++) {
      image.setRGB(x, x % 30, random.nextInt(1 << 24));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  final void file(String path, byte[] content) throws IOException {
    Path file = media.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  /** A row of table {@code image} for a file of so many bytes. */
  final void row(String name, byte[] content, String metadata) throws Exception {
    byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(content);
    String base36 = new BigInteger(1, sha1).toString(36);
    String quoted = name.replace("'", "\\'");
    table.append(
        "INSERT INTO `image` VALUES ('%s',%d,40,30,'%s','image','png','%s');\n"
            .formatted(
                quoted, content.length, metadata, "0".repeat(31 - base36.length()) + base36));
  }

  /** What a build is asked to take in. */
  record Asked(String media, TableFiles tables) {}

  final Asked asked(Path... infos) throws IOException {
    Path sql = Files.writeString(folder.resolve("image.sql"), table);
    List<String> told = Stream.of(infos).map(Path::toString).toList();
    return new Asked(media.toString(), new TableFiles(List.of(sql.toString()), told));
  }

  final Builds builds(CraftedDump dump, String out, Asked asked) throws IOException {
    Path source = dump.write(folder.resolve("dump.xml"));
    return Builds.of(source, folder.resolve(out))
        .layout(Layout.Name.SITE)
        .media(asked.media())
        .tables(asked.tables());
  }

  static Map<String, Group> rows(Builds builds, String name, String key) throws IOException {
    return ParquetRows.of(builds.out(), name).stream()
        .collect(Collectors.toMap(row -> row.getString(key, 0), row -> row));
  }

  static byte[] content(Builds builds, String path) throws IOException {
    String root =
        new ObjectMapper()
            .readTree(Files.readAllBytes(builds.out().resolve(Manifest.NAME)))
            .path("root")
            .textValue();
    return BuiltFiles.bytes(builds.out(), root, path);
  }

  static Document page(Builds builds, String path) throws IOException {
    return Jsoup.parse(new String(content(builds, path), UTF_8));
  }
}

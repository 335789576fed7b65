package org.wikimill.pipeline.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.site.Urls;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.media.MediaFolder;
import org.wikimill.pipeline.testing.BuiltFiles;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.pipeline.verify.Report;
import org.wikimill.pipeline.verify.Verify;

/** Builds of dumps that original files join. */
class MediaSparkTest {
  private static final String SVG =
      "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";

  private static JavaSparkContext spark;

  @TempDir private Path folder;
  private Path media;
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

  @BeforeEach
  void makeFolder() throws IOException {
    media = Files.createDirectory(folder.resolve("media"));
  }

  private static byte[] picture(String format, int seed) throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int x = 0; x < 40; x++) {
      image.setRGB(x, x % 30, random.nextInt(1 << 24));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private void file(String path, byte[] content) throws IOException {
    Path file = media.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  /** A row of table {@code image} for a file of so many bytes. */
  private void row(String name, byte[] content, String metadata) throws Exception {
    byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(content);
    String base36 = new BigInteger(1, sha1).toString(36);
    String quoted = name.replace("'", "\\'");
    table.append(
        "INSERT INTO `image` VALUES ('%s',%d,40,30,'%s','image','png','%s');\n"
            .formatted(
                quoted, content.length, metadata, "0".repeat(31 - base36.length()) + base36));
  }

  private MediaFolder asked(Path... infos) throws IOException {
    Path sql = Files.writeString(folder.resolve("image.sql"), table);
    return new MediaFolder(
        media.toString(), List.of(sql.toString()), Stream.of(infos).map(Path::toString).toList());
  }

  private Builds builds(CraftedDump dump, String out, MediaFolder asked) throws IOException {
    Path source = dump.write(folder.resolve("dump.xml"));
    return Builds.of(source, folder.resolve(out)).layout(Layout.Name.SITE).media(asked);
  }

  private static Map<String, Group> rows(Builds builds, String name, String key)
      throws IOException {
    return ParquetRows.of(builds.out(), name).stream()
        .collect(Collectors.toMap(row -> row.getString(key, 0), row -> row));
  }

  private static byte[] content(Builds builds, String path) throws IOException {
    String root =
        new ObjectMapper()
            .readTree(Files.readAllBytes(builds.out().resolve(Manifest.NAME)))
            .path("root")
            .textValue();
    return BuiltFiles.bytes(builds.out(), root, path);
  }

  private static Document page(Builds builds, String path) throws IOException {
    return Jsoup.parse(new String(content(builds, path), UTF_8));
  }

  @Test
  void filesStandInTheTreeByTheirNamesAndArticlesShowThem() throws Exception {
    byte[] dot = picture("png", 1);
    file("a/ab/Red_dot.png", dot);
    file("b/b1/\"Who's\",_50%.png", picture("png", 2));
    file("Юність.jpg", picture("jpg", 3));
    file("Plain.svg", SVG.getBytes(UTF_8));
    file("thumb/a/ab/Red_dot.png/20px-Red_dot.png", picture("png", 4));
    file(".hidden.png", dot);
    row("Red_dot.png", dot, "{\"data\":{\"Artist\":\"<A> & B\"}}");
    CraftedDump dump =
        new CraftedDump()
            .page(
                "Start",
                "[[File:red dot.png|thumb|20px|A dot]] [[File:\"Who's\", 50%.png]]"
                    + " [[File:Юність.jpg|10px]] [[File:Plain.svg]] [[File:Absent.png|thumb]]")
            .page(6, 9, "File:Red dot.png", 90, "Words of the ''wiki''");
    Builds builds = builds(dump, "out", asked()).listingLinks();
    Manifest manifest = builds.run(spark);

    Map<String, Group> files = rows(builds, "files", "path");
    assertThat(files)
        .containsKeys(
            "media/Red_dot.png",
            "media/\"Who's\",_50%.png",
            "media/Юність.jpg",
            "media/Plain.svg",
            "wiki/File:Red_dot.png/index.html",
            "wiki/File:Юність.jpg/index.html");
    assertThat(files.keySet()).noneMatch(path -> path.contains("20px") || path.contains("hidden"));
    assertThat(content(builds, "media/Red_dot.png")).isEqualTo(dot);
    assertThat(files.get("media/Plain.svg").getString("mime", 0)).isEqualTo("image/svg+xml");

    Document start = page(builds, "wiki/Start");
    assertThat(start.select("img").eachAttr("src"))
        .containsExactly(
            "../media/Red_dot.png",
            Urls.relative("wiki/Start".getBytes(UTF_8), "media/\"Who's\",_50%.png".getBytes(UTF_8)),
            "../media/%D0%AE%D0%BD%D1%96%D1%81%D1%82%D1%8C.jpg",
            "../media/Plain.svg");
    assertThat(start.selectFirst("figure img").attr("width")).isEqualTo("20");
    assertThat(start.selectFirst("figure img").attr("height")).isEqualTo("15");
    assertThat(start.selectFirst("small.licence").text()).isEqualTo("<A> & B, Licence unknown");
    assertThat(start.select("img[src*=Absent]")).isEmpty();

    Document described = page(builds, "wiki/File:Red_dot.png/index.html");
    assertThat(described.selectFirst(".wikimill-file img").attr("src"))
        .endsWith("media/Red_dot.png");
    assertThat(described.text()).contains("Words of the wiki", "40 × 30 pixels", "<A> & B");
    assertThat(page(builds, "wiki/File:Plain.svg/index.html").text())
        .contains("nothing that came with this file states its licence");
    assertThat(manifest.counts().links().broken()).isZero();
    assertThat(manifest.counts().files()).isEqualTo(2 + 4);
    assertThat(manifest.counts().generated()).isGreaterThanOrEqualTo(3);
    assertThat(manifest.recipe().policy().dumps().media().files()).isEqualTo(4);
    assertThat(manifest.recipe().policy().dumps().namespaces()).containsExactly(0, 6, 14);
    Store store = Stores.at(builds.out().toString(), Durability.CACHED, HadoopSettings.NONE);
    Report report = new Verify(store, Files.createDirectory(folder.resolve("tmp")), 5).run(spark);
    assertThat(report.first()).isEmpty();
    assertThat(report.sound()).isTrue();
  }

  @Test
  void aFileThatIsNotTheWikisIsAnErrorAndNoByteOfItIsPublished() throws Exception {
    byte[] right = picture("png", 1);
    byte[] wrong = picture("png", 2);
    file("a/Right.png", right);
    file("b/Wrong.png", wrong);
    row("Right.png", right, "");
    row("Wrong.png", right, "");
    CraftedDump dump = new CraftedDump().page("Start", "[[File:Wrong.png]] [[File:Right.png]]");
    assertThatThrownBy(() -> builds(dump, "refused", asked()).run(spark))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("b/Wrong.png")
        .hasMessageContaining("not the file that the wiki has");

    Builds allowed = builds(dump, "allowed", asked()).allowErrors(1);
    Manifest manifest = allowed.run(spark);
    assertThat(manifest.counts().errors()).isEqualTo(1);
    assertThat(manifest.entries()).isEqualTo(manifest.counts().entries()).isEqualTo(3);
    assertThat(rows(allowed, "files", "path"))
        .containsKeys("media/Right.png", "wiki/File:Right.png/index.html")
        .doesNotContainKeys("media/Wrong.png", "wiki/File:Wrong.png/index.html");
    assertThat(page(allowed, "wiki/Start").select("img").eachAttr("src"))
        .containsExactly("../media/Right.png");
    for (Path car : cars(allowed)) {
      assertThat(new String(Files.readAllBytes(car), ISO_8859_1))
          .doesNotContain(new String(wrong, ISO_8859_1));
    }
  }

  private static List<Path> cars(Builds builds) throws IOException {
    try (var files = Files.list(builds.out().resolve("car"))) {
      List<Path> cars = files.filter(file -> file.toString().endsWith(".car")).toList();
      assertThat(cars).isNotEmpty();
      return cars;
    }
  }

  @Test
  void ofTwoFilesOfOneNameTheFirstThatIsRightStays() throws Exception {
    byte[] right = picture("png", 1);
    byte[] other = picture("png", 2);
    file("1/Doubled.png", other);
    file("2/doubled.png", right);
    file("3/Doubled.png", right);
    file("1/Unknown.png", right);
    file("2/Unknown.png", other);
    row("Doubled.png", right, "");
    CraftedDump dump = new CraftedDump().page("Start", "x");
    Builds builds = builds(dump, "out", asked()).allowErrors(1);
    Manifest manifest = builds.run(spark);
    assertThat(manifest.counts().errors()).isEqualTo(1);
    assertThat(manifest.counts().excluded()).isEqualTo(2);
    assertThat(content(builds, "media/Doubled.png")).isEqualTo(right);
    assertThat(content(builds, "media/Unknown.png")).isEqualTo(right);
    assertThat(manifest.counts().entries()).isEqualTo(manifest.entries()).isEqualTo(6);
  }

  @Test
  void whatTheApiAnswersStandsOnTheFilesPage() throws Exception {
    file("Lone tree.jpg", picture("jpg", 1));
    Path info =
        Files.writeString(
            folder.resolve("info.json"),
            """
            {"query": {"pages": {"5": {"title": "File:Lone tree.jpg", "imageinfo": [{
              "width": 40, "height": 30, "extmetadata": {
              "LicenseShortName": {"value": "CC BY-SA 4.0"},
              "LicenseUrl": {"value": "https://creativecommons.org/licenses/by-sa/4.0"},
              "Artist": {"value": "<a href='//commons.example/wiki/User:P'>P</a><script>x</script>"},
              "ImageDescription": {"value": {"en": "A <b>tree</b>", "_type": "lang"}}}}]}}}}
            """);
    CraftedDump dump = new CraftedDump().page("Start", "[[File:Lone tree.jpg|thumb|Tree]]");
    Builds builds = builds(dump, "out", asked(info));
    builds.run(spark);

    assertThat(page(builds, "wiki/Start").selectFirst("small.licence").text())
        .isEqualTo("P, CC BY-SA 4.0");
    Document page = page(builds, "wiki/File:Lone_tree.jpg/index.html");
    assertThat(page.select(".wikimill-file td").eachText())
        .contains("A tree", "P", "Unknown", "CC BY-SA 4.0");
    assertThat(page.selectFirst("a[rel~=license]").attr("href"))
        .isEqualTo("https://creativecommons.org/licenses/by-sa/4.0");
    assertThat(page.select("script")).isEmpty();
  }

  @Test
  void partsAndInterruptionsHaveNoSay() throws Exception {
    for (int i = 0; i < 3; i++) {
      byte[] large = new byte[9 << 20];
      new Random(i).nextBytes(large);
      file(i + "/Large " + i + ".png", large);
      row("Large_" + i + ".png", large, "");
    }
    CraftedDump dump = new CraftedDump().page("Start", "[[File:Large 1.png|thumb]]");
    Builds whole = builds(dump, "whole", asked());
    Manifest manifest = whole.run(spark);
    for (String failing : List.of("work/media-00001.rows", "work/blocks-00000.rows")) {
      Builds broken = builds(dump, "broken-" + failing.substring(5, 9), asked());
      assertThatThrownBy(() -> broken.run(spark, store -> TroubledStore.failing(store, failing)))
          .hasStackTraceContaining("cannot write " + failing);
      broken.resuming().run(spark);
      assertThat(broken.out().resolve(Manifest.NAME))
          .hasSameBinaryContentAs(whole.out().resolve(Manifest.NAME));
    }
    Builds fine = builds(dump, "fine", asked()).shardBytes(1 << 20);
    assertThat(fine.run(spark).root()).isEqualTo(manifest.root());
    // Another folder is another build.
    file("New.png", picture("png", 7));
    assertThatThrownBy(() -> builds(dump, "whole", asked()).resuming().run(spark))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("--media");
  }

  @Test
  void filesJoinASingleDumpOnly() throws Exception {
    Path source = new CraftedDump().page("A", "a").write(folder.resolve("a.xml"));
    Path other = new CraftedDump().page("B", "b").write(folder.resolve("b.xml"));
    Builds two =
        Builds.of(source, folder.resolve("out"))
            .layout(Layout.Name.SITE)
            .ofSources(source, other)
            .media(asked());
    assertThatThrownBy(() -> two.run(spark))
        .isInstanceOf(BuildException.class)
        .hasMessage("--media: only with a single source, a dump");
  }
}

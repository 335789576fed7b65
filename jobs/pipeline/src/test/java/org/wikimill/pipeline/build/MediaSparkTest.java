package org.wikimill.pipeline.build;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.site.Urls;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.verify.Report;
import org.wikimill.pipeline.verify.Verify;

/** Builds of dumps that original files join. */
class MediaSparkTest extends MediaBuilds {
  private static final String SVG =
      "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";

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
    Manifest manifest = builds.run(spark());

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
    Report report = new Verify(store, Files.createDirectory(folder.resolve("tmp")), 5).run(spark());
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
    assertThatThrownBy(() -> builds(dump, "refused", asked()).run(spark()))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("b/Wrong.png")
        .hasMessageContaining("not the file that the wiki has");

    Builds allowed = builds(dump, "allowed", asked()).allowErrors(1);
    Manifest manifest = allowed.run(spark());
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
    Manifest manifest = builds.run(spark());
    assertThat(manifest.counts().errors()).isEqualTo(1);
    assertThat(manifest.counts().excluded()).isEqualTo(2);
    assertThat(content(builds, "media/Doubled.png")).isEqualTo(right);
    assertThat(content(builds, "media/Unknown.png")).isEqualTo(right);
    assertThat(manifest.counts().entries()).isEqualTo(manifest.entries()).isEqualTo(6);
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
    Manifest manifest = whole.run(spark());
    for (String failing : List.of("work/media-00001.rows", "work/blocks-00000.rows")) {
      Builds broken = builds(dump, "broken-" + failing.substring(5, 9), asked());
      assertThatThrownBy(() -> broken.run(spark(), store -> TroubledStore.failing(store, failing)))
          .hasStackTraceContaining("cannot write " + failing);
      broken.resuming().run(spark());
      assertThat(broken.out().resolve(Manifest.NAME))
          .hasSameBinaryContentAs(whole.out().resolve(Manifest.NAME));
    }
    Builds fine = builds(dump, "fine", asked()).shardBytes(1 << 20);
    assertThat(fine.run(spark()).root()).isEqualTo(manifest.root());
    // Another folder is another build.
    file("New.png", picture("png", 7));
    assertThatThrownBy(() -> builds(dump, "whole", asked()).resuming().run(spark()))
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
            .media(asked().media());
    assertThatThrownBy(() -> two.run(spark()))
        .isInstanceOf(BuildException.class)
        .hasMessage("--media: only with a single source, a dump");
  }
}

package org.wikimill.pipeline.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.wikimill.pipeline.testing.CraftedDump;

/** What is known of the original files that join a build. */
class MediaInfoSparkTest extends MediaBuilds {
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
    builds.run(spark());

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
  void structuredDataStandOnTheFilesPageUnlessAnAnswerOfTheApiSaysOtherwise() throws Exception {
    file("Lone tree.jpg", picture("jpg", 1));
    file("Unknown.jpg", picture("jpg", 2));
    Path export = folder.resolve("export.xml.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(export))) {
      out.write(
          """
          <mediawiki version="0.11" xml:lang="en"><siteinfo><namespaces>
            <namespace key="6" case="first-letter">File</namespace></namespaces></siteinfo>
          <page><title>File:Lone tree.jpg</title><ns>6</ns><id>5</id><revision><id>7</id>
            <timestamp>2026-01-02T03:04:05Z</timestamp><model>wikitext</model><text>x</text>
            <content><role>mediainfo</role><model>wikibase-mediainfo</model>
            <format>application/json</format><text>{"labels":{"en":{"value":"A tree alone"}},
            "statements":{"P275":[{"mainsnak":{"datavalue":{"value":{"id":"Q18199165"}}}}],
            "P7482":[{"mainsnak":{"datavalue":{"value":{"id":"Q66458942"}}}}]}}</text></content>
            </revision></page></mediawiki>
          """
              .getBytes(UTF_8));
    }
    Path answer =
        Files.writeString(
            folder.resolve("info.json"),
            """
            {"title": "File:Lone tree.jpg", "imageinfo": [{"extmetadata": {
              "Artist": {"value": "P"}, "ImageDescription": {"value": "A tree"}}}]}
            """);
    CraftedDump dump = new CraftedDump().page("Start", "[[File:Lone tree.jpg|thumb|Tree]]");
    Builds builds = builds(dump, "out", asked(export, answer));
    builds.run(spark());

    Document page = page(builds, "wiki/File:Lone_tree.jpg/index.html");
    assertThat(page.select(".wikimill-file tr").eachText())
        .element(1)
        .isEqualTo("Description A tree");
    assertThat(page.select(".wikimill-file tr").eachText())
        .contains("Author P", "Source Own work", "Licence CC BY-SA 4.0");
    assertThat(page(builds, "wiki/File:Unknown.jpg/index.html").text())
        .contains("nothing that came with this file states its licence");
    Document about = page(builds, "about.html");
    assertThat(about.text())
        .contains("Original files beside it 2 files")
        .contains("--media DIR --sql IMAGE.sql.gz --media-info INFO --media-info INFO")
        .contains("when the dump was made", "Entries of the dump")
        .doesNotContain("archive");
  }
}

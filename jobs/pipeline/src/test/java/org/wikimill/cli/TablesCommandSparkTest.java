package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.testing.ParquetRows;

/** Table dumps joined by {@code wikimill tables}. */
class TablesCommandSparkTest {
  private static final String LINKS =
      "CREATE TABLE `langlinks` (`ll_from` int unsigned NOT NULL, `ll_lang` varbinary(35) NOT NULL,"
          + " `ll_title` varbinary(255) NOT NULL);\n"
          + "INSERT INTO `langlinks` VALUES (2,'it','Ruota'),(1,'de','Rad_1');\n";

  @TempDir private Path folder;
  private Path dumps;
  private Path out;

  @BeforeEach
  void folders() throws IOException {
    dumps = Files.createDirectory(folder.resolve("dumps"));
    out = folder.resolve("out");
  }

  @Test
  void aFolderOfDumpsBecomesTables() throws IOException {
    Files.writeString(dumps.resolve("wiki-langlinks.sql"), LINKS);
    Files.writeString(dumps.resolve("wiki-sites.sql"), "CREATE TABLE `sites` (`a` int);\n");
    Files.writeString(dumps.resolve("wiki-md5sums.txt"), "no dump\n");

    Cli run = tables("--sql", dumps, "--snapshot", "wiki-1");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("langlinks       2\n");
    assertThat(ParquetRows.of(out.resolve("index/langlinks/snapshot=wiki-1/part-00000.parquet")))
        .extracting(row -> row.getString("title", 0))
        .containsExactly("Rad 1", "Ruota");
  }

  @Test
  void badInputAndWrongUsageAreToldApart() throws IOException {
    Path cut =
        Files.writeString(dumps.resolve("cut.sql"), LINKS + "INSERT INTO `langlinks` VALUES (3");
    assertThat(tables("--sql", cut))
        .extracting(Cli::exit, Cli::err)
        .containsExactly(
            3,
            "wikimill: dump is cut: "
                + cut
                + " at byte "
                + (LINKS.length() - 2)
                + ", expected the rest of a statement, found the end after row 2\n");
    assertThat(tables("--sql", folder.resolve("*.none")).exit()).isEqualTo(2);
    Files.writeString(Files.createDirectories(out).resolve("file"), "");
    assertThat(tables("--sql", cut))
        .extracting(Cli::exit, Cli::err)
        .satisfies(
            told -> {
              assertThat(told).first().isEqualTo(2);
              assertThat(told).last().asString().contains("is not empty");
            });
  }

  @Test
  void pagesOfADumpInPartsTellWhatNoTableDoes() throws IOException {
    CraftedDump first = new CraftedDump().page("Hub", "[[Category:Round]] [[File:Hub.jpg]]");
    first.write(dumps.resolve("wiki-pages-articles1.xml-p1p9"));
    new CraftedDump()
        .page(0, 10, "Wheel", 100, "[[Category:Round]]")
        .write(dumps.resolve("wiki-pages-articles2.xml-p10p20"));
    Files.writeString(dumps.resolve("wiki-langlinks.sql"), LINKS);

    Cli run = tables("--xml", dumps.resolve("*.xml-p*"), "--sql", dumps);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo("categories      2\ncategory_edges  0\nlanglinks       2\npage_images     1\n");
    assertThat(ParquetRows.of(out, "categories"))
        .extracting(row -> row.getString("title", 0))
        .containsExactly("Hub", "Wheel");
    assertThat(out).isDirectoryNotContaining("glob:**work");
  }

  @Test
  void aCutDumpIsReadToItsCutIfThatIsAllowed() throws IOException {
    Path cut =
        new CraftedDump()
            .page("Hub", "[[Category:Round]]")
            .page("Wheel", "[[Category:Round]]")
            .writeCut(dumps.resolve("cut.xml"), 30);
    assertThat(tables("--xml", cut).exit()).isEqualTo(3);
    Path allowed = folder.resolve("allowed");
    Cli run =
        Cli.run(
            "tables",
            "-o",
            allowed,
            "-q",
            "--master",
            "local[1]",
            "--xml",
            cut,
            "--allow-truncated");
    assertThat(run.out()).startsWith("categories      1\n");
  }

  @Test
  void withoutAnythingToReadItSaysWhatIsMissing() throws IOException {
    assertThat(tables())
        .extracting(Cli::exit, Cli::err)
        .satisfies(
            told -> {
              assertThat(told).first().isEqualTo(2);
              assertThat(told).last().asString().contains("--sql, --xml or --media-info");
            });
    Files.writeString(dumps.resolve("wiki-langlinks.sql"), LINKS);
    Path one = new CraftedDump().page("A", "a").write(dumps.resolve("a.xml"));
    Path other = new CraftedDump().page("B", "b").write(dumps.resolve("b.xml"));
    assertThat(tables("--xml", one, "--xml", other).err()).contains("--xml: a single dump");
  }

  private Cli tables(Object... more) {
    Object[] args = new Object[more.length + 6];
    Object[] fixed = {"tables", "-o", out, "-q", "--master", "local[1]"};
    System.arraycopy(fixed, 0, args, 0, fixed.length);
    System.arraycopy(more, 0, args, fixed.length, more.length);
    return Cli.run(args);
  }
}

package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  private Cli tables(Object... more) {
    Object[] args = new Object[more.length + 6];
    Object[] fixed = {"tables", "-o", out, "-q", "--master", "local[1]"};
    System.arraycopy(fixed, 0, args, 0, fixed.length);
    System.arraycopy(more, 0, args, fixed.length, more.length);
    return Cli.run(args);
  }
}

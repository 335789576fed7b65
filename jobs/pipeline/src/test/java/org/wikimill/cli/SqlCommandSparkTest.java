package org.wikimill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.pipeline.testing.SmallWiki;

/** Queries over two builds of a small wiki. */
class SqlCommandSparkTest {
  @TempDir static Path shared;
  @TempDir private Path folder;

  @BeforeAll
  static void build() throws IOException {
    Path archive = SmallWiki.write(shared, 2020);
    for (String name : List.of("2024-01", "b")) {
      Cli run = Cli.build(archive, shared.resolve(name), "--snapshot", name);
      assertThat(run.exit()).as(run.err()).isZero();
    }
  }

  private static Cli sql(Object... words) {
    List<Object> args = new ArrayList<>(List.of("sql", "-q", "--master", "local[1]"));
    args.addAll(List.of(words));
    return Cli.run(args.toArray());
  }

  private static Path first() {
    return shared.resolve("2024-01");
  }

  @Test
  void aTableIsAView() {
    Cli run = sql(first(), "select snapshot, path from files order by path limit 2");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out().lines().findFirst()).hasValue("snapshot  path");
    assertThat(run.out().lines().skip(2))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("2024-01   "));
  }

  @Test
  void buildsAreOneTable() {
    Cli run =
        sql(
            first(),
            shared.resolve("b"),
            "--format",
            "csv",
            "select distinct snapshot from files order by 1");
    assertThat(run.out()).isEqualTo("snapshot\n2024-01\nb\n");
  }

  @Test
  void valuesAreToldInEachFormat() throws IOException {
    String query = "select 'a,\"b\"' x, null y, X'0fff' x, array(1, 2) z, named_struct('k', 'é') s";
    assertThat(sql(first(), query).out())
        .isEqualTo(
            """
            x      y     x_2   z      s
            -----  ----  ----  -----  ---------
            a,"b"  NULL  0fff  [1,2]  {"k":"é"}
            """);
    assertThat(sql(first(), "--format", "csv", query).out())
        .isEqualTo("x,y,x_2,z,s\n\"a,\"\"b\"\"\",,0fff,\"[1,2]\",\"{\"\"k\"\":\"\"é\"\"}\"\n");
    assertThat(sql(first(), "--json", query).out())
        .isEqualTo("{\"x\":\"a,\\\"b\\\"\",\"x_2\":\"0fff\",\"z\":[1,2],\"s\":{\"k\":\"é\"}}\n");
    Path out = folder.resolve("out");
    assertThat(sql(first(), "--format", "parquet", "-o", out, "select 7L as n").exit()).isZero();
    try (var files = Files.list(out)) {
      Path part = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      assertThat(ParquetRows.of(part)).extracting(row -> row.getLong("n", 0)).containsExactly(7L);
    }
  }

  @Test
  void aTableForTheEyeSaysThatThereIsMore() {
    assertThat(sql(first(), "--limit", 2, "select * from range(2)").out())
        .isEqualTo("id\n--\n0\n1\n");
    assertThat(sql(first(), "--limit", 2, "select * from range(3)").out())
        .isEqualTo("id\n--\n0\n1\n... more than 2 rows\n");
    assertThat(sql(first(), "--limit", Integer.MAX_VALUE, "select * from range(1)").out())
        .isEqualTo("id\n--\n0\n");
  }

  @Test
  void wikimillsFunctionsAreThere() {
    assertThat(
            sql(
                    first(),
                    "--format",
                    "csv",
                    "select count(*) from files where cid_parse(cid) is null")
                .out())
        .isEqualTo("count(1)\n0\n");
  }

  @Test
  void theShellRunsWhatEndsWithASemicolonAndGoesOnAfterAnError() {
    InputStream before = System.in;
    String typed = "select 1\n as one;\nselect nothing from files;\nselect 2 as two";
    System.setIn(new ByteArrayInputStream(typed.getBytes(UTF_8)));
    try {
      Cli run = sql(first(), "--shell", "--format", "csv");
      assertThat(run.exit()).isZero();
      assertThat(run.out()).isEqualTo("one\n1\ntwo\n2\n");
      assertThat(run.err()).contains("UNRESOLVED_COLUMN").contains("`nothing`");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void whatCannotBeAskedIsWrongUsage() {
    assertThat(sql(first(), "selec 1").exit()).isEqualTo(2);
    assertThat(sql(first(), "select * from nothing"))
        .satisfies(
            run -> {
              assertThat(run.exit()).isEqualTo(2);
              assertThat(run.err()).startsWith("wikimill: [TABLE_OR_VIEW_NOT_FOUND]");
            });
    assertThat(sql(first(), "select cast(path as int) from files").exit()).isEqualTo(2);
    assertThat(sql(first(), "select unixfs_cid(path, 'none') from files"))
        .extracting(Cli::exit, run -> run.err().startsWith("wikimill: no profile 'none'"))
        .containsExactly(2, true);
    assertThat(sql(first(), "select cid_v1() from files").exit()).isEqualTo(2);
    assertThat(sql(folder.resolve("none"), "select 1").exit()).isEqualTo(2);
    assertThat(sql(first()).exit()).isEqualTo(2);
    assertThat(sql(first(), "--format", "parquet", "select 1").exit()).isEqualTo(2);
  }
}

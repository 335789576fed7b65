package org.wikimill.formats.sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.wikimill.testing.Tools;

/** A MariaDB server with no tables but those that a test loads, reached through a socket alone. */
final class MariaDb implements AutoCloseable {
  private static final int START_SECONDS = 60;

  private final Path programs = Tools.mariadb();
  private final Path folder;
  private final Process server;

  /** Starts a server. */
  MariaDb(Path folder) throws IOException {
    this.folder = folder;
    this.server =
        new ProcessBuilder(
                programs.resolve("mariadbd").toString(),
                "--datadir=" + Files.createDirectory(folder.resolve("data")),
                "--socket=" + socket(),
                "--pid-file=" + folder.resolve("pid"),
                "--skip-networking",
                "--skip-grant-tables",
                "--innodb-buffer-pool-size=32M",
                "--innodb-log-file-size=8M")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      await();
      run("", "CREATE DATABASE wiki;".getBytes(UTF_8));
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private Path socket() {
    return folder.resolve("socket");
  }

  /** Until it answers. */
  private void await() throws IOException {
    for (int attempt = 0; attempt < START_SECONDS * 10; attempt++) {
      try {
        if (Files.exists(socket()) || server.waitFor(100, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    assertThat(socket()).as(() -> log()).exists();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads a dump, plain or gzip. */
  void load(Path dump) throws IOException {
    try (InputStream stored = Files.newInputStream(dump);
        InputStream in = dump.toString().endsWith(".gz") ? new GZIPInputStream(stored) : stored) {
      run("wiki", in.readAllBytes());
    }
  }

  /** All rows of a table as the server has them: hexadecimal bytes of each value, or NULL. */
  List<String> rows(SqlTable table) throws IOException {
    String columns =
        table.names().stream()
            .map(name -> "IFNULL(HEX(CAST(`" + name + "` AS BINARY)), 'NULL')")
            .collect(Collectors.joining(", "));
    String query = "SET time_zone = '+00:00'; SELECT " + columns + " FROM `" + table.name() + "`;";
    return new String(run("wiki", query.getBytes(UTF_8)), ISO_8859_1).lines().toList();
  }

  /** The rows of a dump as {@link #rows} shows them. */
  static List<String> rows(SqlDump dump) throws IOException {
    List<String> rows = new ArrayList<>();
    HexFormat hex = HexFormat.of().withUpperCase();
    while (dump.next()) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < dump.table().columns().size(); i++) {
        values.add(dump.row().isNull(i) ? "NULL" : hex.formatHex(dump.row().bytes(i)));
      }
      rows.add(String.join("\t", values));
    }
    return rows;
  }

  private byte[] run(String database, byte[] statements) throws IOException {
    Path input = Files.write(folder.resolve("input"), statements);
    Path errors = folder.resolve("errors");
    Process client =
        new ProcessBuilder(
                programs.resolve("mariadb").toString(),
                "--socket=" + socket(),
                "--binary-mode",
                "--batch",
                "--skip-column-names",
                "--default-character-set=binary",
                "--database=" + database)
            .redirectInput(input.toFile())
            .redirectError(Redirect.to(errors.toFile()))
            .start();
    byte[] output = client.getInputStream().readAllBytes();
    try {
      assertThat(client.waitFor()).as(Files.readString(errors, ISO_8859_1)).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return output;
  }

  @Override
  public void close() {
    server.destroy();
    server.onExit().join();
  }
}

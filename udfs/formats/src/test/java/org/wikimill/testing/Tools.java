package org.wikimill.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The programs of others that interoperability tests compare wikimill with. {@code scripts/test}
 * installs them and names them in the environment.
 *
 * <p>A test that asks for a program which is not there is skipped with one line on stderr; with
 * {@code CI=true}, where nothing may be skipped, it fails.
 */
public final class Tools {
  private Tools() {}

  /** The {@code ipfs} program of Kubo; tier {@code kubo}. */
  public static Path kubo() {
    return tool("kubo", "WIKIMILL_KUBO");
  }

  /** The S3 server {@code versitygw}; tier {@code s3}. */
  public static Path versitygw() {
    return tool("s3", "WIKIMILL_VERSITYGW");
  }

  /** A Python with libzim, DuckDB, PyArrow and what notebooks need; tier {@code python}. */
  public static Path python() {
    return tool("python", "WIKIMILL_PYTHON");
  }

  /** The folder of the Node scripts with the packages that they import; tier {@code node}. */
  public static Path node() {
    return tool("node", "WIKIMILL_NODE");
  }

  /** The browser Chromium; tier {@code browser}. */
  public static Path chromium() {
    return tool("browser", "WIKIMILL_CHROMIUM");
  }

  /** A folder with the programs {@code mariadbd} and {@code mariadb}; tier {@code mariadb}. */
  public static Path mariadb() {
    return tool("mariadb", "WIKIMILL_MARIADB");
  }

  /** A folder with the DNS server {@code knotd}; tier {@code dns}. */
  public static Path knot() {
    return tool("dns", "WIKIMILL_KNOT");
  }

  /**
   * A folder with {@code minisign} and, where the machine has none, {@code usr/bin/ssh-keygen};
   * tier {@code signing}.
   */
  public static Path signing() {
    return tool("signing", "WIKIMILL_SIGNING");
  }

  /** The {@code zimcheck} program; tier {@code zim-tools}. */
  public static Path zimcheck() {
    return tool("zim-tools", "WIKIMILL_ZIMCHECK");
  }

  /** The {@code zimdump} program; tier {@code zim-tools}. */
  public static Path zimdump() {
    return tool("zim-tools", "WIKIMILL_ZIMDUMP");
  }

  /** A Python script of {@code scripts/lib/python}, by its file name. */
  public static Path pythonScript(String name) {
    return repository().resolve("scripts/lib/python").resolve(name);
  }

  /** A notebook of {@code notebooks}, by its file name. */
  public static Path notebook(String name) {
    return repository().resolve("notebooks").resolve(name);
  }

  /** The root of the multi-module build: the nearest folder above with Maven's settings. */
  private static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static Path tool(String tier, String variable) {
    String value = System.getenv(variable);
    if (value == null || value.isEmpty()) {
      String line =
          "SKIPPED: tier " + tier + ": " + variable + " is not set (scripts/test sets it)";
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(line);
      }
      System.err.println(line);
      Assumptions.abort(line);
    }
    return Path.of(value);
  }
}

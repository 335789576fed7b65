package org.wikimill.pipeline.verify;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.zim.ZimWriter;
import org.wikimill.pipeline.build.Build;
import org.wikimill.pipeline.build.BuildPlan;
import org.wikimill.pipeline.build.Settings;
import org.wikimill.pipeline.build.SitePolicy;
import org.wikimill.pipeline.joined.TableFiles;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.LinkTable;
import org.wikimill.pipeline.rows.Output;

/**
 * A finished build of a small archive that has a bit of everything, for tests to harm copies of.
 */
public final class SmallBuild {
  private static final int CLUSTER_BYTES = 64 << 10;
  private static final int CHUNKED_BYTES = 600 << 10;
  private static final int ARTICLES = 60;

  private SmallBuild() {}

  /** Makes the build in {@code out}; the archive goes beside it. */
  public static Manifest make(
      JavaSparkContext spark, Path out, CidProfile profile, Output.Sink sink) throws Exception {
    Path archive = out.resolveSibling(out.getFileName() + ".zim");
    try (OutputStream stream = Files.newOutputStream(archive)) {
      archive().writeTo(stream);
    }
    Settings settings =
        new Settings(
            java.util.List.of(archive.toString()),
            Optional.of(out.toString()),
            Optional.of("small"),
            profile,
            SitePolicy.of(Layout.Name.ZIM),
            Optional.empty(),
            TableFiles.NONE,
            2 * CLUSTER_BYTES,
            sink,
            Settings.ToNodes.NONE,
            LinkTable.OMITTED,
            Durability.CACHED,
            0,
            Optional.empty(),
            false,
            false,
            true,
            HadoopSettings.NONE);
    return new Build(spark, settings, BuildPlan.of(settings), notice -> {}).run();
  }

  private static ZimWriter archive() {
    Random random = new Random(1);
    ZimWriter writer = new ZimWriter(CLUSTER_BYTES);
    writer.metadata("Name", "small").mainPage("a/0");
    for (int i = 0; i < ARTICLES; i++) {
      byte[] noise = new byte[random.nextInt(4000)];
      random.nextBytes(noise);
      String text = "<p>article " + i + " " + java.util.HexFormat.of().formatHex(noise);
      String path = (i % 3 == 0 ? "a/" : "a/b/") + i;
      writer.article(path, "Article " + i, "text/html", text.getBytes(StandardCharsets.UTF_8));
    }
    byte[] chunked = new byte[CHUNKED_BYTES];
    random.nextBytes(chunked);
    return writer
        .resource("i/chunked.bin", "application/octet-stream", chunked)
        .resource("i/empty.css", "text/css", new byte[0])
        .redirect("r/one", "One", "a/0")
        .redirect("r/two", "Two", "r/one")
        .redirect("r/loop", "Loop", "r/loop");
  }

  /** A copy of a build. */
  public static Path copy(Path build, Path to) throws IOException {
    Files.walkFileTree(
        build,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(build.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            return FileVisitResult.CONTINUE;
          }
        });
    return to;
  }

  /** The files of a build whose bytes its manifest or its manifest's sum vouches for. */
  public static List<String> files(Path build) throws IOException {
    try (Stream<Path> files = Files.walk(build)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> build.relativize(file).toString())
          .filter(name -> !name.equals(Manifest.RUN_NAME))
          .sorted()
          .toList();
    }
  }

  static LocalStore store(Path build) {
    return new LocalStore(build, Durability.CACHED);
  }
}

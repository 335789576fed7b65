package org.wikimill.get;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.wikimill.formats.sums.ExpectedSum;
import org.wikimill.formats.sums.SumAlgorithm;
import org.wikimill.get.Downloads.Present;

/** Downloads to a folder, which never wait between tries but note how long they would have. */
final class Downloader implements DownloadListener {
  static final ZonedDateTime NOW = ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC);

  private final Path folder;
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final List<String> notes = new CopyOnWriteArrayList<>();
  final Http http;

  Downloader(Path folder) {
    this(folder, HttpLimits.DEFAULT.withStall(Duration.ofSeconds(20)));
  }

  Downloader(Path folder, HttpLimits limits) {
    this.folder = folder;
    this.http = new Http("wikimill/test", Map.of(), limits, pauses::add, () -> NOW);
  }

  /** Downloads files, two at once. */
  List<Got> get(Present present, RemoteFile... files) throws IOException {
    return new Downloads(http, folder, 2, this).run(List.of(files), present);
  }

  /** Downloads one file. */
  Got get(RemoteFile file) throws IOException {
    return get(Present.VERIFY, file).get(0);
  }

  List<Duration> pauses() {
    return pauses;
  }

  List<String> notes() {
    return notes;
  }

  @Override
  public void bytes(String file, long bytes, OptionalLong ofBytes) {}

  @Override
  public void note(String line) {
    notes.add(line);
  }

  /** A file with a sum and length, at these places. */
  static RemoteFile verified(String name, byte[] bytes, URI... sources) {
    ExpectedSum sum =
        new ExpectedSum(
            SumAlgorithm.SHA256, WebSite.sha256(bytes), OptionalLong.of(bytes.length), "the test");
    return new RemoteFile(
        name, List.of(sources), Optional.of(sum), Optional.empty(), sum.lengthBytes());
  }

  /** A file of which nothing is known. */
  static RemoteFile unverified(String name, URI... sources) {
    return new RemoteFile(
        name, List.of(sources), Optional.empty(), Optional.empty(), OptionalLong.empty());
  }

  /** Bytes that no compression shortens. */
  static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}

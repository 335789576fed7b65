package org.wikimill.pipeline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.catalog.PublishedSnapshot.Size;
import org.wikimill.pipeline.catalog.PublishedSnapshot.Source;

/** Published snapshots for tests. */
final class Drafts {
  static final Cid A = Cid.parse("bafybeieuutdavvf55sh3jktq2dpi2hkle6dtmebe7uklod3ramihyf3xa4");
  static final Cid B = Cid.parse("bafybeiaysi4s6lnjev27ln5icwm6tueaw2vdykrtjkwiphwekaywqhcjze");
  static final String SHA256 = "0123456789abcdef".repeat(4);

  private Drafts() {}

  static PublishedSnapshot snapshot(String date, Cid root, Cid previous) {
    return snapshot(date, root, previous, 333_000_000_000L);
  }

  static PublishedSnapshot snapshot(String date, Cid root, Cid previous, long bytes) {
    return new PublishedSnapshot(
        date,
        root,
        Optional.ofNullable(previous),
        List.of(
            new Source(
                Optional.of("wikipedia_tr_all_maxi_" + date + ".zim"),
                Optional.of(SHA256),
                Optional.of("https://example.org/a?b=c&d#e"))),
        new Size(bytes, OptionalLong.of(20)),
        "unixfs-v1-2025",
        2,
        SHA256,
        Optional.of(Instant.parse("2026-01-31T12:00:00Z")));
  }

  static CatalogFile parse(String text) throws Exception {
    return CatalogFile.parse(text.getBytes(UTF_8), "snapshots.yml");
  }

  static String text(CatalogFile file) {
    return new String(file.bytes(), UTF_8);
  }
}

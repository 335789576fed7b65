package org.wikimill.pipeline.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.spark.TaskContext;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.sink.ShardSink;
import org.wikimill.connectors.tables.ErrorRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.article.MediaFiles.Media;
import org.wikimill.formats.article.MediaTypes;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.bytes.StoredBytes;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.UnixFsFile;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.formats.site.Utf8;
import org.wikimill.pipeline.joined.MediaInfo;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.IndexKey.Sorted;
import org.wikimill.pipeline.rows.LinkCounts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PathSample;
import org.wikimill.pipeline.store.MediaValue;
import scala.Tuple2;

/**
 * Makes the files of some titles: their blocks in a CAR, their rows for the index in a row file,
 * which commits them, and what is known of them beside it.
 *
 * <p>Of several files of one name the first that is right is made; the others are excluded. A file
 * whose SHA-1 is not that of the wiki's table is an error, and no byte of it is published: files
 * are held against their sums before blocks are made of them, up to {@link #HELD_BYTES} in memory,
 * larger ones in a reading of their own.
 */
final class MediaPart implements Closeable {
  private static final int HELD_BYTES = 8 << 20;
  private static final byte[] NOTHING = {};

  private final Originals originals;
  private final RowFile.Writer rows;
  private final RowFile.Writer facts;
  private final ShardSink sink;
  private final FileBuilder builder;
  private final LongConsumer read;
  private final PathSample sample = new PathSample();
  private final RowWriter keys = new RowWriter();
  private final RowWriter values = new RowWriter();
  private final MessageDigest sha1 = Digests.sha1();
  private long files;
  private long excluded;
  private long errors;
  private long bytes;

  private MediaPart(MediaStage stage, int part, RowFile.Writer rows, RowFile.Writer facts)
      throws IOException {
    this.originals = Originals.at(stage.plan().location(), stage.plan().hadoop());
    this.rows = rows;
    this.facts = facts;
    String car = String.format(Locale.ROOT, "car/%s-%05d.car", MediaStage.STAGE, part);
    this.sink = stage.output().sink(car, stage.partsBefore() + part, Cid.IDENTITY_EMPTY);
    this.builder = new FileBuilder(stage.output().profile(), sink);
    this.read = TaskContext.get().taskMetrics().inputMetrics()::incBytesRead;
  }

  /** Makes a part of sorted rows, and commits it. */
  static void make(MediaStage stage, int part, Iterator<Tuple2<byte[], byte[]>> sorted)
      throws IOException {
    Output output = stage.output();
    String facts = Output.workFile(MediaStage.STAGE, part, ".facts");
    try (RowFile.Writer factRows = new RowFile.Writer(output.store(), facts);
        RowFile.Writer rows =
            new RowFile.Writer(output.store(), Output.rowFile(MediaStage.STAGE, part));
        MediaPart made = new MediaPart(stage, part, rows, factRows)) {
      made.run(sorted);
    }
  }

  private void run(Iterator<Tuple2<byte[], byte[]>> sorted) throws IOException {
    byte[] title = NOTHING;
    MediaInfo info = MediaInfo.NONE;
    MediaInfo table = MediaInfo.NONE;
    boolean made = false;
    while (sorted.hasNext()) {
      byte[] key = sorted.next()._1;
      byte[] next = MediaRow.title(key);
      if (!Arrays.equals(next, title)) {
        title = next;
        info = MediaInfo.NONE;
        table = MediaInfo.NONE;
        made = false;
      }
      switch (MediaRow.kind(key)) {
        case TABLE -> table = table.or(MediaRow.info(key));
        case ANSWER, STATEMENTS -> info = info.or(MediaRow.info(key));
        case FILE -> {
          if (made) {
            excluded++;
          } else {
            made = file(new String(title, UTF_8), MediaRow.file(key), info, table);
          }
        }
      }
    }
    commit();
  }

  /**
   * Makes a file; false if that cannot be.
   *
   * @param info what the wiki's page says: it goes before what the file itself says
   * @param table what the wiki's table says: its sum goes before any other
   */
  private boolean file(String title, Originals.Entry entry, MediaInfo info, MediaInfo table)
      throws IOException {
    try (PositionedInput input = originals.open(entry.path())) {
      if (title.endsWith(":")) {
        throw new MalformedInputException(
            "not a title", input.name(), -1, "a name", "nothing but spaces");
      }
      if (input.length() != entry.lengthBytes()) {
        throw new IOException(input.name() + " changed while it was read");
      }
      Optional<String> sum = table.or(info).expectedSha1();
      UnixFsFile file = input.length() <= HELD_BYTES ? held(input, sum) : streamed(input, sum);
      read.accept(input.length());
      published(title, entry, file, info.or(table));
      return true;
    } catch (MalformedInputException e) {
      errors++;
      String reason = e.reason() + ", expected " + e.expected() + ", found " + e.found();
      ErrorRow row = new ErrorRow(entry.path(), MediaStage.STAGE, reason);
      byte[] key = IndexKey.ofSource(keys, Sorted.ERRORS, entry.path().getBytes(UTF_8));
      rows.add(key, row.value(values));
      return false;
    }
  }

  private UnixFsFile held(PositionedInput input, Optional<String> sum) throws IOException {
    byte[] content = new byte[(int) input.length()];
    input.readFully(0, content, 0, content.length);
    if (sum.isPresent()) {
      check(input, sum.get(), HexFormat.of().formatHex(sha1.digest(content)));
    }
    return builder.build(content, 0, content.length);
  }

  private UnixFsFile streamed(PositionedInput input, Optional<String> sum) throws IOException {
    if (sum.isEmpty()) {
      return builder.build(new StoredBytes(input, 0, input.length()));
    }
    byte[] buffer = new byte[1 << 20];
    for (long at = 0; at < input.length(); at += buffer.length) {
      int length = (int) Math.min(buffer.length, input.length() - at);
      input.readFully(at, buffer, 0, length);
      sha1.update(buffer, 0, length);
    }
    check(input, sum.get(), HexFormat.of().formatHex(sha1.digest()));
    DigestInputStream again =
        new DigestInputStream(new StoredBytes(input, 0, input.length()), sha1);
    UnixFsFile file = builder.build(again);
    if (!HexFormat.of().formatHex(sha1.digest()).equals(sum.get())) {
      throw new IOException(input.name() + " changed while it was read");
    }
    return file;
  }

  private static void check(PositionedInput input, String sum, String found)
      throws MalformedInputException {
    if (!found.equals(sum)) {
      throw new MalformedInputException(
          "not the file that the wiki has", input.name(), -1, "SHA-1 " + sum, found);
    }
  }

  private void published(String title, Originals.Entry entry, UnixFsFile file, MediaInfo info)
      throws IOException {
    String name = title.substring(title.indexOf(':') + 1);
    byte[] place = place(name);
    String typed = MediaTypes.of(name);
    boolean stated = typed.equals(MediaTypes.UNKNOWN) && !info.mime().isEmpty();
    String mime = stated ? info.mime() : typed;
    FileRow row = FileRow.unchanged(place, file, mime, name, entry.path());
    sample.add(place);
    rows.add(IndexKey.of(keys, Sorted.FILES, place), row.value(values));
    Media media =
        new Media(
            Utf8.text(place), mime, info.width(), info.height(), file.sizeBytes(), info.credits());
    facts.add(title.getBytes(UTF_8), MediaValue.encode(media));
    files++;
    bytes += file.sizeBytes();
  }

  /** Where a file stands, from the root of its site: titles differ, and so do their places. */
  private static byte[] place(String name) {
    byte[] wanted = ("media/" + Titles.entryName(name)).getBytes(UTF_8);
    return new SiteLayout(SiteLayout.Scheme.NEW).addressed(wanted);
  }

  /** Commits facts, blocks, then rows. */
  private void commit() throws IOException {
    facts.commit(NOTHING);
    Counts counts =
        new Counts(files, 0, 0, 0, excluded, errors, 0, 0, bytes, 0, 0, 0, 0, LinkCounts.NONE)
            .plus(Counts.ofBlocks(sink.stored()));
    long indexRows = files + errors;
    rows.commit(
        new PartSummary(sink.commit(), counts, indexRows, sample, List.of())
            .storedBy(sink)
            .encode());
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }
}

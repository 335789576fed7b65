package org.wikimill.pipeline.links;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.site.LinkKind;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.HashBatches;
import org.wikimill.pipeline.rows.HashCounts;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.LinkCounts;
import org.wikimill.pipeline.rows.LinkFile;
import org.wikimill.pipeline.rows.LinkFile.Link;
import org.wikimill.pipeline.rows.LinkFile.Row;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PathSample;

/** A made-up site as its shards leave it, and what is true of its links by plain maps. */
final class RandomSite {
  private static final int SHARDS = 5;

  /** A link, as text. */
  record TextLink(String from, String to, LinkKind kind) {}

  private final List<Set<String>> files = new ArrayList<>();
  private final List<Set<String>> answered = new ArrayList<>();
  private final List<Set<TextLink>> links = new ArrayList<>();

  RandomSite(Random random, int pages, int linksOfPage) {
    for (int shard = 0; shard < SHARDS; shard++) {
      files.add(new LinkedHashSet<>());
      answered.add(new LinkedHashSet<>());
      links.add(new LinkedHashSet<>());
    }
    for (int page = 0; page < pages; page++) {
      int shard = random.nextInt(SHARDS);
      String place = "wiki/" + page;
      switch (random.nextInt(5)) {
        case 0 -> files.get(shard).add(place + "/index.html");
        case 1 -> files.get(shard).add(place + "/deeper");
        case 2 -> answered.get(shard).add(place);
        default -> files.get(shard).add(place);
      }
    }
    for (int shard = 0; shard < SHARDS; shard++) {
      for (String from : files.get(shard)) {
        for (int i = random.nextInt(linksOfPage); i > 0; i--) {
          LinkKind kind = LinkKind.values()[random.nextInt(LinkKind.values().length)];
          links.get(shard).add(new TextLink(from, target(random, pages), kind));
        }
      }
    }
  }

  /** Places of files, of directories with and without a page, and of nothing. */
  private static String target(Random random, int pages) {
    String place = "wiki/" + random.nextInt(pages * 5 / 4);
    return switch (random.nextInt(6)) {
      case 0 -> place + "/index.html";
      case 1 -> place + "/deeper";
      case 2 -> "wiki/\u0130\0" + random.nextInt(3);
      default -> place;
    };
  }

  /** The path that answers at each place. */
  private Map<String, String> answers() {
    Map<String, String> answers = new HashMap<>();
    answered.forEach(shard -> shard.forEach(place -> answers.put(place, place)));
    for (Set<String> shard : files) {
      for (String path : shard) {
        answers.put(path, path);
        if (path.endsWith("/index.html")) {
          answers.put(path.substring(0, path.lastIndexOf('/')), path);
        }
      }
    }
    return answers;
  }

  /** All links with the path that answers, which may be null. */
  Map<TextLink, String> resolved() {
    Map<String, String> answers = answers();
    Map<TextLink, String> resolved = new HashMap<>();
    links.forEach(shard -> shard.forEach(link -> resolved.put(link, answers.get(link.to()))));
    return resolved;
  }

  /** What the stage must count; references and external links have been counted by the shards. */
  LinkCounts broken() {
    long references = 0;
    Set<String> targets = new HashSet<>();
    for (Map.Entry<TextLink, String> link : resolved().entrySet()) {
      if (link.getValue() == null) {
        references++;
        targets.add(link.getKey().to());
      }
    }
    return new LinkCounts(0, 0, references, targets.size());
  }

  /** Writes the row files of the shards; returns their names. */
  List<String> writeIndex(Store store) throws IOException {
    List<String> names = new ArrayList<>();
    RowWriter keys = new RowWriter();
    for (int shard = 0; shard < SHARDS; shard++) {
      String name = Output.rowFile("blocks", shard);
      PathSample sample = new PathSample();
      try (RowFile.Writer rows = new RowFile.Writer(store, name)) {
        for (String path : files.get(shard)) {
          byte[] place = path.getBytes(UTF_8);
          sample.add(place);
          rows.add(IndexKey.of(keys, IndexKey.Sorted.FILES, place), new byte[0]);
        }
        // Rows of other tables answer for nothing.
        rows.add(
            IndexKey.of(keys, IndexKey.Sorted.REDIRECTS, "wiki/1".getBytes(UTF_8)), new byte[0]);
        Counts counts = Counts.ofLinks(new LinkCounts(links.get(shard).size(), 3, 0, 0));
        int count = files.get(shard).size() + 1;
        rows.commit(new PartSummary(List.of(), counts, count, sample, List.of()).encode());
      }
      names.add(name);
    }
    return names;
  }

  /** Writes the link files of the shards; returns their names. */
  List<String> writeLinks(Store store) throws IOException {
    for (int shard = 0; shard < SHARDS; shard++) {
      try (RowFile.Writer rows = new RowFile.Writer(store, LinkFile.name(shard))) {
        HashBatches<IOException> batches =
            new HashBatches<>(0, (bucket, batch) -> rows.add(Row.TARGETS.key(), batch));
        HashCounts targets = new HashCounts();
        RowWriter value = new RowWriter();
        for (TextLink link : links.get(shard)) {
          byte[] to = link.to().getBytes(UTF_8);
          targets.add(HashCounts.hash(to), 1);
          rows.add(
              Row.LINK.key(), new Link(link.from().getBytes(UTF_8), link.kind(), to).value(value));
          if (targets.size() == 40) {
            targets.forEach(batches);
            batches.end();
            targets.clear();
          }
        }
        targets.forEach(batches);
        batches.end();
        for (String place : answered.get(shard)) {
          rows.add(Row.ANSWERED.key(), place.getBytes(UTF_8));
        }
        rows.commit(new byte[0]);
      }
    }
    return LinkFile.names(SHARDS);
  }
}

package org.wikimill.formats.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wikimill.formats.search.TitlePages.Span;

/**
 * The search files of some titles, made one after the other as the stage makes them in parallel.
 */
public final class IndexFolder {
  private static final Comparator<SearchTitle> ORDER =
      Comparator.comparing((SearchTitle t) -> utf8(Folding.key(t.title())), Arrays::compareUnsigned)
          .thenComparing(t -> utf8(t.title()), Arrays::compareUnsigned)
          .thenComparing(SearchTitle::place, Arrays::compareUnsigned)
          .thenComparing(t -> utf8(t.target()), Arrays::compareUnsigned);

  private final List<SearchTitle> sorted;
  private final Map<String, byte[]> files = new TreeMap<>();

  public IndexFolder(List<SearchTitle> titles) throws IOException {
    this(titles, Cut.leaves());
  }

  /**
   * The files with leaves of another size.
   *
   * @param cut decides where leaves end; not used before
   */
  IndexFolder(List<SearchTitle> titles, Cut cut) throws IOException {
    Set<String> told = new HashSet<>();
    sorted =
        titles.stream()
            .sorted(ORDER)
            .filter(t -> told.add(t.title() + '\t' + new String(t.place(), StandardCharsets.UTF_8)))
            .toList();
    FileSink sink =
        (place, mime, content) ->
            files.put(new String(place, StandardCharsets.UTF_8), content.clone());
    leaves(sink, cut);
    pages(sink);
    SearchFiles.write(sink);
  }

  /** The titles in the order of the index, each once for a place. */
  public List<SearchTitle> sorted() {
    return sorted;
  }

  /** Content by path. */
  public Map<String, byte[]> files() {
    return files;
  }

  void write(Path folder) {
    files.forEach(
        (path, content) -> {
          try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void leaves(FileSink sink, Cut cut) throws IOException {
    RangeShards ranges = new RangeShards(sink);
    List<LeafShard> open = new ArrayList<>();
    LeafShard leaf = null;
    String last = "";
    for (SearchTitle title : sorted) {
      String key = Folding.key(title.title());
      if (cut.before(key, LeafShard.lengthBytes(title))) {
        ranges.add(RangeShards.separator(last, key));
        if (leaf != null) {
          open.add(leaf);
        }
        leaf = new LeafShard(ranges.leaves() - 1);
      }
      for (LeafShard before : open) {
        before.repeat(title);
      }
      leaf.add(title);
      last = key;
    }
    if (leaf != null) {
      open.add(leaf);
    }
    for (LeafShard shard : open) {
      shard.writeTo(sink);
    }
    ranges.finish();
  }

  private void pages(FileSink sink) throws IOException {
    Cut counting = Cut.pages();
    long count =
        sorted.stream().filter(t -> counting.before("", TitlePages.lengthBytes(t))).count();
    List<TitlePages.Page> pages = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    Cut cut = Cut.pages();
    for (SearchTitle title : sorted) {
      String shown = title.title();
      if (cut.before("", TitlePages.lengthBytes(title))) {
        pages.add(new TitlePages.Page(pages.size(), count));
        spans.add(new Span(shown, shown));
      }
      int page = pages.size() - 1;
      pages.get(page).add(title);
      spans.set(page, new Span(spans.get(page).first(), shown));
    }
    for (TitlePages.Page page : pages) {
      page.writeTo(sink);
    }
    TitlePages.writeUpper(spans, sink);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

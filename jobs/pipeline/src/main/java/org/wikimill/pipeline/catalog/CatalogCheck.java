package org.wikimill.pipeline.catalog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Link;

/**
 * The check of a list of snapshots: whether entries fit together, and whether their roots can still
 * be had.
 */
public final class CatalogCheck {
  private final Catalog catalog;

  public CatalogCheck(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Something that is wrong with an entry.
   *
   * @param language its language
   * @param date its date
   * @param text what is wrong
   */
  public record Finding(String language, String date, String text) {
    @Override
    public String toString() {
      return language + " " + date + ": " + text;
    }
  }

  /**
   * What is wrong with the chains: each snapshot of a language but the first names the one before
   * it.
   */
  public List<Finding> chains() {
    List<Finding> findings = new ArrayList<>();
    for (Language language : catalog.languages()) {
      for (int i = 1; i < language.snapshots().size(); i++) {
        PublishedSnapshot snapshot = language.snapshots().get(i);
        Cid before = language.snapshots().get(i - 1).root();
        if (!snapshot.previous().equals(Optional.of(before))) {
          String found = snapshot.previous().map(Cid::toString).orElse("none");
          String text = "previous, expected " + before + ", found " + found;
          findings.add(new Finding(language.code(), snapshot.date(), text));
        }
      }
    }
    return findings;
  }

  /**
   * What is wrong with the roots: each is a directory of the size that the list says.
   *
   * @param where the blocks come from, for messages
   * @param blocks verified against their CIDs
   * @throws IOException if the source of blocks fails
   */
  public List<Finding> roots(String where, BlockSource blocks) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (Language language : catalog.languages()) {
      for (PublishedSnapshot snapshot : language.snapshots()) {
        defect(snapshot, blocks)
            .map(text -> new Finding(language.code(), snapshot.date(), where + ": " + text))
            .ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<String> defect(PublishedSnapshot snapshot, BlockSource blocks)
      throws IOException {
    Cid root = snapshot.root();
    try {
      UnixFsObject object = UnixFsObject.open(blocks, root);
      if (!(object instanceof UnixFsObject.Directory || object instanceof UnixFsObject.Shard)) {
        return Optional.of("root " + root + " is no directory");
      }
      long bytes = blocks.block(root).length + linkedBytes(object);
      return bytes == snapshot.size().bytes()
          ? Optional.empty()
          : Optional.of(
              "size of "
                  + root
                  + ", expected "
                  + snapshot.size().bytes()
                  + " bytes, found "
                  + bytes);
    } catch (MissingBlockException e) {
      return Optional.of("root " + root + " is not there");
    } catch (MalformedInputException e) {
      return Optional.of("root " + root + ": " + e.getMessage());
    }
  }

  private static long linkedBytes(UnixFsObject directory) {
    List<Link> links =
        directory instanceof UnixFsObject.Directory basic
            ? basic.entries()
            : ((UnixFsObject.Shard) directory).links();
    return links.stream().mapToLong(Link::tsize).sum();
  }
}

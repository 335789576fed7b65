package org.wikimill.pipeline.manifest;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * A source of a build, as its bytes tell, not its name.
 *
 * @param directory where its entries stand in the tree; empty for the root
 * @param kind the format
 * @param lengthBytes bytes, all parts of a split archive together
 * @param uuid the archive's UUID, hex; null for a dump
 * @param entries entries of all namespaces; {@link #UNCOUNTED} of a dump that was not read yet
 * @param dump what else tells a dump; null for an archive
 */
public record SourceFacts(
    String directory,
    String kind,
    long lengthBytes,
    String uuid,
    long entries,
    @JsonInclude(NON_NULL) Dump dump) {

  /** The entries of a dump that was not read yet. */
  public static final long UNCOUNTED = -1;

  /**
   * What tells a dump.
   *
   * @param wiki the name of the wiki's database; empty if the dump does not say
   * @param fingerprint tells the dump from others of its length, hex
   * @param missing the parts that it lacks, by the numbers of their names
   * @param cut the last page before the dump is cut; null if it is whole, or not read yet
   */
  public record Dump(
      String wiki,
      String fingerprint,
      @JsonInclude(NON_EMPTY) List<String> missing,
      @JsonInclude(NON_NULL) String cut) {

    public Dump {
      missing = missing == null ? List.of() : List.copyOf(missing); // as JSON leaves it out
    }
  }

  /** The facts of a ZIM archive. */
  public static SourceFacts archive(String directory, long lengthBytes, String uuid, long entries) {
    return new SourceFacts(directory, "zim", lengthBytes, uuid, entries, null);
  }

  /** The facts of a dump that was not read yet. */
  public static SourceFacts dump(String directory, String kind, long lengthBytes, Dump dump) {
    return new SourceFacts(directory, kind, lengthBytes, null, UNCOUNTED, dump);
  }

  /**
   * The facts of a dump that was read.
   *
   * @param cut the last page before it is cut; null if it is whole
   */
  public SourceFacts counted(long count, String cut) {
    Dump read = new Dump(dump.wiki, dump.fingerprint, dump.missing, cut);
    return new SourceFacts(directory, kind, lengthBytes, uuid, count, read);
  }

  /** What differs in {@code other}, a line each; empty if nothing does. */
  public List<String> differences(SourceFacts other) {
    List<String> lines = new ArrayList<>();
    Recipe.compare(lines, "directory of the source", directory, other.directory);
    Recipe.compare(lines, "source kind", kind, other.kind);
    Recipe.compare(lines, "source length", lengthBytes, other.lengthBytes);
    Recipe.compare(lines, "source UUID", uuid, other.uuid);
    if (entries != UNCOUNTED && other.entries != UNCOUNTED) {
      Recipe.compare(lines, "source entries", entries, other.entries);
    }
    Recipe.compare(lines, "source fingerprint", fingerprint(), other.fingerprint());
    return lines;
  }

  private String fingerprint() {
    return dump == null ? null : dump.fingerprint;
  }
}

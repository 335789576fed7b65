package org.wikimill.pipeline.explain;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.wikimill.pipeline.manifest.Recipe;

/**
 * Everything between the source and the root for one path or block: an answer.
 *
 * <p>Sums are SHA-256 in hex, sizes and offsets bytes, CIDs canonical text.
 *
 * @param root the CID of the tree
 * @param recipe what decided the build, as its manifest has it
 * @param rules what the recipe's profile says, in words
 * @param subject what was asked for
 * @param file the row of the file; null for a directory
 * @param origin where the file comes from; null for a directory
 * @param reading what the source itself says; null if it was not given
 * @param dag the blocks of the file; null if it is not asked for whole, or no blocks are kept
 * @param within for a block inside of a file or directory, the blocks from its root to it; else
 *     null
 * @param directories those that lead to it, the root last
 * @param proof the CAR that was written; null if none was
 * @param broken what is not as it should be, a line each; empty if all holds
 */
@JsonInclude(NON_NULL)
public record Explanation(
    String root,
    Recipe recipe,
    List<Rule> rules,
    Subject subject,
    FileFacts file,
    Origin origin,
    Reading reading,
    FileDag dag,
    List<InnerBlock> within,
    List<DirectoryStep> directories,
    Proof proof,
    List<String> broken) {

  /** Whether all blocks, links, rows and sums on the way are as they should be. */
  public boolean holds() {
    return broken.isEmpty();
  }

  /** A rule that made blocks what they are. */
  public record Rule(String name, String value) {}

  /** What was asked for. */
  public enum Kind {
    FILE,
    DIRECTORY,
    /** A block inside of a file, not its root. */
    PART,
    /** A block inside of a sharded directory, not its root. */
    SHARD;

    /** The name in answers. */
    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What was asked for.
   *
   * @param path its place; of a block that several paths have, the first; empty for the root
   * @param cid the block that it starts with
   * @param paths how many files or directories have that block; null if a path was asked for
   * @param unread how many of those that might have it could not be searched; null if none
   */
  @JsonInclude(NON_NULL)
  public record Subject(Kind kind, String path, String cid, Long paths, Long unread) {}

  /** The row of a file in table {@code files}. */
  public record FileFacts(
      String path, String cid, long tsize, long size, String sha256, String mime, String title) {}

  /** How a file came about. */
  public enum Way {
    /** It shows an entry of the source. */
    ENTRY,
    /** It repeats a file, since the source redirects to it. */
    ALIAS,
    /** It is a page that leads to another, since the source redirects there. */
    FORWARD,
    /** It was rendered from a page of a dump. */
    RENDERED,
    /** The build made it of nothing, or of the whole source. */
    MADE,
    /** It is the source itself. */
    SOURCE;

    /** The name in answers. */
    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Where a file comes from, as manifest and tables say.
   *
   * @param source the source; null if it is of none, or of all
   * @param entry the source's own name for it
   * @param sourceSha256 of the source's bytes
   * @param edited whether the file has other bytes than these
   * @param aliasOf what it repeats; null for a file of its own
   * @param redirect what the source says of its name; null if it is no redirect
   * @param pageId the wiki's page id; null where the source states none
   * @param revisionId the wiki's revision id; null likewise
   */
  @JsonInclude(NON_NULL)
  public record Origin(
      Way way,
      SourceFile source,
      String entry,
      String sourceSha256,
      boolean edited,
      String aliasOf,
      Redirect redirect,
      Long pageId,
      Long revisionId) {}

  /**
   * A source, as the manifest has it.
   *
   * @param directory where it stands in the tree; empty for the root
   * @param uuid the archive's; null for a dump
   * @param sha256 of all its bytes; null if it was not verified
   */
  @JsonInclude(NON_NULL)
  public record SourceFile(
      String directory, String kind, long lengthBytes, String uuid, String sha256) {}

  /** A row of table {@code redirects}. */
  @JsonInclude(NON_NULL)
  public record Redirect(String target, String status, String served) {}

  /**
   * What the source itself says.
   *
   * @param note why it says nothing; null if it does
   * @param entry the entry, or title of the page, that holds the content; null if there is none
   * @param sizeBytes of the entry; null likewise
   * @param sha256 of the entry; null likewise
   * @param place where its edits take it to stand; null if it is published as it is
   * @param edits the first of them, by their places
   * @param editCount how many there are
   */
  @JsonInclude(NON_NULL)
  public record Reading(
      String note,
      String entry,
      Long sizeBytes,
      String sha256,
      String place,
      List<PageEdit> edits,
      long editCount) {

    /** One that says nothing, and why. */
    static Reading none(String note) {
      return new Reading(note, null, null, null, null, List.of(), 0);
    }
  }

  /**
   * A difference between an entry and its page.
   *
   * @param offset in the entry
   * @param removedBytes how many bytes of the entry are replaced there
   * @param removed these bytes
   * @param inserted those that stand there instead
   * @param rule why
   */
  public record PageEdit(
      long offset, long removedBytes, Content removed, Content inserted, String rule) {}

  /**
   * Some bytes.
   *
   * @param text what they say, if they are UTF-8; else null
   * @param hex the bytes, if they are not; else null
   */
  @JsonInclude(NON_NULL)
  public record Content(String text, String hex) {}

  /**
   * The blocks of a file.
   *
   * @param count how many there are, duplicates counted each time
   * @param bytes of all together
   * @param levels from the root to the leaves
   * @param first the first of them, a node before what it links
   */
  public record FileDag(long count, long bytes, int levels, List<FileBlock> first) {}

  /**
   * A block of a file.
   *
   * @param level 0 for the root
   * @param start the first byte of the file in it or below it
   * @param end the byte of the file after the last
   * @param tsize bytes of it and all below it
   * @param rule what made it
   */
  public record FileBlock(
      int level,
      String cid,
      String codec,
      long bytes,
      long start,
      long end,
      long tsize,
      String rule) {}

  /**
   * A block on the way from the root of a file or directory to one inside.
   *
   * @param position of a part of a file, the first byte of the file in it; of a shard, its bucket
   */
  public record InnerBlock(String cid, String codec, long bytes, String position) {}

  /**
   * A directory on the way.
   *
   * @param bytes of its root block; null if no blocks are kept
   * @param entries names in it
   * @param rule why it is sharded or not; null if no blocks are kept
   * @param entry what leads on; null for the last
   * @param shards if it is sharded the blocks on the way, its root first; else null
   */
  @JsonInclude(NON_NULL)
  public record DirectoryStep(
      String path,
      String cid,
      Long bytes,
      long tsize,
      long entries,
      boolean sharded,
      SizeRule rule,
      Entry entry,
      List<ShardStep> shards) {}

  /**
   * A link of a directory.
   *
   * @param hash of the name, by which it stands in a HAMT, 16 hex digits; null in other directories
   */
  @JsonInclude(NON_NULL)
  public record Entry(String name, String cid, long tsize, String hash) {}

  /**
   * A block of a HAMT.
   *
   * @param bucket the bucket that leads on, as names of links begin; null if none is followed
   */
  @JsonInclude(NON_NULL)
  public record ShardStep(String cid, long bytes, int links, String bucket) {}

  /**
   * A CAR that proves it.
   *
   * @param blocks in it
   * @param lengthBytes of the CAR
   */
  public record Proof(String car, long blocks, long lengthBytes) {}
}

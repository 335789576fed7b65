package org.wikimill.pipeline.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Why a path differs between two builds, as the columns of their indexes tell: each path has one.
 *
 * <p>In this order, what comes from the source stands before what comes from the recipe.
 */
public enum Cause {
  /** A stored block does not hash to its CID. */
  TAMPERED("a stored block does not hash to its CID"),
  /** The source has other bytes: {@code source_sha256} and {@code sha256} differ. */
  SOURCE("source bytes differ", Detail.REVISION, Detail.ENTRY, Detail.ARCHIVE),
  /** The same bytes of the source became another file: {@code sha256} differs. */
  REWRITING("rewriting differs", Detail.FORMAT, Detail.POLICY, Detail.ARCHIVE),
  /** The same file was cut or encoded in another way: {@code cid} differs. */
  CHUNKING("chunking differs", Detail.PROFILE),
  /** A directory whose CID differs although all that is in it is equal. */
  DIRECTORY("directory rules differ", Detail.PROFILE),
  /** A redirect in one and a file of its own in the other, or redirects to different files. */
  ALIAS("alias of another file, or of none", Detail.ARCHIVE, Detail.FORMAT, Detail.POLICY),
  /** A file of its own that the second build does not have. */
  ONLY_IN_A("only in A", Detail.ARCHIVE, Detail.FORMAT, Detail.POLICY),
  /** A file of its own that the first build does not have. */
  ONLY_IN_B("only in B", Detail.ARCHIVE, Detail.FORMAT, Detail.POLICY),
  /** A redirect that the second build does not serve. */
  ALIAS_ONLY_IN_A("alias only in A", Detail.ARCHIVE, Detail.FORMAT, Detail.POLICY),
  /** A redirect that the first build does not serve. */
  ALIAS_ONLY_IN_B("alias only in B", Detail.ARCHIVE, Detail.FORMAT, Detail.POLICY),
  /** The same file, of which the index tells something else: media type, title, source entry. */
  METADATA(
      "metadata differ",
      Detail.REVISION,
      Detail.ENTRY,
      Detail.ARCHIVE,
      Detail.FORMAT,
      Detail.POLICY),
  /** One CID, but two sums, sizes or kinds: one of the indexes is wrong. */
  CONTRADICTION("an index contradicts itself");

  private final String phrase;
  private final List<Detail> details;

  Cause(String phrase, Detail... details) {
    this.phrase = phrase;
    this.details = List.of(details);
  }

  /** The value in tables and JSON. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The cause in words. */
  public String phrase() {
    return phrase;
  }

  /** Whether what differs is content, which the texts of both files show. */
  boolean isOfContent() {
    return this == SOURCE || this == REWRITING || this == ALIAS;
  }

  /** What may lie behind it, the first that fits being told; none if it says all. */
  List<Detail> details() {
    return details;
  }

  /** The cause of a path that one or both builds have; null if the rows are equal. */
  static Cause of(IndexRow a, IndexRow b, Circumstances circumstances, Harm harm) {
    if (harm.has(a, b)) {
      return TAMPERED;
    }
    if (b == null) {
      return a.isAlias() ? ALIAS_ONLY_IN_A : ONLY_IN_A;
    }
    if (a == null) {
      return b.isAlias() ? ALIAS_ONLY_IN_B : ONLY_IN_B;
    }
    boolean sameAlias = Arrays.equals(a.aliasOf(), b.aliasOf());
    if (Arrays.equals(a.cid(), b.cid())) {
      if (!a.hasContentOf(b)) {
        return CONTRADICTION;
      }
      return sameAlias ? (a.tellsTheSameAs(b) ? null : METADATA) : ALIAS;
    }
    if (!sameAlias) {
      return ALIAS;
    }
    if (Arrays.equals(a.sha256(), b.sha256())) {
      return CHUNKING;
    }
    boolean sameSource =
        Arrays.equals(a.sourceSha256(), b.sourceSha256())
            || (circumstances.areMade(a, b) && !circumstances.isOfAnotherSource(a.path()));
    return sameSource ? REWRITING : SOURCE;
  }
}

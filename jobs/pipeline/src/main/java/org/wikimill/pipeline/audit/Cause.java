package org.wikimill.pipeline.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/**
 * Why a path differs between two builds, as the columns of their indexes tell: each path has one.
 *
 * <p>In this order, what comes from the source stands before what comes from the recipe.
 */
public enum Cause {
  /** The source has other bytes: {@code source_sha256} and {@code sha256} differ. */
  SOURCE("source bytes differ"),
  /** The same bytes of the source became another file: {@code sha256} differs. */
  REWRITING("rewriting differs"),
  /** The same file was cut or encoded in another way: {@code cid} differs. */
  CHUNKING("chunking or profile differs"),
  /** A directory whose CID differs although all that is in it is equal. */
  DIRECTORY("directory rules differ"),
  /** A redirect in one and a file of its own in the other, or redirects to different files. */
  ALIAS("alias of another file, or of none"),
  /** A file of its own that the second build does not have. */
  ONLY_IN_A("only in A"),
  /** A file of its own that the first build does not have. */
  ONLY_IN_B("only in B"),
  /** A redirect that the second build does not serve. */
  ALIAS_ONLY_IN_A("alias only in A"),
  /** A redirect that the first build does not serve. */
  ALIAS_ONLY_IN_B("alias only in B"),
  /** The same file, of which the index tells something else: media type, title, source entry. */
  METADATA("metadata differ"),
  /** One CID, but two sums, sizes or kinds: one of the indexes is wrong. */
  CONTRADICTION("an index contradicts itself");

  private final String phrase;

  Cause(String phrase) {
    this.phrase = phrase;
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

  /** The cause of a path that one or both builds have; null if the rows are equal. */
  static Cause of(IndexRow a, IndexRow b) {
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
    return Arrays.equals(a.sourceSha256(), b.sourceSha256()) ? REWRITING : SOURCE;
  }
}

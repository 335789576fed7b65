package org.wikimill.pipeline.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What lies behind a cause, as indexes and manifests tell: the first of these that fits. */
public enum Detail {
  /** The page has another {@code revision_id}. */
  REVISION("another revision of the page"),
  /** The path leads to another {@code source_entry}. */
  ENTRY("another entry of the source"),
  /** The source of the path is another file. */
  ARCHIVE("another source file"),
  /** The recipes have two formats. */
  FORMAT("another format of wikimill"),
  /** The recipes have two policies. */
  POLICY("another policy"),
  /** The recipes have two profiles. */
  PROFILE("another profile"),
  /** Sources and recipes agree: it should not differ. */
  UNEXPLAINED("nothing in sources or recipes explains it");

  private final String phrase;

  Detail(String phrase) {
    this.phrase = phrase;
  }

  /** The value in tables and JSON. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The detail in words. */
  public String phrase() {
    return phrase;
  }
}

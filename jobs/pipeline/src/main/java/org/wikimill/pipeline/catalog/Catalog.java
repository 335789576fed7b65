package org.wikimill.pipeline.catalog;

import java.util.List;
import java.util.Optional;

/**
 * All that a list of published snapshots tells: one snapshot a language and date.
 *
 * @param languages in the order of the list
 */
public record Catalog(List<Language> languages) {

  public Catalog {
    languages = List.copyOf(languages);
  }

  /** The language of a code. */
  public Optional<Language> language(String code) {
    return languages.stream().filter(language -> language.code().equals(code)).findFirst();
  }
}

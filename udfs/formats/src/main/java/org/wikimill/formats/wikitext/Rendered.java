package org.wikimill.formats.wikitext;

import java.util.List;
import java.util.Optional;

/**
 * A page made of wikitext.
 *
 * @param html what stands in the body of the page: well-formed, without scripts, styles' blocks,
 *     handlers or requests elsewhere
 * @param categories canonical titles, with namespace, in the order of the text, each once
 * @param languages the page in other languages, in the order of the text
 * @param disambiguation whether the page lists other pages of like title
 * @param displayTitle the title as HTML, where the page sets it
 * @param missing how many calls of templates and modules had nothing to show: what they name is not
 *     in the dump, or fails
 * @param failure why the page was cut off; then the templates are left out of {@code html}, or it
 *     is the source text
 */
public record Rendered(
    String html,
    List<String> categories,
    List<LanguageLink> languages,
    boolean disambiguation,
    Optional<String> displayTitle,
    int missing,
    Optional<String> failure) {}

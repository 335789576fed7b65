package org.wikimill.formats.wikitext;

/**
 * The same subject in another language's wiki.
 *
 * @param language the prefix of the link: {@code de}, {@code zh-yue}
 * @param title of the page there, with spaces
 */
public record LanguageLink(String language, String title) {}

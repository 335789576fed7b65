package org.wikimill.pipeline.manifest;

/**
 * A file that joined tables are made of, or that tells of original files, as its bytes tell.
 *
 * @param table the table that it is a dump of; {@code media-info} for what tells of files
 * @param lengthBytes bytes as they are stored
 * @param fingerprint tells it from others of its length, hex
 */
public record TableFacts(String table, long lengthBytes, String fingerprint) {}

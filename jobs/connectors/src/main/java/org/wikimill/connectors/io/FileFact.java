package org.wikimill.connectors.io;

import java.io.Serializable;

/**
 * A finished file of a build.
 *
 * @param name its path below the build's folder, with '/' between segments
 * @param lengthBytes its length
 * @param sha256 SHA-256 of its bytes, lower-case hex
 */
public record FileFact(String name, long lengthBytes, String sha256) implements Serializable {}

package org.wikimill.pipeline.snapshots;

/**
 * A snapshot that is to go, or the rest of one that is half gone.
 *
 * @param folder the name of its folder
 * @param files files in it
 * @param bytes their bytes
 */
public record Removal(String folder, long files, long bytes) {}

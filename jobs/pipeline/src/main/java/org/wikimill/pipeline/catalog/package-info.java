/**
 * The list of published snapshots, {@code snapshots.yml}: what stands in it, how it is read and
 * written, checked, signed, and shown as a directory of all languages and dates.
 *
 * <p>{@link org.wikimill.pipeline.catalog.CatalogFile} reads and writes the list, {@link
 * org.wikimill.pipeline.catalog.BuildFacts} makes the entry of a finished build, {@link
 * org.wikimill.pipeline.catalog.CatalogCheck} looks whether entries fit together and their roots
 * still resolve, {@link org.wikimill.pipeline.catalog.Signature} signs and verifies, {@link
 * org.wikimill.pipeline.catalog.CatalogTree} links all roots below one.
 */
package org.wikimill.pipeline.catalog;

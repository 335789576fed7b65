/**
 * Reads DAGs by their blocks: stores of CARs, paths, files as bytes, directories, walks.
 *
 * <p>Everything starts from a {@link org.wikimill.formats.dag.BlockSource}, whose blocks are what
 * their CIDs say; what the blocks say of each other is checked here.
 */
package org.wikimill.formats.dag;

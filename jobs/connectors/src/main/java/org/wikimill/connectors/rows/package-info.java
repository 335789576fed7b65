/** How rows cross a shuffle or wait in a file: sorted byte keys, compact byte values. */
package org.wikimill.connectors.rows;

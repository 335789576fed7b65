/** Snapshots of Wikimedia Enterprise: pages of a wiki as Parsoid renders them, one in a line. */
package org.wikimill.formats.enterprise;

/** Pages of Wikimedia dumps, whatever the dump: what a reader gives, and what titles mean. */
package org.wikimill.formats.dumps;

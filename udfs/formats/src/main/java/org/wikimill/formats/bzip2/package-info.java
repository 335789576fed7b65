/** bzip2 files read block by block, from any byte on. */
package org.wikimill.formats.bzip2;

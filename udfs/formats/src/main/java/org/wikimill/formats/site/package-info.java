/** Where the entries of a source stand in the tree: rules that need no more than a path. */
package org.wikimill.formats.site;

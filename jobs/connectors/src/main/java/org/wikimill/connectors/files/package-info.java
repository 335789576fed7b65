/** What all data sources of files share: their paths, their tables, and how tasks reach files. */
package org.wikimill.connectors.files;

/** The index of a build: one row record and one schema a table, and how they become Parquet. */
package org.wikimill.connectors.tables;

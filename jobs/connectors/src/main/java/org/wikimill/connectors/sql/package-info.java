/** Table dumps as a Spark data source: {@code spark.read().format("wikimedia-sql").load(path)}. */
package org.wikimill.connectors.sql;

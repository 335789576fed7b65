/**
 * Snapshots of Wikimedia Enterprise as a Spark data source: {@code
 * spark.read().format("wikimedia-html").load(path)}.
 */
package org.wikimill.connectors.enterprise;

/** ZIM archives as a Spark data source: {@code spark.read().format("zim").load(path)}. */
package org.wikimill.connectors.zim;

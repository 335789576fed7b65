/** Wikimedia dumps as Spark data sources. */
package org.wikimill.connectors.dumps;

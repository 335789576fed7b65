/** The data source {@code car}: blocks of CAR files. */
package org.wikimill.connectors.car;

/** Files of a build: read at any position, written whole or not at all. */
package org.wikimill.connectors.io;

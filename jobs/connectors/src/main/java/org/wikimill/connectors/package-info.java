/** wikimill. */
package org.wikimill.connectors;

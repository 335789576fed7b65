/** Where blocks go while a build runs. */
package org.wikimill.connectors.sink;

/** The formats as SQL functions. */
package org.wikimill.functions;

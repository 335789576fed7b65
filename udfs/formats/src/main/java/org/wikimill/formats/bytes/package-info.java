/** Positioned input and the one exception for malformed input. */
package org.wikimill.formats.bytes;

/** wikimill. */
package org.wikimill.pipeline;

/** What tasks look up by key while they render: too much for memory, too small for a service. */
package org.wikimill.pipeline.store;

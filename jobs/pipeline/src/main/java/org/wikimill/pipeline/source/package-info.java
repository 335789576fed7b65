/** What a build reads, as the driver found it. */
package org.wikimill.pipeline.source;

/** What the pages of a site refer to, and whether it is there. */
package org.wikimill.pipeline.links;

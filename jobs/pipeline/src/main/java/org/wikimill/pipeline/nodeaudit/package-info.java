/** What a node really holds of a build, and which paths are harmed by what it does not. */
package org.wikimill.pipeline.nodeaudit;

/** What decided a root, and what did not. */
package org.wikimill.pipeline.manifest;

/** Queries over the tables of finished builds. */
package org.wikimill.pipeline.query;

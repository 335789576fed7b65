/** Rows that stages meet through: each class is the schema of one of them. */
package org.wikimill.pipeline.rows;

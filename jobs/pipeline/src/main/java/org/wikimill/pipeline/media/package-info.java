/** Original files of a wiki that join its build: listed, checked, and made into blocks. */
package org.wikimill.pipeline.media;

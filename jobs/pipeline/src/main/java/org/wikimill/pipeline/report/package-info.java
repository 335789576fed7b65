/** Pages about builds and audits, each a file that needs nothing else. */
package org.wikimill.pipeline.report;

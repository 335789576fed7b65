/** Whether a finished build is what its manifest says, byte for byte and link for link. */
package org.wikimill.pipeline.verify;

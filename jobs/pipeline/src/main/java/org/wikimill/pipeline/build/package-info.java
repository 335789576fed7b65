/** The stages in their order, and the settings of a build. */
package org.wikimill.pipeline.build;

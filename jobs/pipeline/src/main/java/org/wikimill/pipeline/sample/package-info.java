/** The sample wiki that is built where no source is named, made from its sources beside this. */
package org.wikimill.pipeline.sample;

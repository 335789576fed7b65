/** Which blocks of a build somebody has, and where those stand that are to be brought to them. */
package org.wikimill.pipeline.delta;

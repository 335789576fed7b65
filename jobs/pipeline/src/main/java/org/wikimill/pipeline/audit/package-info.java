/** Whether two finished builds are equal, and where and why they are not. */
package org.wikimill.pipeline.audit;

/** Finds archives and dumps at their publishers, and downloads them so that they can be trusted. */
package org.wikimill.get;

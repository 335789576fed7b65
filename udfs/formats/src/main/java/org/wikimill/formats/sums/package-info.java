/**
 * What the publishers of archives and dumps say their files are: sums, lengths, mirrors, and
 * whether a dump is done.
 */
package org.wikimill.formats.sums;

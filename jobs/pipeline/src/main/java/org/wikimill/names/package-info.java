/**
 * Names of roots in the DNS: DNSLink records, written to snippets of zone files and set at name
 * servers by dynamic update.
 *
 * <p>{@link org.wikimill.names.DnsLink} is a record that is wanted. {@link
 * org.wikimill.names.ZoneSnippet} keeps it in a file that zones include; {@link
 * org.wikimill.names.DynamicUpdate} sets it at a primary server and looks there whether it is; and
 * {@link org.wikimill.names.Resolution} waits until resolvers tell it. All are done again without
 * harm: what is right already is left alone.
 *
 * <p>Specifications: <a href="https://dnslink.org">DNSLink</a>, RFC 1035 (zone files), RFC 2136
 * (dynamic update), RFC 8945 (TSIG).
 */
package org.wikimill.names;

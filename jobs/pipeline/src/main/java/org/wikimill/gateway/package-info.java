/**
 * A preview of what IPFS gateways will serve: HTTP over the blocks of CARs, with nothing of a
 * network behind it.
 *
 * <p>Specifications: <a href="https://specs.ipfs.tech/http-gateways/path-gateway/">path
 * gateway</a>, <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/">trustless
 * gateway</a>. What of them applies says docs/gateway.md.
 */
package org.wikimill.gateway;

/** IPFS nodes: where they are, and a client of the RPC that Kubo answers. */
package org.wikimill.connectors.node;

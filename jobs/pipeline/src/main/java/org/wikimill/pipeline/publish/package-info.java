/** A root on IPFS nodes: what they lack is sent, the copies are pinned and proven, then named. */
package org.wikimill.pipeline.publish;

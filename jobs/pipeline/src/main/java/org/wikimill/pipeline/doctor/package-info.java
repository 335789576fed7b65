/** What settings of an IPFS node will hurt it when it holds a large DAG. */
package org.wikimill.pipeline.doctor;

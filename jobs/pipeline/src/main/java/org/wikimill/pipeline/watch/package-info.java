/** What happens to an archive that arrives, unattended: built, verified, audited, told. */
package org.wikimill.pipeline.watch;

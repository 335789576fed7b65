package org.wikimill.pipeline.rebuild;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.wikimill.pipeline.audit.AuditReport;

/**
 * What came of making a build once more.
 *
 * @param equal whether the source is that of the manifest and all that was made of it is the same
 * @param snapshot the build's name
 * @param root the root that the manifest states
 * @param sources what differs between the sources, a line each: if anything does, nothing was built
 * @param rebuilt the root that came out; null if nothing was built
 * @param counts what differs between the counts, a line each
 * @param cars the CARs whose sums differ, or that one of the builds alone has
 * @param audit what the indexes or the manifests tell of the difference; null if nothing was built
 */
@JsonInclude(NON_NULL)
public record RebuildReport(
    boolean equal,
    String snapshot,
    String root,
    List<String> sources,
    String rebuilt,
    List<String> counts,
    List<String> cars,
    AuditReport audit) {}

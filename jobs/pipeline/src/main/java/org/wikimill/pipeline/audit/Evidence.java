package org.wikimill.pipeline.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.dag.UnixFsReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.audit.AuditReport.SampledBlocks;
import org.wikimill.pipeline.audit.AuditReport.SampledDiff;
import org.wikimill.pipeline.evidence.DagComparison;
import org.wikimill.pipeline.evidence.TextDiff;
import org.wikimill.pipeline.manifest.FinishedBuild;

/**
 * What the blocks of two builds show of sampled paths, if both have blocks.
 *
 * @param blocks where the blocks of paths differ first
 * @param diffs what differs in the text of pages
 */
record Evidence(List<SampledBlocks> blocks, List<SampledDiff> diffs) {
  private static final long CACHE_BYTES = 32 << 20;

  /** What there is to show of the samples of these causes, and of the text of some pages. */
  static Evidence of(
      FinishedBuild a, FinishedBuild b, List<AuditReport.Explained> causes, List<SampledPage> pages)
      throws IOException {
    boolean wanted =
        !pages.isEmpty()
            || causes.stream()
                .flatMap(cause -> cause.first().stream())
                .anyMatch(Sample::hasTwoCids);
    if (!wanted || !a.hasCars() || !b.hasCars()) {
      return new Evidence(List.of(), List.of());
    }
    try (CarStore ofA = new CarStore(a.openCars(), CACHE_BYTES);
        CarStore ofB = new CarStore(b.openCars(), CACHE_BYTES)) {
      return new Evidence(blocks(ofA, ofB, causes), diffs(ofA, ofB, pages));
    }
  }

  private static List<SampledBlocks> blocks(
      BlockSource a, BlockSource b, List<AuditReport.Explained> causes) throws IOException {
    List<SampledBlocks> blocks = new ArrayList<>();
    DagComparison comparison = new DagComparison(a, b);
    for (AuditReport.Explained cause : causes) {
      for (Sample sample : cause.first()) {
        if (sample.hasTwoCids()) {
          blocks.add(blocks(comparison, cause.cause(), sample));
        }
      }
    }
    return blocks;
  }

  private static SampledBlocks blocks(DagComparison comparison, Cause cause, Sample sample)
      throws IOException {
    String path = sample.path();
    try {
      Cid cidA = Cid.parse(sample.cidA());
      Cid cidB = Cid.parse(sample.cidB());
      return new SampledBlocks(path, cause, comparison.of(cidA, cidB), null);
    } catch (MissingBlockException e) {
      return new SampledBlocks(path, cause, null, e.getMessage());
    } catch (MalformedInputException e) {
      // The message of the exception names a folder, which has no place in a report.
      return new SampledBlocks(path, cause, null, e.reason() + ": " + e.expected());
    }
  }

  private static List<SampledDiff> diffs(BlockSource a, BlockSource b, List<SampledPage> pages)
      throws IOException {
    List<SampledDiff> diffs = new ArrayList<>();
    for (SampledPage page : pages) {
      Sample sample = page.sample();
      Optional<byte[]> ofA = content(a, sample.cidA());
      Optional<byte[]> ofB = content(b, sample.cidB());
      if (ofA.isPresent() && ofB.isPresent() && sample.isText()) {
        TextDiff.of(sample.mime(), ofA.get(), ofB.get())
            .ifPresent(diff -> diffs.add(new SampledDiff(sample.path(), page.cause(), diff)));
      }
    }
    return diffs;
  }

  /** The bytes of a file; empty if it is too long, or cannot be read, which its blocks tell. */
  private static Optional<byte[]> content(BlockSource blocks, String cid) throws IOException {
    try {
      if (UnixFsObject.open(blocks, Cid.parse(cid)) instanceof UnixFsObject.File file
          && file.lengthBytes() <= TextDiff.MAX_BYTES) {
        byte[] content = new byte[(int) file.lengthBytes()];
        new UnixFsReader(blocks, file).readFully(0, content, 0, content.length);
        return Optional.of(content);
      }
    } catch (MissingBlockException | MalformedInputException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}

package org.wikimill.pipeline.rows;

import java.io.IOException;
import java.util.List;
import org.wikimill.pipeline.rows.Delivery.Failure;

/** Nodes failed while they were written to, so that partitions are missing. */
public final class DeliveryException extends IOException {
  private static final long serialVersionUID = 1L;

  private final List<Failure> failures;

  /**
   * @param failures at least one
   */
  public DeliveryException(List<Failure> failures) {
    super(failures.get(0).message());
    this.failures = failures;
  }

  /** What failed, in no order. */
  public List<Failure> failures() {
    return failures;
  }
}

package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wikimill.pipeline.manifest.Run;

/** A record of tasks by time, which is as small for a day as for a second. */
class RunTimelineTest {
  private static final long START = 1_000_000;

  private final RunTimeline timeline = new RunTimeline(START);

  private static long sum(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void whatATaskDidIsSpreadOverItsTime() {
    timeline.ended(START + 100, START + 1100, 1000, 10, 2.0);
    Run.Timeline told = timeline.soFar();
    assertThat(told.stepSeconds()).isEqualTo(0.25);
    assertThat(told.bytesRead()).containsExactly(150L, 250L, 250L, 250L, 100L);
    assertThat(told.cpuSeconds()).containsExactly(0.3, 0.5, 0.5, 0.5, 0.2);
  }

  @Test
  void aLongRunHasNoMoreStepsThanAShortOneAndLosesNothing() {
    for (int second = 0; second < 100_000; second += 7) {
      timeline.ended(START + second * 1000L, START + (second + 7) * 1000L, 7000, 70, 7);
    }
    Run.Timeline told = timeline.soFar();
    assertThat(told.bytesRead()).hasSizeBetween(RunTimeline.MAX_STEPS / 2, RunTimeline.MAX_STEPS);
    assertThat(told.stepSeconds() * told.bytesRead().size()).isGreaterThanOrEqualTo(100_000);
    assertThat((double) sum(told.bytesRead())).isCloseTo(100_002_000.0, within(200.0));
    assertThat(told.cpuSeconds().get(10)).isCloseTo(told.stepSeconds(), within(0.01));
  }

  @Test
  void aTaskThatTookNoTimeOrBeganBeforeTheRunCounts() {
    timeline.ended(START + 5, START + 5, 10, 1, 0);
    timeline.ended(START - 500, START + 250, 20, 2, 0);
    assertThat(timeline.soFar().bytesRead()).containsExactly(30L);
    assertThat(timeline.soFar().bytesShuffled()).containsExactly(3L);
  }

  @Test
  void stagesOfOneNameAreOneInTheOrderOfTheirStarts() {
    timeline.ended(new Run.Stage("tree: root", 5, 6, 1));
    timeline.ended(new Run.Stage("blocks: mill shards", 3, 4, 10));
    timeline.ended(new Run.Stage("blocks: mill shards", 1, 2, 20));
    assertThat(timeline.soFar().stages())
        .containsExactly(
            new Run.Stage("blocks: mill shards", 1, 4, 30), new Run.Stage("tree: root", 5, 6, 1));
  }
}

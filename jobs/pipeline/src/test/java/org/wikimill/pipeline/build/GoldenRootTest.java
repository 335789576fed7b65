package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Output that changes and a format that grows go together, and the complaint says which is not. */
class GoldenRootTest {
  private static final GoldenRoot RECORDED = new GoldenRoot("a.zim,link", 2, "old");

  @Test
  void theRecordedRootUnderItsFormatIsFine() {
    assertThat(RECORDED.complaint(2, "old")).isEmpty();
  }

  @Test
  void anotherRootUnderTheSameFormatAsksForAGreaterFormat() {
    assertThat(RECORDED.complaint(2, "new").orElseThrow())
        .contains("format is still 2", "raise Recipe.FORMAT", "record 'a.zim,link,3,new'");
  }

  @Test
  void aGreaterFormatAsksForANewRecord() {
    assertThat(RECORDED.complaint(3, "new").orElseThrow())
        .contains("Recipe.FORMAT is 3", "what format 2 gave", "record 'a.zim,link,3,new'");
    assertThat(RECORDED.complaint(3, "old").orElseThrow())
        .contains("the same root", "record 'a.zim,link,3,old'");
  }

  @Test
  void aSmallerFormatIsRefused() {
    assertThat(RECORDED.complaint(1, "old").orElseThrow()).contains("it grows");
  }
}

package org.wikimill.connectors.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationsTest {
  @TempDir private Path folder;

  private List<String> expand(String... locations) throws IOException {
    return Locations.expand(List.of(locations), new Configuration());
  }

  private String file(String name) throws IOException {
    return Files.createFile(folder.resolve(name)).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file://"})
  void aPatternFindsArchivesAndOfSplitOnesTheFirstPart(String scheme) throws IOException {
    String b = file("b.zim");
    String a = file("a.zim");
    String split = file("c.zimaa");
    file("c.zimab");
    file("a.txt");
    Files.createDirectory(folder.resolve("d.zim"));
    assertThat(expand(scheme + folder + "/*.zim*"))
        .extracting(found -> found.replaceFirst("^file:/*", "/"))
        .containsExactly(a, b, split);
  }

  @Test
  void aNameThatLooksLikeAPatternIsTheFileItNamesIfThereIsOne() throws IOException {
    String strange = file("[a].zim");
    file("a.zim");
    assertThat(expand(strange, "plain.zim")).containsExactly(strange, "plain.zim");
  }

  @Test
  void aPatternThatMatchesNothingIsToldBack() {
    assertThatThrownBy(() -> expand(folder + "/*.zim"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("no archive matches " + folder + "/*.zim");
  }
}

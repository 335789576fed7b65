package org.wikimill.formats.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.testing.Shared;

/** Which sum a file must have, of all that stand beside it. */
class ExpectedSumsTest {
  private static final String NAME = "aawiki-20260101-page.sql.gz";
  private static final String MD5 = sum(SumAlgorithm.MD5, "x");
  private static final String SHA1 = sum(SumAlgorithm.SHA1, "x");
  private static final String SHA256 = sum(SumAlgorithm.SHA256, "x");

  @TempDir private Path folder;

  @Test
  void theStrongestSumCounts() throws IOException {
    put("aawiki-20260101-md5sums.txt", MD5 + "  " + NAME + "\n");
    assertThat(of(NAME)).map(ExpectedSum::hex).contains(MD5);
    put("aawiki-20260101-sha1sums.txt", SHA1 + "  " + NAME + "\n");
    assertThat(of(NAME)).map(ExpectedSum::hex).contains(SHA1);
    put("SHA256SUMS", SHA256 + " *" + NAME + "\n");
    assertThat(of(NAME))
        .contains(
            new ExpectedSum(
                SumAlgorithm.SHA256, SHA256, OptionalLong.empty(), folder + "/SHA256SUMS"));
  }

  @Test
  void theStateOfADumpKnowsTheLengthAsWell() throws IOException {
    String file =
        """
        "%s": {"size": 1, "url": "/x", "md5": "%s", "sha1": "%s", "more": [{}]}
        """
            .formatted(NAME, MD5, SHA1);
    put(
        "dumpstatus.json",
        """
        {"jobs": {"pagetable": {"status": "done", "updated": "now", "files": {%s}},
                  "none": {"status": "waiting"}}, "version": "0.8"}
        """
            .formatted(file));
    put("aawiki-20260101-sha1sums.txt", SHA1 + "  " + NAME + "\n");
    ExpectedSum expected = of(NAME).orElseThrow();
    assertThat(expected.lengthBytes()).hasValue(1);
    assertThat(expected.hex()).isEqualTo(SHA1);
    assertThat(expected.statedBy()).endsWith("dumpstatus.json");
    assertThat(of("aawiki-20260101-other.gz")).isEmpty();
  }

  @Test
  void sumsInJsonAreThoseOfTheText() throws IOException {
    put(
        "aawiki-20260101-sha1sums.json",
        "{\"sha1\": {\"files\": {\"" + NAME + "\": \"" + SHA1 + "\"}}}");
    assertThat(of(NAME)).map(ExpectedSum::hex).contains(SHA1);
  }

  @Test
  void listsNameFilesThatAreNotThere() throws IOException {
    put("aawiki-20260101-md5sums.txt", MD5 + "  " + NAME + "\n" + MD5 + "  b\n");
    put("SHA256SUMS", SHA256 + "  c\n");
    put("d.sha256", SHA256 + "  d\n");
    assertThat(ExpectedSums.beside(SiblingFiles.in(folder)).listed())
        .containsExactly(NAME, "b", "c");
  }

  @Test
  void aSumOfOneFileNeedNotNameIt() throws IOException {
    put(NAME + ".sha256", SHA256.toUpperCase(Locale.ROOT) + "\n");
    assertThat(of(NAME)).map(ExpectedSum::hex).contains(SHA256);
    put(NAME + ".sha256", SHA256 + "  " + NAME + "\n");
    assertThat(of(NAME)).map(ExpectedSum::hex).contains(SHA256);
    assertThat(of("another")).isEmpty();
  }

  @Test
  void aFolderThatStatesNothingHasNoSums() throws IOException {
    put("page.sql.gz.txt", "nothing");
    assertThat(of(NAME)).isEmpty();
    assertThat(ExpectedSums.beside(SiblingFiles.in(folder.resolve("none"))).of(NAME)).isEmpty();
  }

  @Test
  void aDamagedListIsAnErrorAndNoAbsence() throws IOException {
    put("SHA256SUMS", SHA256 + "  a\n" + SHA256.substring(1) + "  " + NAME + "\n");
    assertThatThrownBy(() -> of(NAME))
        .hasMessageContaining("SHA256SUMS")
        .hasMessageContaining("not a sum");
    put("SHA256SUMS", SHA256 + "  a\n<html>\n");
    assertThatThrownBy(() -> of(NAME)).hasMessageContaining("at byte 68, ");
    Files.delete(folder.resolve("SHA256SUMS"));
    for (String status :
        List.of(
            "",
            "[]",
            "{\"jobs\": 1}",
            "{\"jobs\": {\"a\": {\"files\": {\"b\": {\"size\": -1}}}}}",
            "{\"jobs\": {")) {
      put("dumpstatus.json", status);
      assertThatThrownBy(() -> of(NAME)).as(status).isInstanceOf(MalformedInputException.class);
    }
  }

  @Test
  void aFileOfSumsThatIsTooLongIsRefused() throws IOException {
    Files.write(folder.resolve("SHA256SUMS"), new byte[SmallFile.MAX_BYTES + 1]);
    assertThatThrownBy(() -> of(NAME)).hasMessageContaining("file too long");
  }

  @Test
  void aDifferenceNamesTheFileBothSumsAndWhoSaysSo() throws IOException {
    ExpectedSum expected =
        new ExpectedSum(SumAlgorithm.SHA1, SHA1, OptionalLong.of(1), "dumpstatus.json");
    expected.check(NAME, SHA1, 1);
    String other = sum(SumAlgorithm.SHA1, "y");
    assertThatThrownBy(() -> expected.check(NAME, other, 1))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContainingAll(NAME, SHA1, other, "dumpstatus.json");
    assertThatThrownBy(() -> expected.check(NAME, SHA1, 2))
        .hasMessageContainingAll(NAME, "1 bytes", "2 bytes");
  }

  @Test
  void realFilesHaveTheSumsThatStandBesideThem() throws IOException {
    Path real = Shared.require().resolve("dumps/multistream");
    ExpectedSums sums = ExpectedSums.beside(SiblingFiles.in(real));
    String name = "hywiki-20230501-head-pages-articles-multistream.xml.bz2";
    ExpectedSum expected = sums.of(name).orElseThrow();
    byte[] bytes = Files.readAllBytes(real.resolve(name));
    assertThat(expected.algorithm()).isEqualTo(SumAlgorithm.SHA1);
    expected.check(
        name, HexFormat.of().formatHex(expected.algorithm().digest().digest(bytes)), bytes.length);
  }

  @Test
  void theStateOfAFullDumpIsReadWhole() throws IOException {
    Path real = Shared.require().resolve("dumps/status");
    String file = "enwiki-20240801-dumpstatus.json";
    DumpStatus status = DumpStatus.read(Files.readAllBytes(real.resolve(file)), file);
    assertThat(status.jobs().keySet()).hasSize(48);
    assertThat(status.jobs().values()).allMatch(DumpStatus.Job::isDone);
    assertThat(status.jobs().get("articlesmultistreamdump").files()).hasSize(134);
    ExpectedSum sum =
        ExpectedSums.beside(SiblingFiles.in(real))
            .of("enwiki-20240801-pages-articles-multistream.xml.bz2")
            .orElseThrow();
    assertThat(sum.lengthBytes()).hasValue(23_851_879_117L);
    assertThat(sum.algorithm()).isEqualTo(SumAlgorithm.SHA1);
  }

  private Optional<ExpectedSum> of(String name) throws IOException {
    return ExpectedSums.beside(SiblingFiles.in(folder)).of(name);
  }

  private void put(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static String sum(SumAlgorithm algorithm, String text) {
    return HexFormat.of()
        .formatHex(algorithm.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}

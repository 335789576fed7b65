package org.wikimill.pipeline.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeSettingsTest {
  private static JsonNode config(String gcPeriod, String provide) throws IOException {
    return new ObjectMapper()
        .readTree("{\"Datastore\":{\"GCPeriod\":" + gcPeriod + "},\"Provide\":" + provide + "}");
  }

  private static List<String> problems(String gcPeriod, String provide) throws IOException {
    return NodeSettings.problems("0.43.0", config(gcPeriod, provide));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0s", "0h", "0h0m0s", "0.0s", "-0s", "0ms"})
  void aPeriodOfNothingIsNoCollection(String period) throws IOException {
    assertThat(problems("\"" + period + "\"", "{\"Strategy\":\"roots\"}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1h\"", "\"\"", "null", "\"0h1s\"", "\"10s\"", "\"never\""})
  void anyOtherPeriodMayCollect(String period) throws IOException {
    assertThat(problems(period, "{\"Strategy\":\"roots\"}"))
        .singleElement()
        .asString()
        .contains("'ipfs config Datastore.GCPeriod 0s'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Strategy\":\"roots\"}",
        "{\"Strategy\":\"mfs\"}",
        "{\"Strategy\":\"roots+mfs\"}",
        "{\"Strategy\":\"pinned+entities\"}",
        "{\"Strategy\":\"pinned+mfs+entities\"}",
        "{\"Strategy\":\"all\",\"Enabled\":false}",
        "{\"Enabled\":false}"
      })
  void strategiesOfRootsAndEntitiesAreFit(String provide) throws IOException {
    assertThat(problems("\"0s\"", provide)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Strategy\":null}",
        "{\"Strategy\":\"\"}",
        "{\"Strategy\":\"all\"}",
        "{\"Strategy\":\"flat\"}",
        "{\"Strategy\":\"pinned\"}",
        "{\"Strategy\":\"pinned+mfs\"}",
        "{\"Strategy\":\"pinned+unique\"}",
        "{\"Strategy\":\"all\",\"Enabled\":true}",
        "{\"Strategy\":\"all\",\"Enabled\":null}"
      })
  void strategiesOfEveryBlockAreNot(String provide) throws IOException {
    assertThat(problems("\"0s\"", provide))
        .singleElement()
        .asString()
        .contains("'ipfs config Provide.Strategy pinned+mfs+entities'");
  }

  @ParameterizedTest
  @CsvSource({"0.37.0, 1", "0.38.0, 0", "0.43.1-dev, 0", "1.0.0, 0", "nonsense, 1"})
  void oldVersionsAreRefused(String version, int problems) throws IOException {
    assertThat(NodeSettings.problems(version, config("\"0s\"", "{\"Strategy\":\"roots\"}")))
        .hasSize(problems);
  }

  @Test
  void allThatIsWrongIsTold() throws IOException {
    assertThat(NodeSettings.problems("0.30.0", config("\"1h\"", "{}"))).hasSize(3);
  }
}

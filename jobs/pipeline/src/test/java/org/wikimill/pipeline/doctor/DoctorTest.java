package org.wikimill.pipeline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.connectors.node.KuboVersion;
import org.wikimill.pipeline.doctor.Finding.Severity;

/** Each rule finds what it is for, and nothing where all is well. */
class DoctorTest {
  private static final String FLATFS =
      """
      {"type":"mount","mounts":[
        {"mountpoint":"/blocks","type":"measure","child":
          {"type":"flatfs","path":"blocks","sync":SYNC,
           "shardFunc":"/repo/flatfs/shard/v1/next-to-last/SHARD"}},
        {"mountpoint":"/","type":"levelds","path":"datastore"}]}
      """;
  private static final String WELL =
      settings(FLATFS.replace("SYNC", "false").replace("SHARD", "3"));

  private static String settings(String datastore) {
    return """
    {"API":{},"Addresses":{"API":"/ip4/127.0.0.1/tcp/5001"},
     "Datastore":{"GCPeriod":"0s","BloomFilterSize":33554432,"HashOnRead":false,"Spec":SPEC},
     "Provide":{"Strategy":"pinned+mfs+entities","DHT":{"MaxWorkers":256}},
     "Routing":{"Type":"auto"},"Swarm":{"ConnMgr":{"HighWater":900}}}
    """
        .replace("SPEC", datastore);
  }

  private static NodeFacts node(String settings, String version) {
    try {
      JsonNode config = new ObjectMapper().readTree(settings);
      return new NodeFacts(
          KuboVersion.of(version),
          config,
          1_000_000,
          10_000_000_000L,
          OptionalLong.of(1_000_000_000_000L),
          OptionalLong.of(65_536),
          30);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Finding> examine(String settings) {
    return Doctor.examine(node(settings, "0.43.0"), Load.FULL_ENGLISH);
  }

  @Test
  void nothingIsSaidOfANodeThatIsSetAsItShouldBe() {
    assertThat(examine(WELL)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Strategy\":\"pinned+mfs+entities\"|\"Strategy\":\"all\"|BREAKS|Provide.Strategy is all",
        "\"Strategy\":\"pinned+mfs+entities\"|\"Strategy\":null|BREAKS|Provide.Strategy is all",
        "\"Strategy\":\"pinned+mfs+entities\"|\"Strategy\":\"pinned\"|HURTS|Provide.Strategy is pinned",
        "\"DHT\":{|\"DHT\":{\"SweepEnabled\":false,|BREAKS|Provide.DHT.SweepEnabled is false",
        "\"DHT\":{|\"DHT\":{\"Interval\":\"0s\",|HURTS|Provide.DHT.Interval is 0",
        "\"MaxWorkers\":256|\"MaxWorkers\":16|HURTS|Provide.DHT.MaxWorkers is 16",
        "\"Provide\":{|\"Provide\":{\"Enabled\":false,|HURTS|Provide.Enabled is false",
        "\"Type\":\"auto\"|\"Type\":\"none\"|HURTS|Routing.Type is none",
        "\"Type\":\"auto\"|\"AcceleratedDHTClient\":true|HURTS|Routing.AcceleratedDHTClient is true",
        "\"API\":{}|\"API\":{},\"Import\":{\"FastProvideDAG\":true}|HURTS|Import.FastProvideDAG is true",
        "\"API\":{}|\"API\":{},\"Bitswap\":{\"ServerEnabled\":false}|HURTS|Bitswap.ServerEnabled is false",
        "ip4/127.0.0.1|ip4/0.0.0.0|BREAKS|Addresses.API is /ip4/0.0.0.0/tcp/5001",
        "\"HashOnRead\":false|\"HashOnRead\":true|HURTS|Datastore.HashOnRead is true",
        "33554432|0|HURTS|Datastore.BloomFilterSize is 0",
        "\"0s\"|\"1h\"|HURTS|Datastore.StorageMax is 10,000,000,000 bytes",
        "\"HighWater\":900|\"HighWater\":96|HURTS|Swarm.ConnMgr.HighWater is 96",
        "\"HighWater\":900|\"Type\":\"none\"|HURTS|Swarm.ConnMgr.Type is none",
        "\"sync\":false|\"sync\":true|HURTS|flatfs syncs every write",
        "next-to-last/3|next-to-last/2|HURTS|flatfs shards by next-to-last/2",
        "\"type\":\"flatfs\"|\"type\":\"badgerds\"|BREAKS|the datastore is badger",
        "\"type\":\"flatfs\"|\"type\":\"levelds\"|BREAKS|blocks are in LevelDB",
      })
  void eachSettingThatHurtsIsFoundAlone(String good, String bad, Severity severity, String what) {
    assertThat(WELL).contains(good);
    List<Finding> findings = examine(WELL.replace(good, bad));
    assertThat(findings).extracting(Finding::what).containsExactly(what);
    assertThat(findings.get(0).severity()).isEqualTo(severity);
    assertThat(findings.get(0).remedies()).isNotEmpty();
  }

  @Test
  void guardedRpcMayBeReached() {
    String open = WELL.replace("127.0.0.1", "0.0.0.0");
    assertThat(examine(open.replace("\"API\":{}", "\"API\":{\"Authorizations\":{\"me\":{}}}")))
        .isEmpty();
  }

  @Test
  void adviceFitsTheVersion() {
    String all = WELL.replace("pinned+mfs+entities", "all");
    assertThat(Doctor.examine(node(all, "0.43.0"), Load.FULL_ENGLISH).get(0).remedies())
        .containsExactly("ipfs config Provide.Strategy pinned+mfs+entities");
    assertThat(Doctor.examine(node(all, "0.40.1"), Load.FULL_ENGLISH).get(0).remedies())
        .containsExactly("ipfs config Provide.Strategy roots");
    assertThat(Doctor.examine(node(WELL, "0.36.0"), Load.FULL_ENGLISH).get(0).what())
        .isEqualTo("Kubo is 0.36");
  }

  @Test
  void factsOfTheMachineAreHeldAgainstTheLoad() {
    NodeFacts well = node(WELL, "0.43.0");
    NodeFacts poor =
        new NodeFacts(
            well.version(),
            well.config(),
            0,
            0,
            OptionalLong.of(340_000_000_000L),
            OptionalLong.of(1024),
            0);
    assertThat(Doctor.examine(poor, Load.FULL_ENGLISH))
        .extracting(Finding::what)
        .containsExactly(
            "340,000,000,000 bytes are free on its disk",
            "it may open 1024 files",
            "it has no peers");
    assertThat(Doctor.examine(poor, new Load(1000, 1_000_000)))
        .extracting(Finding::what)
        .containsExactly("it may open 1024 files", "it has no peers");
  }

  @ParameterizedTest
  @CsvSource({"10_000_000, 16777216", "25_000_000, 33554432", "50_000_000, 67108864"})
  void filterIsOfTheSizeThatKuboAdvises(String blocks, long bytes) {
    Load load = new Load(Long.parseLong(blocks.replace("_", "")), 1);
    String none = WELL.replace("33554432", "0");
    assertThat(Doctor.examine(node(none, "0.43.0"), load).get(0).remedies())
        .containsExactly("ipfs config --json Datastore.BloomFilterSize " + bytes);
  }
}

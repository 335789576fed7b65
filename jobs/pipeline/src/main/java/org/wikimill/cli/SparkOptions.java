package org.wikimill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of every command that runs on Spark. */
final class SparkOptions {
  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Spark master (default: what spark-submit says, else all cores of this machine and one"
              + " task more, for while another waits for the disk).")
  private String master;

  @Option(names = "--conf", paramLabel = "K=V", description = "A Spark setting; may be repeated.")
  private final Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--tmp",
      paramLabel = "DIR",
      description = "Where Spark keeps what it shuffles (default: the system's).")
  private Path tmp;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /** Makes the folder, since Spark would end the process if it could not. */
  private void checkTmp() {
    try {
      Files.createDirectories(tmp());
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "--tmp " + tmp + ": no folder to write to");
    }
  }

  /** Where files go that are needed for a while. */
  Path tmp() {
    return tmp != null ? tmp : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** A context with these options; what they leave open is set for a batch job. */
  JavaSparkContext open(String name) {
    checkTmp();
    SparkConf conf = new SparkConf();
    if (master != null) {
      conf.setMaster(master);
    }
    if (tmp != null) {
      conf.set("spark.local.dir", tmp.toAbsolutePath().toString());
    }
    settings.forEach(conf::set);
    conf.setAppName("wikimill " + name);
    int tasks = Runtime.getRuntime().availableProcessors() + 1;
    conf.setIfMissing("spark.master", "local[" + tasks + "]");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    if (conf.get("spark.master").startsWith("local")) {
      // Everything runs on this machine: nothing needs to listen to the network.
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    return new JavaSparkContext(conf);
  }
}

package org.wikimill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.pipeline.audit.AuditLimits;
import org.wikimill.pipeline.build.BuildException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What all kinds of audits are asked for alike.
 *
 * @param out the folder of what is kept; null for none
 * @param limits how much is taken on at once, and told
 */
record AuditRun(
    SparkOptions spark, CommonOptions common, String out, AuditLimits limits, CommandSpec spec) {

  /** What is done with a context. */
  interface Job<T> {
    T run(JavaSparkContext context) throws Exception;
  }

  /** Does something in a context of that name, and tells how far it is. */
  <T> T inContext(String name, Job<T> job) throws Exception {
    try (JavaSparkContext context = spark.open(name);
        Progress progress = Progress.follow(context, common)) {
      return job.run(context);
    }
  }

  /** The folder of what is kept, which must be empty. */
  Optional<Store> emptyOut() throws IOException, BuildException {
    return out == null
        ? Optional.empty()
        : Optional.of(NewFiles.emptyFolder(out, Durability.CACHED, spark.hadoop()));
  }

  Store store(String folder) throws IOException {
    return Stores.at(folder, Durability.CACHED, spark.hadoop());
  }

  Path tmp() {
    return spark.tmp();
  }

  ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }
}

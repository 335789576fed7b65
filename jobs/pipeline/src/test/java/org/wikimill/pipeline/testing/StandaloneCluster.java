package org.wikimill.pipeline.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wikimill.testing.Command;

/**
 * A standalone Spark cluster of real processes on loopback: a master and workers with one core
 * each.
 *
 * <p>It has a Spark home with nothing of wikimill in it. All of its processes and those that they
 * started are gone when it is closed, or when this JVM ends.
 */
public final class StandaloneCluster implements AutoCloseable {
  /** A Spark home in which there is nothing of wikimill. */
  public static final Path SPARK_HOME = Path.of("target", "dist").toAbsolutePath();

  /** Spark, as on any machine of a cluster. */
  public static final String SPARK_CLASSES = SPARK_HOME.resolve("jars") + "/*";

  private static final String DEPLOY = "org.apache.spark.deploy.";
  private static final Pattern MASTER_READY =
      Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern WORKER_READY =
      Pattern.compile("Successfully registered with master");
  private static final int START_SECONDS = 60;

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();
  private final List<ProcessHandle> lost = new ArrayList<>();
  private final Thread atExit = new Thread(this::kill);
  private final String master;

  /** Starts a cluster whose files are in {@code folder}. */
  public StandaloneCluster(Path folder, int workerCount) throws IOException {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      Process started = start("master", DEPLOY + "master.Master");
      master = await(started, "master", MASTER_READY).group(1);
      for (int i = 0; i < workerCount; i++) {
        addWorker();
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The URL for {@code --master}. */
  public String master() {
    return master;
  }

  /** Starts one more worker. */
  public void addWorker() throws IOException {
    String name = "worker-" + processes.size();
    Process worker =
        start(
            name,
            DEPLOY + "worker.Worker",
            "--cores",
            "2",
            "--memory",
            "2g",
            "--work-dir",
            folder.resolve(name).toString(),
            master);
    workers.add(worker);
    await(worker, name, WORKER_READY);
  }

  /** The executors that live. */
  public List<ProcessHandle> executors() {
    return Stream.concat(workers.stream().flatMap(Process::descendants), lost.stream())
        .filter(p -> p.isAlive() && commandLine(p).contains("CoarseGrainedExecutorBackend"))
        .toList();
  }

  /** Kills a worker and its executors at once, as a machine that loses power. */
  public void killWorker(int number) {
    Process worker = workers.remove(number);
    List<ProcessHandle> children = worker.descendants().toList();
    worker.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    lost.addAll(children);
  }

  /**
   * Stops the clocks of all workers and executors, as of machines that hang; returns the latter.
   */
  public List<ProcessHandle> freeze() {
    List<ProcessHandle> executors = executors();
    signal("STOP");
    return executors;
  }

  /** Lets frozen workers and executors go on. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    workers.stream()
        .flatMap(worker -> Stream.concat(Stream.of(worker.toHandle()), worker.descendants()))
        .forEach(process -> Command.of("kill", "-" + name, process.pid()).succeed());
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  private Process start(String name, String... arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    line.addAll(List.of("-cp", SPARK_CLASSES, arguments[0]));
    // All of 127.0.0.0/8 is loopback; Spark takes one address for one machine.
    String address = "127.0.0." + (processes.size() + 1);
    line.addAll(List.of("--host", address, "--port", "0", "--webui-port", "0"));
    line.addAll(List.of(arguments).subList(1, arguments.length));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", SPARK_HOME.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", address);
    builder
        .environment()
        .put(
            "SPARK_LOCAL_DIRS",
            Files.createDirectories(folder.resolve("local-" + name)).toString());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** Waits for a line of a process's log; reads on, for as long as the process lives. */
  private Matcher await(Process process, String name, Pattern wanted) throws IOException {
    BlockingQueue<Matcher> found = new LinkedBlockingQueue<>();
    Path log = folder.resolve(name + ".log");
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = process.inputReader();
                  var copy = Files.newBufferedWriter(log)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  copy.write(line + "\n");
                  copy.flush();
                  Matcher matcher = wanted.matcher(line);
                  if (matcher.find()) {
                    found.add(matcher);
                  }
                }
              } catch (IOException e) {
                // The process was killed: so ends its log.
              }
            },
            name + " log");
    reader.setDaemon(true);
    reader.start();
    try {
      Matcher matcher = found.poll(START_SECONDS, TimeUnit.SECONDS);
      if (matcher != null) {
        return matcher;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException(name + " did not start:\n" + Files.readString(log));
  }

  private void kill() {
    List<ProcessHandle> all =
        Stream.concat(
                processes.stream()
                    .flatMap(p -> Stream.concat(Stream.of(p.toHandle()), p.descendants())),
                lost.stream())
            .toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(p -> p.onExit().orTimeout(START_SECONDS, TimeUnit.SECONDS).join());
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}

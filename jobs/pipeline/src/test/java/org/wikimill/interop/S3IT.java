package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Builds on a real S3 server through S3A, with uploads in parts of 5 MiB. */
class S3IT extends OutputContract {
  private static final String BUCKET = "snapshots";
  private static final List<String> CLIENT =
      List.of(
          "hadoop-aws",
          "software/amazon",
          "org/wildfly",
          "org/reactivestreams",
          "org/apache/httpcomponents",
          "commons-logging");

  private static Path data;
  private static Process server;
  private static int port;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Path program = Tools.versitygw();
    data = folder;
    Files.createDirectory(data.resolve(BUCKET));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(), "--quiet", "--port", "127.0.0.1:" + port, "posix", data.toString());
    builder.environment().put("ROOT_ACCESS_KEY", "test");
    builder.environment().put("ROOT_SECRET_KEY", "test-secret");
    server =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (!answers()) {
      assertThat(server.waitFor(20, TimeUnit.MILLISECONDS)).as("the server ended").isFalse();
    }
  }

  private static boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (server != null) {
      server.destroy();
      server.waitFor();
    }
  }

  /**
   * What a process that is killed was uploading stays, unseen, and so may a file that is given up:
   * one of its parts may still be on its way when its upload is aborted. No other upload may stay.
   */
  @AfterEach
  void noUploadIsLeftOver(TestInfo test) throws Exception {
    try (S3AFileSystem bucket =
        (S3AFileSystem)
            FileSystem.newInstance(URI.create("s3a://" + BUCKET + "/"), hadoop().configuration())) {
      List<MultipartUpload> uploads = bucket.listMultipartUploads("");
      for (MultipartUpload upload : uploads) {
        bucket.abortMultipartUpload(upload);
      }
      String method = test.getTestMethod().orElseThrow().getName();
      if (!method.contains("Killed") && !method.contains("GivenUp")) {
        assertThat(uploads).isEmpty();
      }
    }
  }

  @Override
  String folder(String name) {
    return "s3a://" + BUCKET + "/" + name;
  }

  @Override
  Map<String, String> settings() {
    return Map.of(
        "fs.s3a.endpoint", "http://127.0.0.1:" + port,
        "fs.s3a.endpoint.region", "us-east-1",
        "fs.s3a.path.style.access", "true",
        "fs.s3a.access.key", "test",
        "fs.s3a.secret.key", "test-secret",
        "fs.s3a.multipart.size", "5M",
        "fs.s3a.multipart.threshold", "5M");
  }

  /** With what S3A takes on the class path, as {@code WIKIMILL_JARS} puts it there. */
  @Override
  Command command(Object... arguments) {
    List<Object> line = new ArrayList<>(List.of(arguments));
    settings()
        .forEach(
            (name, value) -> line.addAll(List.of("--conf", "spark.hadoop." + name + "=" + value)));
    Command command = Wikimill.command(line.toArray());
    List<String> words = new ArrayList<>(command.line());
    words.replaceAll(word -> word.endsWith("jars/*") ? word + File.pathSeparator + client() : word);
    return new Command(words, command.environment(), command.folder(), command.limit());
  }

  private static String client() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> CLIENT.stream().anyMatch(jar::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }
}

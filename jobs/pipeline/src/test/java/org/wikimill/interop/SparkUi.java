package org.wikimill.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The web interface of a driver that runs, as monitoring asks it. */
final class SparkUi {
  private static final String STARTING = "Spark is starting up";

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();
  private final int port;

  /** One at a port that is free now. */
  SparkUi() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  /** The settings of a driver that shall have it. */
  String setting() {
    return "spark.ui.port=" + port;
  }

  /** The names of the stages so far; none if nobody answers. */
  List<String> stages() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (JsonNode application : json("/api/v1/applications")) {
      String id = application.path("id").textValue();
      json("/api/v1/applications/" + id + "/stages")
          .forEach(s -> names.add(s.path("name").textValue()));
    }
    return names;
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    String text = text(path);
    // Before all of it is in place, the interface may answer with a page.
    return new ObjectMapper().readTree(text.isEmpty() || text.startsWith("<") ? "[]" : text);
  }

  /** What stands there; empty if nobody answers, or the interface is not ready. */
  String text(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      boolean ready = response.statusCode() == 200 && !response.body().startsWith(STARTING);
      return ready ? response.body() : "";
    } catch (IOException e) {
      return ""; // not up yet, or gone
    }
  }
}

package org.wikimill.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * What a server answers to a {@code GET}.
 *
 * @param head its lines
 * @param body a character for each byte, in pieces with their lengths if the server cut it so
 */
record HttpAnswer(List<String> head, String body) {

  /** Asks a server under a host name that no resolver needs to know. */
  static HttpAnswer get(URI server, String host, String path) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      int end = answer.indexOf("\r\n\r\n");
      return new HttpAnswer(answer.substring(0, end).lines().toList(), answer.substring(end + 4));
    }
  }

  int status() {
    return Integer.parseInt(head.get(0).split(" ", 3)[1]);
  }

  /** The value of a header; empty if there is none. */
  String header(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ": ";
    return head.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElse("");
  }
}

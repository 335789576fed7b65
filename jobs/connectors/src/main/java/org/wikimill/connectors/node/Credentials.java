package org.wikimill.connectors.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Where the secret is that a node wants to hear, not the secret itself.
 *
 * <p>It is read, on the machine that makes a call, whenever it is used, so that it stands in no
 * message, log, plan or process list, and may change while a program runs.
 *
 * @param scheme how it is told to the node
 * @param origin where it is kept
 * @param place a file's path or a variable's name; empty if there is no secret
 */
public record Credentials(Scheme scheme, Origin origin, String place) implements Serializable {
  /** None are asked for. */
  public static final Credentials NONE = new Credentials(Scheme.NONE, Origin.FILE, "");

  /** The longest secret; a token of a few thousand bytes is common. */
  static final int MAX_BYTES = 16 << 10;

  /** How a secret is told to a node. */
  public enum Scheme {
    NONE,
    /** The secret is a token. */
    BEARER,
    /** The secret is {@code user:password}. */
    BASIC
  }

  /** Where a secret is kept: on every machine that makes calls. */
  public enum Origin {
    FILE,
    ENVIRONMENT
  }

  boolean areGiven() {
    return scheme != Scheme.NONE;
  }

  /**
   * The value of the header {@code Authorization}; empty if none is asked for.
   *
   * @throws IOException if the secret is not there; the message says where it should be
   */
  Optional<String> authorization(Map<String, String> environment) throws IOException {
    if (!areGiven()) {
      return Optional.empty();
    }
    String secret = origin == Origin.FILE ? ofFile() : ofVariable(environment);
    if (secret.isEmpty() || secret.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IOException("no secret in " + this + ": one line of printable ASCII is expected");
    }
    if (scheme == Scheme.BEARER) {
      return Optional.of("Bearer " + secret);
    }
    if (secret.indexOf(':') < 0) {
      throw new IOException("no user:password in " + this);
    }
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)));
  }

  private String ofFile() throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(place))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("more than a secret in " + this);
      }
      return new String(bytes, UTF_8).strip();
    } catch (java.nio.file.NoSuchFileException e) {
      throw new IOException("no secret: there is no " + this, e);
    }
  }

  private String ofVariable(Map<String, String> environment) throws IOException {
    String value = environment.get(place);
    if (value == null) {
      throw new IOException("no secret: there is no " + this);
    }
    return value.strip();
  }

  /** Where the secret is. */
  @Override
  public String toString() {
    return origin == Origin.FILE ? "file " + place : "environment variable " + place;
  }
}

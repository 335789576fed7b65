package org.wikimill.pipeline.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.connectors.node.RemoteAddress;
import org.wikimill.connectors.node.RemotePinner;
import org.wikimill.connectors.node.RemotePinner.PinRequest;
import org.wikimill.connectors.node.RemotePinner.State;
import org.wikimill.formats.ipld.Cid;

/**
 * Pins at remote services, which fetch the root from nodes that have proven copies. What they say
 * that they have counts as no copy: nobody can read it back from them alone.
 */
public final class RemotePins {
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private RemotePins() {}

  /**
   * What became of a pin at a service.
   *
   * @param service its name
   * @param request the service's name for the request
   * @param state how far it is
   * @param failure why the service was given up; null if it was not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RemotePin(String service, String request, State state, String failure) {
    /** Whether it is neither pinned nor on its way. */
    public boolean hasFailed() {
      return failure != null || state == State.FAILED;
    }
  }

  /** Asks each service, and waits for it to say that it is done, but not for ever. */
  static List<RemotePin> add(
      List<RemoteAddress> services, Subject subject, List<NodeCopy> sources, Duration patience)
      throws IOException {
    List<RemotePin> pins = new ArrayList<>();
    for (RemoteAddress address : services) {
      try (RemotePinner service = address.open()) {
        PinRequest request = begin(service, subject, sources);
        request = follow(service, request, patience);
        pins.add(new RemotePin(address.name(), request.id(), request.state(), null));
      } catch (NodeException e) {
        pins.add(new RemotePin(address.name(), null, null, e.getMessage()));
      }
    }
    return pins;
  }

  private static PinRequest begin(RemotePinner service, Subject subject, List<NodeCopy> sources)
      throws IOException {
    Optional<PinRequest> before = service.find(subject.root());
    if (before.isPresent() && before.get().state() != State.FAILED) {
      return before.get();
    }
    PinRequest request = service.add(subject.root(), subject.pinName(), origins(sources));
    for (NodeCopy node : sources) {
      node.attempt(
          client -> {
            for (String delegate : request.delegates()) {
              try {
                client.connect(delegate);
              } catch (NodeException e) {
                // It will find us by the origins, or by what is announced.
              }
            }
          });
    }
    return request;
  }

  /** Addresses by which services may reach the nodes; those of the machine itself if no others. */
  private static List<String> origins(List<NodeCopy> sources) throws IOException {
    TreeSet<String> all = new TreeSet<>();
    for (NodeCopy node : sources) {
      node.attempt(client -> all.addAll(client.id().addresses()));
    }
    List<String> outside =
        all.stream()
            .filter(address -> !address.startsWith("/ip4/127.") && !address.startsWith("/ip6/::1/"))
            .toList();
    return outside.isEmpty() ? List.copyOf(all) : outside;
  }

  private static PinRequest follow(RemotePinner service, PinRequest begun, Duration patience)
      throws IOException {
    PinRequest request = begun;
    long started = System.nanoTime();
    long pause = FIRST_PAUSE_MILLIS;
    while (request.state() == State.QUEUED || request.state() == State.PINNING) {
      if (System.nanoTime() - started > patience.toNanos()) {
        return request;
      }
      Pauses.sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      request = service.look(request);
    }
    return request;
  }

  /** Takes all requests for a root back; how many there were, by service. */
  public static List<RemotePin> remove(List<RemoteAddress> services, Cid root) throws IOException {
    List<RemotePin> removed = new ArrayList<>();
    for (RemoteAddress address : services) {
      try (RemotePinner service = address.open()) {
        for (PinRequest request : service.remove(root)) {
          removed.add(new RemotePin(address.name(), request.id(), request.state(), null));
        }
      } catch (NodeException e) {
        removed.add(new RemotePin(address.name(), null, null, e.getMessage()));
      }
    }
    return removed;
  }
}

package org.wikimill.formats.sums;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The state of a dump that is being made or was: {@code dumpstatus.json}, which stands in the
 * folder of each.
 *
 * @param jobs by name, such as {@code pagetable} or {@code articlesmultistreamdump}
 */
public record DumpStatus(SortedMap<String, Job> jobs) {
  /** The name of the file. */
  public static final String NAME = "dumpstatus.json";

  private static final String DONE = "done";

  /**
   * A step of a dump.
   *
   * @param status {@code done}, {@code in-progress}, {@code waiting}, {@code failed} and others
   * @param files by name; of a job that is not done, those that are
   */
  public record Job(String status, SortedMap<String, DumpFile> files) {
    /** Whether all files of the job are there. */
    public boolean isDone() {
      return status.equals(DONE);
    }
  }

  /**
   * A file of a dump.
   *
   * @param url its path at the server; empty if the status does not say
   * @param lengthBytes if the status says
   * @param sums in hex
   */
  public record DumpFile(String url, OptionalLong lengthBytes, Map<SumAlgorithm, String> sums) {}

  /**
   * Reads a state.
   *
   * @param file its name, for messages
   * @throws MalformedInputException if it is not of the form
   */
  public static DumpStatus read(byte[] bytes, String file) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(bytes)) {
      return new DumpStatus(new Reader(json, file).jobs());
    } catch (JacksonException e) {
      throw SumList.notJson(file, e);
    }
  }

  /** The strongest sum of a file of the dump; empty if there is none. */
  public Optional<ExpectedSum> sum(String name, String statedBy) throws MalformedInputException {
    for (Job job : jobs.values()) {
      DumpFile file = job.files.get(name);
      if (file != null && !file.sums.isEmpty()) {
        SumAlgorithm strongest =
            file.sums.keySet().stream().max(SumAlgorithm::compareTo).orElseThrow();
        return Optional.of(
            ExpectedSum.parse(strongest, file.sums.get(strongest), file.lengthBytes, statedBy));
      }
    }
    return Optional.empty();
  }

  /** Reads the form; skips what it does not know. */
  private record Reader(JsonParser json, String file) {

    SortedMap<String, Job> jobs() throws IOException {
      SortedMap<String, Job> jobs = new TreeMap<>();
      object(json.nextToken());
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        if (json.currentName().equals("jobs")) {
          object(json.nextToken());
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            jobs.put(json.currentName(), job());
          }
        } else {
          skip();
        }
      }
      return jobs;
    }

    private Job job() throws IOException {
      String status = "";
      SortedMap<String, DumpFile> files = new TreeMap<>();
      object(json.nextToken());
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        switch (json.currentName()) {
          case "status" -> status = text();
          case "files" -> {
            object(json.nextToken());
            while (json.nextToken() == JsonToken.FIELD_NAME) {
              files.put(json.currentName(), dumpFile());
            }
          }
          default -> skip();
        }
      }
      return new Job(status, files);
    }

    private DumpFile dumpFile() throws IOException {
      String url = "";
      OptionalLong lengthBytes = OptionalLong.empty();
      Map<SumAlgorithm, String> sums = new EnumMap<>(SumAlgorithm.class);
      object(json.nextToken());
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        Optional<SumAlgorithm> algorithm = SumAlgorithm.named(field);
        if (algorithm.isPresent()) {
          sums.put(algorithm.get(), text());
        } else if (field.equals("url")) {
          url = text();
        } else if (field.equals("size")) {
          lengthBytes = length();
        } else {
          skip();
        }
      }
      return new DumpFile(url, lengthBytes, sums);
    }

    private OptionalLong length() throws IOException {
      if (json.nextToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() < 0) {
        throw unexpected("a length in bytes");
      }
      return OptionalLong.of(json.getLongValue());
    }

    private String text() throws IOException {
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw unexpected("a string");
      }
      return json.getText();
    }

    private void object(JsonToken token) throws IOException {
      if (token != JsonToken.START_OBJECT) {
        throw unexpected("an object");
      }
    }

    private void skip() throws IOException {
      json.nextToken();
      json.skipChildren();
    }

    private MalformedInputException unexpected(String expected) throws IOException {
      return new MalformedInputException(
          "not a state of a dump",
          file,
          json.currentTokenLocation().getByteOffset(),
          expected,
          json.currentToken() == null ? "the end" : json.currentToken().toString());
    }
  }
}

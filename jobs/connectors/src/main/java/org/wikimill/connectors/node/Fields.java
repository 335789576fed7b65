package org.wikimill.connectors.node;

import com.fasterxml.jackson.databind.JsonNode;
import org.wikimill.connectors.node.NodeException.Kind;
import org.wikimill.formats.ipld.Cid;

/** Fields of answers, of the kind that they should be. */
final class Fields {
  private Fields() {}

  static Cid cid(Failures failures, JsonNode field) throws NodeException {
    try {
      return Cid.parse(field.asText(""));
    } catch (IllegalArgumentException e) {
      throw failures.of(Kind.MALFORMED, "expected a CID: " + e.getMessage(), e);
    }
  }

  static String text(Failures failures, JsonNode answer, String field) throws NodeException {
    JsonNode value = answer.path(field);
    if (!value.isTextual()) {
      throw failures.of(Kind.MALFORMED, "expected a text " + field, null);
    }
    return value.textValue();
  }

  static long number(Failures failures, JsonNode answer, String field) throws NodeException {
    JsonNode value = answer.path(field);
    if (!value.isIntegralNumber() || value.bigIntegerValue().signum() < 0) {
      throw failures.of(Kind.MALFORMED, "expected a number " + field, null);
    }
    // Kubo's word for no limit is the largest number of 64 bits.
    return value.canConvertToLong() ? value.longValue() : Long.MAX_VALUE;
  }
}

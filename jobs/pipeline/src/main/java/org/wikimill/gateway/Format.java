package org.wikimill.gateway;

import java.util.Arrays;
import java.util.Optional;

/** What a client may ask to get instead of the content itself. */
enum Format {
  RAW("raw", "application/vnd.ipld.raw"),
  CAR("car", "application/vnd.ipld.car"),
  DAG_JSON("dag-json", "application/vnd.ipld.dag-json"),
  DAG_CBOR("dag-cbor", "application/vnd.ipld.dag-cbor"),
  TAR("tar", "application/x-tar"),
  IPNS_RECORD("ipns-record", "application/vnd.ipfs.ipns-record"),
  JSON("json", "application/json"),
  CBOR("cbor", "application/cbor");

  private final String parameter;
  private final String mediaType;

  Format(String parameter, String mediaType) {
    this.parameter = parameter;
    this.mediaType = mediaType;
  }

  /** The value of {@code format} in a URL. */
  String parameter() {
    return parameter;
  }

  String mediaType() {
    return mediaType;
  }

  static Optional<Format> ofParameter(String value) {
    return Arrays.stream(values()).filter(format -> format.parameter.equals(value)).findFirst();
  }

  static Optional<Format> ofMediaType(String type) {
    return Arrays.stream(values())
        .filter(format -> format.mediaType.equalsIgnoreCase(type))
        .findFirst();
  }
}

package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** An extension of a certificate (RFC 5280 4.2). */
record Extension(String oid, boolean critical, Der octets) {

  static List<Extension> all(Der sequence) throws CryptoException {
    var out = new ArrayList<Extension>();
    for (Der item : sequence.sequence(0)) {
      List<Der> parts = item.sequence(2);
      boolean critical = parts.get(1).tag() == Der.BOOLEAN && parts.get(1).bool();
      out.add(
          new Extension(
              parts.getFirst().oid(), critical, parts.getLast().expect(Der.OCTET_STRING)));
    }
    return out;
  }

  byte[] content() {
    return octets.content();
  }

  Value value() {
    return new Fields()
        .put("Id", Fields.oid(oid))
        .put("Critical", critical)
        .put("Value", content())
        .build();
  }
}

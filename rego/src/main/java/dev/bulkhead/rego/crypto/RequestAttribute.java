package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** An attribute of a signing request (RFC 2986 4.1) and the extensions it asks for. */
record RequestAttribute(Value value, List<Extension> extensions) {
  private static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

  static RequestAttribute of(Der attribute) throws CryptoException {
    List<Der> parts = attribute.sequence(2);
    String oid = parts.getFirst().oid();
    var sets = new ArrayList<Value>();
    var extensions = new ArrayList<Extension>();
    for (Der item : parts.get(1).children()) {
      if (item.tag() == Der.SEQUENCE) {
        sets.add(pairs(item));
      }
      if (oid.equals(EXTENSION_REQUEST)) {
        extensions.addAll(Extension.all(item));
      }
    }
    Value value = new Fields().put("Type", Fields.oid(oid)).put("Value", sets).build();
    return new RequestAttribute(value, extensions);
  }

  /** Go reads each item as a type and the value behind it, and nothing more. */
  private static Value pairs(Der sequence) throws CryptoException {
    var out = new ArrayList<Value>();
    for (Der pair : sequence.children()) {
      List<Der> parts = pair.sequence(2);
      out.add(
          new Fields()
              .put("Type", Fields.oid(parts.getFirst().oid()))
              .put("Value", plain(parts.get(1)))
              .build());
    }
    return ArrayValue.of(out);
  }

  private static Value plain(Der der) throws CryptoException {
    String text = der.text();
    if (text != null) {
      return StringValue.of(text);
    }
    return switch (der.tag()) {
      case Der.BOOLEAN -> BooleanValue.of(der.bool());
      case Der.INTEGER -> NumberValue.of(der.integer());
      case Der.OCTET_STRING -> Fields.base64(der.content());
      case Der.OID -> Fields.oid(der.oid());
      default -> NullValue.NULL;
    };
  }
}

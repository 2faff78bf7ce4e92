package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A name (RFC 5280 4.1.2.4) in the form of Go's {@code pkix.Name}. */
final class DistinguishedName {
  private static final String ATTRIBUTES = "2.5.4.";

  private final Map<String, List<Value>> lists = new LinkedHashMap<>();
  private final List<Value> names = new ArrayList<>();
  private Value commonName = StringValue.of("");
  private Value serialNumber = StringValue.of("");

  private DistinguishedName() {
    for (String field :
        List.of(
            "Country",
            "Organization",
            "OrganizationalUnit",
            "Locality",
            "Province",
            "StreetAddress",
            "PostalCode")) {
      lists.put(field, new ArrayList<>());
    }
  }

  static ObjectValue value(Der name) throws CryptoException {
    var out = new DistinguishedName();
    for (Der set : name.sequence(0)) {
      for (Der attribute : set.children()) {
        List<Der> pair = attribute.sequence(2);
        out.add(pair.get(0).oid(), pair.get(1));
      }
    }
    return out.build();
  }

  private void add(String oid, Der element) {
    String text = element.text();
    Value value = text == null ? NullValue.NULL : StringValue.of(text);
    names.add(new Fields().put("Type", Fields.oid(oid)).put("Value", value).build());
    if (text == null || !oid.startsWith(ATTRIBUTES)) {
      return;
    }
    switch (oid.substring(ATTRIBUTES.length())) {
      case "3" -> commonName = value;
      case "5" -> serialNumber = value;
      case "6" -> list("Country", value);
      case "7" -> list("Locality", value);
      case "8" -> list("Province", value);
      case "9" -> list("StreetAddress", value);
      case "10" -> list("Organization", value);
      case "11" -> list("OrganizationalUnit", value);
      case "17" -> list("PostalCode", value);
      default -> {
        // other attributes are in Names alone
      }
    }
  }

  private void list(String field, Value value) {
    Objects.requireNonNull(lists.get(field)).add(value);
  }

  private ObjectValue build() {
    var out =
        new Fields()
            .put("CommonName", commonName)
            .put("SerialNumber", serialNumber)
            .put("Names", names)
            .put("ExtraNames", NullValue.NULL);
    lists.forEach(out::put);
    return out.build();
  }
}

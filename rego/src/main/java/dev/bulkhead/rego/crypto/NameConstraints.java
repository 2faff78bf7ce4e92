package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Names that a certificate authority may or may not certify (RFC 5280 4.2.1.10). */
final class NameConstraints {
  private final Fields fields = new Fields();

  private NameConstraints() {}

  static Fields none() {
    return new NameConstraints()
        .trees("Permitted", List.of())
        .trees("Excluded", List.of())
        .fields
        .put("PermittedDNSDomainsCritical", false);
  }

  static Fields of(Extension extension) throws CryptoException {
    Fields out = none().put("PermittedDNSDomainsCritical", extension.critical());
    for (Der trees : Der.of(extension.content()).sequence(0)) {
      String kind = trees.isContext(0) ? "Permitted" : "Excluded";
      out.putAll(new NameConstraints().parse(kind, trees).fields);
    }
    return out;
  }

  private record Tree(int kind, Value value) {}

  private NameConstraints parse(String kind, Der trees) throws CryptoException {
    var out = new ArrayList<Tree>();
    for (Der tree : trees.children()) {
      Der base = tree.sequence(1).getFirst();
      int number = base.tag() & 0x1f;
      out.add(new Tree(number, number == 7 ? range(base.content()) : StringValue.of(base.latin())));
    }
    return trees(kind, out);
  }

  private NameConstraints trees(String kind, List<Tree> trees) {
    fields.put(kind + "DNSDomains", of(trees, 2));
    fields.put(kind + "EmailAddresses", of(trees, 1));
    fields.put(kind + "IPRanges", of(trees, 7));
    fields.put(kind + "URIDomains", of(trees, 6));
    return this;
  }

  private static List<Value> of(List<Tree> trees, int kind) {
    return trees.stream().filter(t -> t.kind == kind).map(Tree::value).toList();
  }

  private static Value range(byte[] bytes) throws CryptoException {
    int half = bytes.length / 2;
    return new Fields()
        .put("IP", AddressText.of(Arrays.copyOf(bytes, half)))
        .put("Mask", Arrays.copyOfRange(bytes, half, bytes.length))
        .build();
  }
}

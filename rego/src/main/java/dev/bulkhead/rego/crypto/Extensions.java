package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the extensions of a certificate say, as the fields of Go's {@code x509.Certificate}. */
final class Extensions {
  /** Go's numbers of uses of keys; see {@code x509.ExtKeyUsage}. */
  static final Map<String, Integer> KEY_USES =
      Map.ofEntries(
          Map.entry("2.5.29.37.0", 0),
          Map.entry("1.3.6.1.5.5.7.3.1", 1),
          Map.entry("1.3.6.1.5.5.7.3.2", 2),
          Map.entry("1.3.6.1.5.5.7.3.3", 3),
          Map.entry("1.3.6.1.5.5.7.3.4", 4),
          Map.entry("1.3.6.1.5.5.7.3.5", 5),
          Map.entry("1.3.6.1.5.5.7.3.6", 6),
          Map.entry("1.3.6.1.5.5.7.3.7", 7),
          Map.entry("1.3.6.1.5.5.7.3.8", 8),
          Map.entry("1.3.6.1.5.5.7.3.9", 9),
          Map.entry("1.3.6.1.4.1.311.10.3.3", 10),
          Map.entry("2.16.840.1.113730.4.1", 11),
          Map.entry("1.3.6.1.4.1.311.2.1.22", 12),
          Map.entry("1.3.6.1.4.1.311.61.1.1", 13));

  private static final String STANDARD = "2.5.29.";
  private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";
  private static final String OCSP = "1.3.6.1.5.5.7.48.1";
  private static final String ISSUERS = "1.3.6.1.5.5.7.48.2";

  private final Fields fields = new Fields();
  private final List<Value> unhandled = new ArrayList<>();
  private SubjectNames names = SubjectNames.none();

  private Extensions() {
    fields
        .putAll(NameConstraints.none())
        .put("KeyUsage", 0)
        .put("ExtKeyUsage", List.of())
        .put("UnknownExtKeyUsage", List.of())
        .put("BasicConstraintsValid", false)
        .put("IsCA", false)
        .put("MaxPathLen", 0)
        .put("MaxPathLenZero", false)
        .put("SubjectKeyId", NullValue.NULL)
        .put("AuthorityKeyId", NullValue.NULL)
        .put("OCSPServer", List.of())
        .put("IssuingCertificateURL", List.of())
        .put("CRLDistributionPoints", List.of())
        .put("Policies", List.of())
        .put("PolicyIdentifiers", List.of())
        .put("PolicyMappings", NullValue.NULL);
    for (String count :
        List.of("InhibitAnyPolicy", "InhibitPolicyMapping", "RequireExplicitPolicy")) {
      fields.put(count, 0).put(count + "Zero", false);
    }
  }

  static Fields of(List<Extension> extensions) throws CryptoException {
    var out = new Extensions();
    for (Extension extension : extensions) {
      if (!out.known(extension) && extension.critical()) {
        out.unhandled.add(Fields.oid(extension.oid()));
      }
    }
    return out.fields
        .put("UnhandledCriticalExtensions", out.unhandled)
        .put("Extensions", extensions.stream().map(Extension::value).toList())
        .put("ExtraExtensions", NullValue.NULL)
        .put("DNSNames", out.names.dns())
        .put("EmailAddresses", out.names.emails())
        .put("IPAddresses", out.names.addresses())
        .put("URIs", out.names.uris())
        .put("URIStrings", out.names.uriTexts());
  }

  private boolean known(Extension extension) throws CryptoException {
    if (extension.oid().equals(AUTHORITY_ACCESS)) {
      access(Der.of(extension.content()));
      return true;
    }
    if (!extension.oid().startsWith(STANDARD)) {
      return false;
    }
    Der der = Der.of(extension.content());
    switch (extension.oid().substring(STANDARD.length())) {
      case "14" -> fields.put("SubjectKeyId", der.content());
      case "15" -> keyUsage(der.bits());
      case "17" -> names = SubjectNames.of(der);
      case "19" -> basicConstraints(der);
      case "30" -> fields.putAll(NameConstraints.of(extension));
      case "31" -> distributionPoints(der);
      case "32" -> policies(der);
      case "35" -> authorityKey(der);
      case "36" -> policyConstraints(der);
      case "37" -> keyUses(der);
      case "54" -> count("InhibitAnyPolicy", der);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The bits count from the first of the first byte (RFC 5280 4.2.1.3). */
  private void keyUsage(byte[] bits) {
    int usage = 0;
    for (int i = 0; i < 9 && i / 8 < bits.length; i++) {
      if ((bits[i / 8] >> (7 - i % 8) & 1) != 0) {
        usage |= 1 << i;
      }
    }
    fields.put("KeyUsage", usage);
  }

  private void basicConstraints(Der der) throws CryptoException {
    boolean authority = false;
    long depth = -1;
    for (Der part : der.sequence(0)) {
      if (part.tag() == Der.BOOLEAN) {
        authority = part.bool();
      } else {
        depth = part.integer().longValue();
      }
    }
    fields
        .put("BasicConstraintsValid", true)
        .put("IsCA", authority)
        .put("MaxPathLen", depth)
        .put("MaxPathLenZero", depth == 0);
  }

  private void keyUses(Der der) throws CryptoException {
    var known = new ArrayList<Value>();
    var unknown = new ArrayList<Value>();
    for (Der use : der.sequence(0)) {
      Integer number = KEY_USES.get(use.oid());
      if (number == null) {
        unknown.add(Fields.oid(use.oid()));
      } else {
        known.add(NumberValue.of(number));
      }
    }
    fields.put("ExtKeyUsage", known).put("UnknownExtKeyUsage", unknown);
  }

  private void authorityKey(Der der) throws CryptoException {
    for (Der part : der.sequence(0)) {
      if (part.isContext(0)) {
        fields.put("AuthorityKeyId", part.content());
      }
    }
  }

  private void policies(Der der) throws CryptoException {
    var dotted = new ArrayList<Value>();
    var numbers = new ArrayList<Value>();
    for (Der policy : der.sequence(0)) {
      String oid = policy.sequence(1).getFirst().oid();
      dotted.add(StringValue.of(oid));
      numbers.add(Fields.oid(oid));
    }
    fields.put("Policies", dotted).put("PolicyIdentifiers", numbers);
  }

  private void policyConstraints(Der der) throws CryptoException {
    for (Der part : der.sequence(0)) {
      count(part.isContext(0) ? "RequireExplicitPolicy" : "InhibitPolicyMapping", part);
    }
  }

  private void count(String field, Der der) {
    byte[] content = der.content();
    long value = content.length == 0 ? 0 : new java.math.BigInteger(content).longValue();
    fields.put(field, value).put(field + "Zero", value == 0);
  }

  /** Only the full names that are URIs. */
  private void distributionPoints(Der der) throws CryptoException {
    var urls = new ArrayList<Value>();
    for (Der point : der.sequence(0)) {
      for (Der part : point.children()) {
        if (part.isContext(0)) {
          for (Der name : part.children()) {
            if (name.isContext(0)) {
              uris(name, urls);
            }
          }
        }
      }
    }
    fields.put("CRLDistributionPoints", urls);
  }

  private static void uris(Der names, List<Value> out) throws CryptoException {
    for (Der name : names.children()) {
      if (name.isContext(6)) {
        out.add(StringValue.of(name.latin()));
      }
    }
  }

  private void access(Der der) throws CryptoException {
    var ocsp = new ArrayList<Value>();
    var issuers = new ArrayList<Value>();
    for (Der description : der.sequence(0)) {
      List<Der> pair = description.sequence(2);
      if (pair.get(1).isContext(6)) {
        Value url = StringValue.of(pair.get(1).latin());
        switch (pair.getFirst().oid()) {
          case OCSP -> ocsp.add(url);
          case ISSUERS -> issuers.add(url);
          default -> {
            // other ways of access have no field
          }
        }
      }
    }
    fields.put("OCSPServer", ocsp).put("IssuingCertificateURL", issuers);
  }
}

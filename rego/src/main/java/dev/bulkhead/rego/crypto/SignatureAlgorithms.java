package dev.bulkhead.rego.crypto;

import java.util.List;

/** Algorithms of signatures in certificates by Go's numbers: {@code x509.SignatureAlgorithm}. */
final class SignatureAlgorithms {
  private SignatureAlgorithms() {}

  static int number(Der identifier) throws CryptoException {
    List<Der> parts = identifier.sequence(1);
    return switch (parts.getFirst().oid()) {
      case "1.2.840.113549.1.1.2" -> 1;
      case "1.2.840.113549.1.1.4" -> 2;
      case "1.2.840.113549.1.1.5", "1.3.14.3.2.29" -> 3;
      case "1.2.840.113549.1.1.11" -> 4;
      case "1.2.840.113549.1.1.12" -> 5;
      case "1.2.840.113549.1.1.13" -> 6;
      case "1.2.840.10040.4.3" -> 7;
      case "2.16.840.1.101.3.4.3.2" -> 8;
      case "1.2.840.10045.4.1" -> 9;
      case "1.2.840.10045.4.3.2" -> 10;
      case "1.2.840.10045.4.3.3" -> 11;
      case "1.2.840.10045.4.3.4" -> 12;
      case "1.2.840.113549.1.1.10" -> parts.size() < 2 ? 0 : pss(parts.get(1));
      case PublicKeys.ED25519 -> 16;
      default -> 0;
    };
  }

  /** RSASSA-PSS names its hash in its parameters (RFC 4055 3.1). */
  private static int pss(Der parameters) throws CryptoException {
    for (Der part : parameters.sequence(0)) {
      if (part.isContext(0)) {
        return switch (part.children().getFirst().sequence(1).getFirst().oid()) {
          case "2.16.840.1.101.3.4.2.1" -> 13;
          case "2.16.840.1.101.3.4.2.2" -> 14;
          case "2.16.840.1.101.3.4.2.3" -> 15;
          default -> 0;
        };
      }
    }
    return 0;
  }
}

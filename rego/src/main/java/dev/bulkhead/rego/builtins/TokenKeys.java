package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.crypto.Certificate;
import dev.bulkhead.rego.crypto.CryptoException;
import dev.bulkhead.rego.crypto.Jwk;
import dev.bulkhead.rego.crypto.Jws;
import dev.bulkhead.rego.crypto.Pem;
import dev.bulkhead.rego.crypto.PublicKeys;
import java.util.List;

/** The keys that a token may be signed with. */
final class TokenKeys {
  private TokenKeys() {}

  private record CacheKey(String text) {}

  private sealed interface Parsed {
    record Keys(List<Jwk> keys) implements Parsed {}

    record Failure(String message) implements Parsed {}
  }

  /** Keys from a certificate or a public key in PEM, or from a JSON Web Key or a set of them. */
  static List<Jwk> of(BuiltinContext context, String text) throws BuiltinException {
    return switch (context.memo(new CacheKey(text), () -> parse(text))) {
      case Parsed.Keys k -> k.keys();
      case Parsed.Failure f -> throw Args.error(f.message());
    };
  }

  private static Parsed parse(String text) {
    Pem block = Pem.next(text, 0);
    try {
      return new Parsed.Keys(block == null ? jwks(text) : List.of(pem(text, block)));
    } catch (CryptoException e) {
      return new Parsed.Failure(String.valueOf(e.getMessage()));
    }
  }

  private static Jwk pem(String text, Pem block) throws CryptoException {
    if (block.end() < text.length()) {
      throw new CryptoException("extra data after a PEM certificate block");
    }
    String kind =
        switch (block.type()) {
          case "CERTIFICATE" -> "certificate";
          case "PUBLIC KEY" -> "public key";
          default -> throw new CryptoException("failed to extract a Key from the PEM certificate");
        };
    try {
      return new Jwk(
          "",
          "",
          kind.equals("certificate")
              ? Certificate.parse(block.der()).publicKey()
              : PublicKeys.parse(block.der()));
    } catch (CryptoException e) {
      throw new CryptoException("failed to parse a PEM " + kind + ": " + e.getMessage());
    }
  }

  /** Keys for algorithms that are not known are passed over. */
  private static List<Jwk> jwks(String text) throws CryptoException {
    try {
      return Jwk.list(text).stream()
          .filter(k -> k.algorithm().isEmpty() || Jws.byName(k.algorithm()) != null)
          .toList();
    } catch (CryptoException e) {
      throw new CryptoException("failed to parse a JWK key (set): " + e.getMessage());
    }
  }

  /** The key that the header names; else all that may be used with its algorithm. */
  static List<Jwk> candidates(List<Jwk> keys, TokenHeader header) {
    if (!header.keyId().isEmpty()) {
      for (Jwk key : keys) {
        if (key.id().equals(header.keyId())) {
          return List.of(key);
        }
      }
    }
    return keys.stream()
        .filter(k -> k.algorithm().isEmpty() || k.algorithm().equals(header.algorithm()))
        .toList();
  }
}

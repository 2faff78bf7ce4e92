package dev.bulkhead.rego.bundle;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a bundle's {@code .signatures.json}: one JSON Web Token, whose claim {@code files} lists
 * every file of the bundle with its digest.
 */
final class Signatures {
  private final Verification verification;

  private Signatures(Verification verification) {
    this.verification = verification;
  }

  /**
   * @param files all files but the signatures
   * @throws BundleException where the token or a file is not what was signed
   */
  static void check(byte[] signatures, Map<String, byte[]> files, Verification verification)
      throws BundleException {
    ObjectValue claims = new Signatures(verification).verified(token(signatures));
    Set<String> unsigned = new HashSet<>(files.keySet());
    if (!(claims.get("files") instanceof ArrayValue listed)) {
      throw new BundleException("the signature lists no files");
    }
    for (Value item : listed) {
      String name = text(item, "name");
      byte[] content = name == null ? null : files.get(name);
      if (name == null || content == null) {
        throw new BundleException("the signed file " + name + " is not in the bundle");
      }
      checkDigest(name, content, text(item, "algorithm"), text(item, "hash"));
      unsigned.remove(name);
    }
    if (!unsigned.isEmpty()) {
      throw new BundleException(
          "the signature does not cover " + unsigned.stream().sorted().toList());
    }
  }

  private static @Nullable String text(@Nullable Value object, String name) {
    return object instanceof ObjectValue o && o.get(name) instanceof StringValue s
        ? s.value()
        : null;
  }

  private static void checkDigest(
      String name, byte[] content, @Nullable String algorithm, @Nullable String hash)
      throws BundleException {
    MessageDigest digest = CanonicalDigest.algorithm(name, algorithm);
    byte[] actual = CanonicalDigest.of(name, content, digest);
    byte[] signed;
    try {
      signed = HexFormat.of().parseHex(hash == null ? "" : hash);
    } catch (IllegalArgumentException e) {
      throw new BundleException("the signed digest of " + name + " is not hexadecimal");
    }
    if (!MessageDigest.isEqual(actual, signed)) {
      throw new BundleException(name + " is not what was signed: its digest differs");
    }
  }

  private static String token(byte[] signatures) throws BundleException {
    Value document = DocumentTree.parse(".signatures.json", signatures);
    if (document instanceof ObjectValue o
        && o.get("signatures") instanceof ArrayValue tokens
        && tokens.size() == 1
        && tokens.get(0) instanceof StringValue token) {
      return token.value();
    }
    throw new BundleException(".signatures.json must hold exactly one signature");
  }

  private ObjectValue verified(String token) throws BundleException {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new BundleException("the signature is no JSON Web Token");
    }
    ObjectValue header = json(parts[0], "header");
    ObjectValue claims = json(parts[1], "claims");
    VerificationKey key = key(header, claims);
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    if (!key.verifies(signed, decoded(parts[2]))) {
      throw new BundleException("the signature was not made with the given key");
    }
    String scope = text(claims, "scope");
    if (!verification.scope().equals(scope == null ? "" : scope)) {
      throw new BundleException(
          "the signature's scope is \"" + scope + "\" and not \"" + verification.scope() + "\"");
    }
    return claims;
  }

  private VerificationKey key(ObjectValue header, ObjectValue claims) throws BundleException {
    String id = verification.keyId();
    if (id == null) {
      id = text(header, "kid");
    }
    if (id == null) {
      id = text(claims, "keyid");
    }
    VerificationKey key = id == null ? null : verification.keys().get(id);
    if (key == null) {
      throw new BundleException("the signature names the key " + id + ", which was not given");
    }
    return key;
  }

  private static ObjectValue json(String part, String what) throws BundleException {
    if (DocumentTree.parse("the signature's " + what, decoded(part)) instanceof ObjectValue o) {
      return o;
    }
    throw new BundleException("the signature's " + what + " must be an object");
  }

  private static byte[] decoded(String part) throws BundleException {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException e) {
      throw new BundleException("the signature is not base64url");
    }
  }
}

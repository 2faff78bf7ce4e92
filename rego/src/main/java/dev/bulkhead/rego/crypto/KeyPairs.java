package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Certificates with the private key of the first of them. */
public final class KeyPairs {
  private KeyPairs() {}

  /**
   * What Go's JSON shows of a {@code tls.Certificate}; both may be PEM, or PEM or DER in base64.
   *
   * @throws CryptoException where they cannot be read or are not of each other
   */
  public static ObjectValue value(String certificates, String key) throws CryptoException {
    var chain = new ArrayList<Certificate>();
    for (byte[] der : blocks(certificates, "CERTIFICATE")) {
      chain.add(Certificate.parse(der));
    }
    if (chain.isEmpty()) {
      throw new CryptoException("tls: failed to find any PEM data in certificate input");
    }
    PrivateKeys.Key secret = key(key);
    Certificate leaf = chain.getFirst();
    if (!belongs(secret, leaf.fields().get("PublicKey"))) {
      throw new CryptoException("tls: private key does not match public key");
    }
    return new Fields()
        .put("Certificate", chain.stream().map(c -> Fields.base64(c.der())).toList())
        .put("PrivateKey", secret.value())
        .put("SupportedSignatureAlgorithms", NullValue.NULL)
        .put("OCSPStaple", NullValue.NULL)
        .put("SignedCertificateTimestamps", NullValue.NULL)
        .put("Leaf", leaf.plainFields())
        .build();
  }

  private static List<byte[]> blocks(String text, String type) throws CryptoException {
    String pem = text;
    if (!pem.startsWith("-----BEGIN ")) {
      byte[] bytes = Base64Text.decode(text);
      pem = new String(bytes, StandardCharsets.ISO_8859_1);
      if (!pem.startsWith("-----BEGIN ")) {
        return List.of(bytes);
      }
    }
    var out = new ArrayList<byte[]>();
    for (Pem block = Pem.next(pem, 0); block != null; block = Pem.next(pem, block.end())) {
      if (block.type().equals(type)) {
        out.add(block.der());
      }
    }
    return out;
  }

  private static PrivateKeys.Key key(String text) throws CryptoException {
    if (!text.startsWith("-----BEGIN ")) {
      List<byte[]> der = blocks(text, "PRIVATE KEY");
      PrivateKeys.Key key = der.isEmpty() ? null : PrivateKeys.parse("PRIVATE KEY", der.getFirst());
      if (key != null) {
        return key;
      }
    }
    List<PrivateKeys.Key> keys = PrivateKeys.parse(text);
    if (keys.isEmpty()) {
      throw new CryptoException("tls: failed to find any PEM data in key input");
    }
    return keys.getFirst();
  }

  private static boolean belongs(PrivateKeys.Key secret, @Nullable Value open) {
    return switch (secret) {
      case PrivateKeys.Rsa rsa -> open instanceof ObjectValue o && same(o, "N", rsa.value());
      case PrivateKeys.Ec ec ->
          open instanceof ObjectValue o && same(o, "X", ec.value()) && same(o, "Y", ec.value());
      case PrivateKeys.Ed ed ->
          open instanceof StringValue s && s.equals(Fields.base64(ed.publicKey()));
    };
  }

  private static boolean same(ObjectValue open, String field, Value secret) {
    Value wanted = open.get(field);
    return wanted != null && wanted.equals(((ObjectValue) secret).get(field));
  }
}

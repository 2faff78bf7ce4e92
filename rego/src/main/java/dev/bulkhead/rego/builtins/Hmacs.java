package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.crypto.Jwk;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;

/** Keyed hashes. */
final class Hmacs {
  private Hmacs() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("crypto.hmac.md5", 2, (c, a) -> hash("HmacMD5", a)),
        Declaration.pure("crypto.hmac.sha1", 2, (c, a) -> hash("HmacSHA1", a)),
        Declaration.pure("crypto.hmac.sha256", 2, (c, a) -> hash("HmacSHA256", a)),
        Declaration.pure("crypto.hmac.sha512", 2, (c, a) -> hash("HmacSHA512", a)),
        Declaration.pure(
            "crypto.hmac.equal",
            2,
            (c, a) -> BooleanValue.of(MessageDigest.isEqual(utf8(a, 0), utf8(a, 1)))));
  }

  private static byte[] utf8(Value[] args, int i) throws BuiltinException {
    return Args.string(args, i).getBytes(StandardCharsets.UTF_8);
  }

  private static Value hash(String algorithm, Value[] args) throws BuiltinException {
    byte[] message = utf8(args, 0);
    return StringValue.of(HexFormat.of().formatHex(mac(algorithm, utf8(args, 1), message)));
  }

  static byte[] mac(String algorithm, byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(Jwk.secret(key));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}

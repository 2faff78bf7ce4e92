package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Base64, hexadecimal digits and hashes. */
final class Encodings {
  private Encodings() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure(
            "base64.encode", 1, (c, a) -> text(Base64.getEncoder().encodeToString(utf8(a)))),
        Declaration.pure("base64.decode", 1, (c, a) -> text(Base64Text.decode(Args.string(a, 0)))),
        Declaration.pure("base64.is_valid", 1, (c, a) -> isBase64(a)),
        Declaration.pure(
            "base64url.encode", 1, (c, a) -> text(Base64.getUrlEncoder().encodeToString(utf8(a)))),
        Declaration.pure(
            "base64url.encode_no_pad",
            1,
            (c, a) -> text(Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(a)))),
        Declaration.pure(
            "base64url.decode", 1, (c, a) -> text(Base64Text.decodeUrl(Args.string(a, 0)))),
        Declaration.pure("hex.encode", 1, (c, a) -> text(HexFormat.of().formatHex(utf8(a)))),
        Declaration.pure("hex.decode", 1, (c, a) -> text(hex(utf8(a)))),
        Declaration.pure("crypto.sha256", 1, (c, a) -> hash("SHA-256", a)),
        Declaration.pure("crypto.sha1", 1, (c, a) -> hash("SHA-1", a)),
        Declaration.pure("crypto.md5", 1, (c, a) -> hash("MD5", a)));
  }

  private static Value text(String s) {
    return StringValue.of(s);
  }

  private static Value text(byte[] utf8) {
    return text(new String(utf8, StandardCharsets.UTF_8));
  }

  private static byte[] utf8(Value[] args) throws BuiltinException {
    return Args.string(args, 0).getBytes(StandardCharsets.UTF_8);
  }

  private static Value isBase64(Value[] args) {
    try {
      Base64Text.decode(Args.string(args, 0));
      return BooleanValue.TRUE;
    } catch (BuiltinException e) {
      return BooleanValue.FALSE;
    }
  }

  private static byte[] hex(byte[] digits) throws BuiltinException {
    var out = new byte[digits.length / 2];
    for (int i = 0; i < digits.length; i++) {
      int digit = Character.digit(digits[i], 16);
      if (digit < 0) {
        int c = digits[i] & 255;
        throw Args.error(
            String.format("encoding/hex: invalid byte: U+%04X", c)
                + (GoQuotes.isPrintable(c) ? " '" + Character.toString(c) + "'" : ""));
      }
      if (i / 2 < out.length) {
        out[i / 2] |= (byte) (i % 2 == 0 ? digit << 4 : digit);
      }
    }
    if (digits.length % 2 != 0) {
      throw Args.error("encoding/hex: odd length hex string");
    }
    return out;
  }

  private static Value hash(String algorithm, Value[] args) throws BuiltinException {
    try {
      return text(
          HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(utf8(args))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}

package dev.bulkhead.rego.builtins;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Decodes Base64 (RFC 4648) as Go's encoding/base64 does: padding must be there, line ends may be
 * anywhere, bits that are left over are not looked at. Java's decoder takes more and less.
 */
final class Base64Text {
  private static final String COMMON =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final byte[] text;
  private final String alphabet;
  private int at;

  private Base64Text(String text, String alphabet) {
    this.text = text.getBytes(StandardCharsets.UTF_8);
    this.alphabet = alphabet;
  }

  static byte[] decode(String text) throws BuiltinException {
    return new Base64Text(text, COMMON + "+/").bytes();
  }

  /** With the alphabet for URLs; the padding may be left out. */
  static byte[] decodeUrl(String text) throws BuiltinException {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    String padding = "";
    if (!text.endsWith("=")) {
      padding =
          switch (length % 4) {
            case 0 -> "";
            case 2 -> "==";
            case 3 -> "=";
            default -> throw Args.error("illegal base64url string: " + text);
          };
    }
    return new Base64Text(text + padding, COMMON + "-_").bytes();
  }

  private static BuiltinException illegal(int at) {
    return Args.error("illegal base64 data at input byte " + at);
  }

  private byte[] bytes() throws BuiltinException {
    var out = new ByteArrayOutputStream(text.length * 3 / 4);
    while (true) {
      int bits = 0;
      int count = 0;
      skipLineEnds();
      if (at == text.length) {
        return out.toByteArray();
      }
      while (count < 4) {
        skipLineEnds();
        if (at == text.length) {
          throw illegal(at - count);
        }
        int digit = alphabet.indexOf(text[at]);
        if (digit < 0) {
          break;
        }
        bits = (bits << 6) | digit;
        count++;
        at++;
      }
      if (count < 4) {
        end(count);
      }
      bits <<= 6 * (4 - count);
      for (int i = 0; i + 1 < count; i++) {
        out.write(bits >> (16 - 8 * i));
      }
      if (count < 4) {
        return out.toByteArray();
      }
    }
  }

  private void skipLineEnds() {
    while (at < text.length && (text[at] == '\n' || text[at] == '\r')) {
      at++;
    }
  }

  /** The padding, behind {@code count} digits of the last four. */
  private void end(int count) throws BuiltinException {
    if (text[at] != '=' || count < 2) {
      throw illegal(at);
    }
    at++;
    skipLineEnds();
    if (count == 2) {
      if (at == text.length) {
        throw illegal(at);
      }
      if (text[at] != '=') {
        throw illegal(at - 1);
      }
      at++;
      skipLineEnds();
    }
    if (at < text.length) {
      throw illegal(at);
    }
  }
}

package dev.bulkhead.rego.builtins;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986 section 2.1) as Go's net/url does it for the parts of a URL. */
enum PercentCode {
  /** Names and values of a query: a space is a plus. */
  QUERY,
  PATH,
  USER,
  FRAGMENT,
  /** Hosts may only hold escaped characters beyond ASCII. */
  HOST;

  private static final String HEX = "0123456789ABCDEF";

  String encode(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b == ' ' && this == QUERY) {
        out.append('+');
      } else if (isUnreserved(b)) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
    return out.toString();
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || "-_.~".indexOf(b) >= 0;
  }

  String decode(String text) throws BuiltinException {
    if (text.indexOf('%') < 0 && (this != QUERY || text.indexOf('+') < 0) && this != HOST) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '%') {
        int high = i + 1 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
        int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
        int decoded = high * 16 + low;
        if (high < 0 || low < 0 || (this == HOST && decoded < 0x80)) {
          throw Args.error("invalid URL escape " + Args.quote(piece(bytes, i)));
        }
        out.write(decoded);
        i += 2;
      } else if (b == '+' && this == QUERY) {
        out.write(' ');
      } else if (this == HOST && b > 0 && !isHostCharacter(b)) {
        throw Args.error(
            "invalid character " + Args.quote(Character.toString(b)) + " in host name");
      } else {
        out.write(b);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static boolean isHostCharacter(byte b) {
    return isUnreserved(b) || "!$&'()*+,;=:[]<>\"".indexOf(b) >= 0;
  }

  private static String piece(byte[] bytes, int at) {
    return new String(bytes, at, Math.min(3, bytes.length - at), StandardCharsets.UTF_8);
  }
}

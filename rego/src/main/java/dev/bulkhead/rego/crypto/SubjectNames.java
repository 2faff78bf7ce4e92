package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alternative names of a subject (RFC 5280 4.2.1.6). */
record SubjectNames(
    List<Value> dns,
    List<Value> emails,
    List<Value> addresses,
    List<Value> uris,
    List<Value> uriTexts) {

  static SubjectNames none() {
    return new SubjectNames(List.of(), List.of(), List.of(), List.of(), List.of());
  }

  static SubjectNames of(Der extension) throws CryptoException {
    var out =
        new SubjectNames(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (Der name : extension.sequence(0)) {
      if (name.isContext(1)) {
        out.emails.add(StringValue.of(name.latin()));
      } else if (name.isContext(2)) {
        out.dns.add(StringValue.of(name.latin()));
      } else if (name.isContext(6)) {
        out.addUri(name.latin());
      } else if (name.isContext(7)) {
        out.addresses.add(StringValue.of(address(name.content())));
      }
    }
    return out;
  }

  private void addUri(String text) throws CryptoException {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new CryptoException("x509: cannot parse URI");
    }
    uriTexts.add(StringValue.of(text));
    uris.add(value(uri));
  }

  /** As Go's JSON shows a {@code url.URL}. */
  private static ObjectValue value(URI uri) {
    String authority = text(uri.getRawAuthority());
    int user = authority.lastIndexOf('@');
    String opaque = uri.isOpaque() ? uri.getRawSchemeSpecificPart() : "";
    int query = opaque.indexOf('?');
    return new Fields()
        .put("Scheme", text(uri.getScheme()))
        .put("Opaque", query < 0 ? opaque : opaque.substring(0, query))
        .put("User", user < 0 ? NullValue.NULL : ObjectValue.EMPTY)
        .put("Host", authority.substring(user + 1))
        .put("Path", text(uri.getPath()))
        .put("RawPath", "")
        .put("OmitHost", false)
        .put("ForceQuery", false)
        .put("RawQuery", query < 0 ? text(uri.getRawQuery()) : opaque.substring(query + 1))
        .put("Fragment", text(uri.getFragment()))
        .put("RawFragment", "")
        .build();
  }

  private static String text(@Nullable String part) {
    return part == null ? "" : part;
  }

  /** An address in its usual form (IPv6: RFC 5952). */
  static String address(byte[] bytes) throws CryptoException {
    if (bytes.length == 4) {
      return (bytes[0] & 0xff)
          + "."
          + (bytes[1] & 0xff)
          + "."
          + (bytes[2] & 0xff)
          + "."
          + (bytes[3] & 0xff);
    }
    if (bytes.length != 16) {
      throw new CryptoException("x509: cannot parse IP address of length " + bytes.length);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    return shortened(groups);
  }

  private static String shortened(int[] groups) {
    int best = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && groups[i + run] == 0) {
        run++;
      }
      if (run > length) {
        best = i;
        length = run;
      }
    }
    var out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == best) {
        out.append("::");
        i += length - 1;
      } else {
        out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":")
            .append(Integer.toHexString(groups[i]));
      }
    }
    return out.toString();
  }
}

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
        out.addresses.add(StringValue.of(AddressText.of(name.content())));
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
}

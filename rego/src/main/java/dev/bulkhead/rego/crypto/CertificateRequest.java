package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Certificate signing requests (PKCS #10, RFC 2986). */
public final class CertificateRequest {
  private CertificateRequest() {}

  /**
   * Reads a request in PEM or in base64: what Go's JSON shows of an {@code
   * x509.CertificateRequest}.
   *
   * @throws CryptoException where the text is none
   */
  public static ObjectValue parse(String text) throws CryptoException {
    Der der = Der.of(der(text));
    List<Der> parts = der.sequence(3);
    List<Der> info = parts.getFirst().sequence(3);
    var attributes = new ArrayList<Value>();
    List<Extension> extensions = new ArrayList<>();
    for (Der part : info.subList(3, info.size())) {
      for (Der attribute : part.isContext(0) ? part.children() : List.<Der>of()) {
        RequestAttribute read = RequestAttribute.of(attribute);
        attributes.add(read.value());
        extensions.addAll(read.extensions());
      }
    }
    SubjectNames names = SubjectNames.none();
    for (Extension extension : extensions) {
      if (extension.oid().equals("2.5.29.17")) {
        names = SubjectNames.of(Der.of(extension.content()));
      }
    }
    BigInteger version = info.get(0).integer();
    return new Fields()
        .put("Raw", der.encoded())
        .put("RawTBSCertificateRequest", parts.getFirst().encoded())
        .put("RawSubjectPublicKeyInfo", info.get(2).encoded())
        .put("RawSubject", info.get(1).encoded())
        .put("Version", version)
        .put("Signature", parts.get(2).bits())
        .put("SignatureAlgorithm", SignatureAlgorithms.number(parts.get(1)))
        .put("PublicKeyAlgorithm", PublicKeys.number(info.get(2)))
        .put("PublicKey", PublicKeys.value(info.get(2)))
        .put("Subject", DistinguishedName.value(info.get(1)))
        .put("Attributes", attributes)
        .put("Extensions", extensions.stream().map(Extension::value).toList())
        .put("ExtraExtensions", NullValue.NULL)
        .put("DNSNames", names.dns())
        .put("EmailAddresses", names.emails())
        .put("IPAddresses", names.addresses())
        .put("URIs", names.uris())
        .build();
  }

  private static byte[] der(String text) throws CryptoException {
    boolean pem = text.startsWith("-----BEGIN CERTIFICATE REQUEST-----");
    byte[] bytes = pem ? text.getBytes(StandardCharsets.UTF_8) : Base64Text.decode(text);
    Pem block = Pem.next(new String(bytes, StandardCharsets.ISO_8859_1), 0);
    if (block == null) {
      return bytes;
    }
    if (!block.type().equals("CERTIFICATE REQUEST")) {
      throw new CryptoException("invalid PEM-encoded certificate signing request");
    }
    return block.der();
  }
}

package dev.bulkhead.normalize.files;

import dev.bulkhead.model.Configuration;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Meta;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.Span;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.secrets.SecretDetector;
import dev.bulkhead.source.PemBlocks;
import dev.bulkhead.source.PemBlocks.Block;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Certificates (RFC 5280) in PEM files and in Secrets of type {@code kubernetes.io/tls}: one
 * Configuration of type {@code certificate} for each file, with {@code certificates} in the file's
 * order. Private keys that stand beside them are never read here.
 */
public final class Certificates {
  private static final String TYPE = "certificate";
  private static final String HINT =
      "replace it with the whole certificate, or name the file in .bulkheadignore";

  /** Base64 of one certificate; those of public authorities have two thousand characters. */
  private static final int LONGEST = 256 * 1024;

  private static final int LONGEST_NAME = 500;
  private static final int MOST_NAMES = 100;

  /** {@code dNSName} among the general names (RFC 5280, 4.2.1.6). */
  private static final int DNS_NAME = 2;

  private final String uri;
  private final Span whole;
  private final Sink sink;
  private final boolean own;

  /**
   * @param own whether the text is the file, so that its lines are the file's
   */
  private Certificates(Kind kind, Span whole, boolean own, Sink sink) {
    this.uri = kind.source().uri();
    this.whole = whole;
    this.sink = sink;
    this.own = own;
  }

  /** Those of a file in PEM. */
  public static void pem(Kind kind, Sink sink) {
    Source source = kind.source();
    String text = kind.tree().at("text").text("");
    String name = source.uri().toLowerCase(Locale.ROOT);
    boolean named = name.endsWith(".crt") || name.endsWith(".cer");
    var file = new Kind(kind.document(), kind.tree(), "", TYPE, source, kind.host());
    new Certificates(kind, source.span(), true, sink)
        .read(text, named, file.fileMeta("Configuration", file.fileName()));
  }

  /** That of a Secret of the type for them; others are told by nothing but their keys. */
  public static void secret(Kind kind, Sink sink) {
    Tree tree = kind.tree();
    if (!kind.resourceKind().equals("Secret")
        || !kind.apiVersion().equals("v1")
        || !tree.at("type").text("").equals("kubernetes.io/tls")
        || tree.at("sops").present()) {
      return;
    }
    Tree plain = tree.at("stringData", "tls.crt");
    Tree value = plain.present() ? plain : tree.at("data", "tls.crt");
    String written = value.isScalar() ? value.text("").strip() : "";
    if (written.isEmpty() || SecretDetector.isReference(written)) {
      return;
    }
    Source outer = kind.source();
    Span span = value.span(outer.span());
    var source =
        new Source(
            outer.uri(),
            outer.document(),
            outer.pointer() + value.pointer(),
            span,
            outer.collector(),
            outer.via());
    var file = new Kind(kind.document(), value, "", TYPE, source, kind.meta("Secret"));
    new Certificates(kind, span, false, sink)
        .read(
            plain.present() ? written : decoded(written),
            true,
            file.fileMeta("Configuration", file.fileName()));
  }

  /** What is no base64 holds no certificate either, which is then said. */
  private static String decoded(String base64) {
    try {
      return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * @param expected whether a text without any block is a defect
   */
  private void read(String text, boolean expected, Meta meta) {
    List<Block> blocks = PemBlocks.of(text);
    if (blocks.isEmpty() && expected) {
      gap(whole, "no -----BEGIN CERTIFICATE----- in it; not evaluated");
    }
    var certificates = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < Math.min(blocks.size(), PemBlocks.MOST); i++) {
      Block block = blocks.get(i);
      X509Certificate certificate = block.isCertificate() ? parsed(block) : null;
      if (certificate != null) {
        certificates.add(content(certificate, "/blocks/" + i));
      }
    }
    if (blocks.size() > PemBlocks.MOST) {
      sink.gap(
          new Gap(
              "too-many-certificates",
              true,
              uri,
              own ? blocks.getLast().span() : whole,
              "more than "
                  + PemBlocks.MOST
                  + " blocks in one file; those from here on are not evaluated",
              "split the file"));
    }
    if (!certificates.isEmpty()) {
      sink.add(new Configuration(meta, TYPE, Map.of("certificates", certificates)));
    }
  }

  private @Nullable X509Certificate parsed(Block block) {
    Span span = own ? block.span() : whole;
    if (!block.closed()) {
      gap(span, "a certificate is cut off: its BEGIN or its END line is missing; not evaluated");
      return null;
    }
    String base64 = block.body().replaceAll("\\s", "");
    if (base64.length() > LONGEST) {
      gap(span, "a certificate of more than " + LONGEST / 1024 + " KiB; not evaluated");
      return null;
    }
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException | RuntimeException e) {
      // the parser meets hostile bytes here; it documents the first and may throw the second
      gap(span, "a certificate that cannot be read (it is damaged or cut off); not evaluated");
      return null;
    }
  }

  private void gap(Span span, String message) {
    sink.gap(new Gap("certificate-syntax", true, uri, span, message, HINT));
  }

  private static Map<String, Object> content(X509Certificate certificate, String pointer) {
    var out = new LinkedHashMap<String, Object>();
    String subject = shortened(certificate.getSubjectX500Principal().getName());
    List<String> names = dnsNames(certificate);
    out.put("pointer", pointer);
    out.put("subject", subject);
    out.put("dnsNames", names);
    out.put("issuer", shortened(certificate.getIssuerX500Principal().getName()));
    out.put("notBefore", certificate.getNotBefore().toInstant().toString());
    out.put("notAfter", certificate.getNotAfter().toInstant().toString());
    PublicKey key = certificate.getPublicKey();
    out.put("keyAlgorithm", key.getAlgorithm());
    Long bits = bits(key);
    if (bits != null) {
      out.put("keyBits", bits);
    }
    out.put("signatureAlgorithm", certificate.getSigAlgName());
    out.put("authority", certificate.getBasicConstraints() >= 0);
    out.put(
        "selfSigned",
        certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()));
    return out;
  }

  private static @Nullable Long bits(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> (long) rsa.getModulus().bitLength();
      case ECPublicKey ec -> (long) ec.getParams().getCurve().getField().getFieldSize();
      case DSAPublicKey dsa when dsa.getParams() != null ->
          (long) dsa.getParams().getP().bitLength();
      default -> null;
    };
  }

  private static List<String> dnsNames(X509Certificate certificate) {
    var out = new ArrayList<String>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> name : all == null ? List.<List<?>>of() : all) {
        if (out.size() < MOST_NAMES
            && name.get(0).equals(DNS_NAME)
            && name.get(1) instanceof String dns) {
          out.add(shortened(dns));
        }
      }
    } catch (CertificateException e) {
      // the names say whose the certificate is and are not judged; its subject says it too
      return List.of();
    }
    return List.copyOf(out);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }
}

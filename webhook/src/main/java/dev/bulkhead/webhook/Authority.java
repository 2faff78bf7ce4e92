package dev.bulkhead.webhook;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates: an authority of the webhook's own, and serving certificates from it. ECDSA
 * over P-256, which every API server takes.
 */
public final class Authority {
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  private Authority() {}

  /** A certificate and its key, in PEM. */
  public record Pem(String certificate, String key) {
    public ServingKeys.Identity identity() throws IOException, GeneralSecurityException {
      return ServingKeys.identity(certificate, key);
    }
  }

  /** A new authority. Its name carries its beginning, so that two of one webhook differ. */
  public static Pem authority(String name, Instant now, Duration validity)
      throws IOException, GeneralSecurityException {
    KeyPair pair = pair();
    var subject = new X500Principal("CN=" + name + " " + now.getEpochSecond());
    var builder =
        new JcaX509v3CertificateBuilder(
            subject,
            serial(),
            Date.from(now.minus(SKEW)),
            Date.from(now.plus(validity)),
            subject,
            pair.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return pem(sign(builder, pair), pair);
  }

  /** A serving certificate for some names. */
  public static Pem serving(Pem authority, List<String> names, Instant now, Duration validity)
      throws IOException, GeneralSecurityException {
    ServingKeys.Identity issuer = authority.identity();
    KeyPair pair = pair();
    var builder =
        new JcaX509v3CertificateBuilder(
            issuer.chain().getFirst(),
            serial(),
            Date.from(now.minus(SKEW)),
            Date.from(now.plus(validity)),
            new X500Principal("CN=" + names.getFirst()),
            pair.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            names.stream()
                .map(n -> new GeneralName(GeneralName.dNSName, n))
                .toArray(GeneralName[]::new)));
    return pem(sign(builder, new KeyPair(issuer.chain().getFirst().getPublicKey(), issuer.key())), pair);
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  private static BigInteger serial() {
    return new BigInteger(120, RANDOM);
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair signer)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static Pem pem(X509Certificate certificate, KeyPair pair) throws IOException {
    return new Pem(pem(certificate), pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
  }

  private static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}

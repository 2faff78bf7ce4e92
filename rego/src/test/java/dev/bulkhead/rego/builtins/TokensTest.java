package dev.bulkhead.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed tokens, with keys made for the test. */
class TokensTest {
  private static final Map<String, KeyPair> PAIRS = new HashMap<>();

  private static KeyPair pair(String kind) throws Exception {
    KeyPair known = PAIRS.get(kind);
    if (known != null) {
      return known;
    }
    String[] parts = kind.split("/", -1);
    KeyPairGenerator generator = KeyPairGenerator.getInstance(parts[0]);
    if (parts[0].equals("RSA")) {
      generator.initialize(2048);
    } else if (parts.length > 1) {
      generator.initialize(new ECGenParameterSpec(parts[1]));
    }
    KeyPair made = generator.generateKeyPair();
    PAIRS.put(kind, made);
    return made;
  }

  private static String pem(String type, byte[] der) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.UTF_8)).encodeToString(der);
    return "-----BEGIN "
        + type
        + "-----\\n"
        + text.replace("\n", "\\n")
        + "\\n-----END "
        + type
        + "-----\\n";
  }

  @ParameterizedTest
  @CsvSource({
    "RS256, RSA", "RS384, RSA", "RS512, RSA",
    "PS256, RSA", "PS384, RSA", "PS512, RSA",
    "ES256, EC/secp256r1", "ES384, EC/secp384r1", "ES512, EC/secp521r1",
    "EdDSA, Ed25519"
  })
  void whatIsSignedWithAKeyIsVerifiedWithItsOtherHalf(String algorithm, String kind)
      throws Exception {
    KeyPair pair = pair(kind);
    String input =
        """
        {"jwk": %s, "pub": "%s"}
        """
            .formatted(jwk(pair), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    String rule =
        """
        [io.jwt.verify_%1$s(t, input.pub), io.jwt.verify_%1$s(spoilt, input.pub), io.jwt.decode_verify(t, {"cert": input.pub, "alg": "%2$s"})[0], io.jwt.decode(t)[1]] if {
          t := io.jwt.encode_sign({"alg": "%2$s"}, {"sub": "x"}, input.jwk)
          [h, _, s] := split(t, ".")
          spoilt := concat(".", [h, base64url.encode_no_pad("{}"), s])
        }
        """
            .formatted(algorithm.toLowerCase(Locale.ROOT), algorithm);
    assertThat(Evaluated.text(rule, input)).isEqualTo("[true, false, true, {\"sub\": \"x\"}]");
  }

  /** The JDK writes keys of curves without their public half, which a JWK must have. */
  private static String jwk(KeyPair pair) {
    if (pair.getPublic() instanceof ECPublicKey open
        && pair.getPrivate() instanceof ECPrivateKey secret) {
      int size = (open.getParams().getCurve().getField().getFieldSize() + 7) / 8;
      return "{\"kty\": \"EC\", \"crv\": \"P-%d\", \"x\": \"%s\", \"y\": \"%s\", \"d\": \"%s\"}"
          .formatted(
              open.getParams().getCurve().getField().getFieldSize(),
              coordinate(open.getW().getAffineX(), size),
              coordinate(open.getW().getAffineY(), size),
              coordinate(secret.getS(), size));
    }
    return Evaluated.text(
        "crypto.x509.parse_rsa_private_key(input)",
        "\"" + pem("PRIVATE KEY", pair.getPrivate().getEncoded()) + "\"");
  }

  private static String coordinate(BigInteger number, int size) {
    String hex = number.toString(16);
    byte[] bytes = HexFormat.of().parseHex("0".repeat(2 * size - hex.length()) + hex);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void aKeyOfACurveMustComeWithItsPublicHalf() throws Exception {
    String pem = pem("PRIVATE KEY", pair("EC/secp256r1").getPrivate().getEncoded());
    assertThat(Evaluated.text("crypto.x509.parse_rsa_private_key(input)", "\"" + pem + "\""))
        .isEqualTo(
            "eval_builtin_error: crypto.x509.parse_rsa_private_key: an EC private key must come"
                + " with its public key");
  }

  @ParameterizedTest
  @CsvSource({"HS256", "HS384", "HS512"})
  void secretsSignAndVerify(String algorithm) {
    String rule =
        """
        [io.jwt.verify_%1$s(t, ""), io.jwt.verify_%1$s(t, "other"), io.jwt.decode(t)[0].alg] if {
          t := io.jwt.encode_sign({"alg": "%2$s"}, {}, {"kty": "oct", "k": ""})
        }
        """
            .formatted(algorithm.toLowerCase(Locale.ROOT), algorithm);
    assertThat(Evaluated.text(rule)).isEqualTo("[true, false, \"" + algorithm + "\"]");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '´',
      textBlock =
          """
          {"iss": "a"}                    | {"iss": "a"}             | true
          {"iss": "b"}                    | {"iss": "a"}             | false
          {}                              | {"iss": "a"}             | false
          {"aud": "a"}                    | {"aud": "a"}             | true
          {"aud": ["b", "a"]}             | {"aud": "a"}             | true
          {"aud": ["b", "a"]}             | {}                       | false
          {}                              | {"aud": "a"}             | false
          {"exp": 11}                     | {"time": 10000000000}    | true
          {"exp": 10}                     | {"time": 10000000000}    | false
          {"nbf": 10}                     | {"time": 10000000000}    | true
          {"nbf": 10.5}                   | {"time": 10000000000}    | false
          {"exp": 1}                      | {}                       | false
          {"exp": 99999999999}            | {}                       | true
          """)
  void claimsAreHeldAgainstTheConstraints(String claims, String constraints, String wanted) {
    String rule =
        """
        io.jwt.decode_verify(t, object.union({"secret": "k"}, %s))[0] if {
          t := io.jwt.encode_sign({"alg": "HS256"}, %s, {"kty": "oct", "k": base64url.encode_no_pad("k")})
        }
        """
            .formatted(constraints, claims);
    assertThat(Evaluated.text(rule)).isEqualTo(wanted);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '´',
      textBlock =
          """
          io.jwt.decode("x")                                          | eval_builtin_error: io.jwt.decode: encoded JWT had no period separators
          io.jwt.decode("a.b")                                        | eval_builtin_error: io.jwt.decode: encoded JWT must have 3 sections, found 2
          io.jwt.decode("e30.W10.")                                   | eval_builtin_error: io.jwt.decode: decoded JSON type was not an Object
          io.jwt.decode("e30.e30.")                                   | [{}, {}, ""]
          io.jwt.verify_rs256("e30.e30.", "x")                        | eval_builtin_error: io.jwt.verify_rs256: failed to parse a JWK key (set): failed to unmarshal JWK set: invalid JSON
          io.jwt.verify_rs256("e30.e30.", "{}")                       | eval_builtin_error: io.jwt.verify_rs256: failed to parse a JWK key (set): invalid key type from JSON ()
          io.jwt.verify_rs256("e30.e30.", `{"keys": []}`)             | false
          io.jwt.decode_verify("e30.e30.", {})                        | eval_builtin_error: io.jwt.decode_verify: no key constraint
          io.jwt.decode_verify("e30.e30.", {"secret": "a", "x": 1})   | eval_builtin_error: io.jwt.decode_verify: unknown token validation constraint: x
          io.jwt.decode_verify("e30.e30.", {"secret": "a"})           | [false, {}, {}]
          io.jwt.decode_verify("e30.e30.", {"secret": "a", "time": -1}) | eval_builtin_error: io.jwt.decode_verify: token time constraint: must not be negative
          io.jwt.encode_sign({"alg": "RS256"}, {}, {"kty": "oct", "k": "YQ"}) | eval_builtin_error: io.jwt.encode_sign: invalid key type for RS256
          """)
  void whatCannotBeReadIsAnError(String term, String wanted) {
    assertThat(Evaluated.text(term)).isEqualTo(wanted);
  }

  /** A public key is no secret: a token signed with it as one must not pass. */
  @ParameterizedTest
  @ValueSource(strings = {"HS256", "none", ""})
  void theAlgorithmOfTheHeaderCannotTurnAPublicKeyIntoASecret(String algorithm) throws Exception {
    String input = "{\"pub\": \"" + pem("PUBLIC KEY", pair("RSA").getPublic().getEncoded()) + "\"}";
    String rule =
        """
        io.jwt.decode_verify(t, {"cert": input.pub})[0] if {
          signed := concat(".", [base64url.encode_no_pad(`{"alg": "%s"}`), "e30"])
          t := concat(".", [signed, base64url.encode_no_pad(hex.decode("00"))])
        }
        """
            .formatted(algorithm);
    assertThat(Evaluated.text(rule, input)).isEqualTo("false");
  }
}

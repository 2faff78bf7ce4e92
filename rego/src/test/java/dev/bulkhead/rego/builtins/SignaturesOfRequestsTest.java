package dev.bulkhead.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keyed hashes, and what AWS makes of them. */
class SignaturesOfRequestsTest {

  /** The test vectors of RFC 2202 and RFC 4231, their second case. */
  @ParameterizedTest
  @CsvSource({
    "md5, 750c783e6ab0b503eaa86e310a5db738",
    "sha1, effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    "sha256, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "sha512, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
  })
  void keyedHashesAreThoseOfTheStandards(String hash, String wanted) {
    assertThat(
            Evaluated.text("crypto.hmac." + hash + "(\"what do ya want for nothing?\", \"Jefe\")"))
        .isEqualTo('"' + wanted + '"');
  }

  /** The worked example of the AWS General Reference, "Signature Version 4". */
  @Test
  void aRequestToAwsIsSignedAsItsReferenceShows() {
    String config =
        """
        {"aws_access_key": "AKIDEXAMPLE",
         "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
         "aws_service": "iam", "aws_region": "us-east-1"}
        """;
    String request =
        """
        {"method": "GET",
         "url": "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
         "headers": {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}}
        """;
    assertThat(
            Evaluated.text(
                "providers.aws.sign_req(input.request, input.config, 1440938160000000000).headers.Authorization",
                "{\"request\": " + request + ", \"config\": " + config + "}"))
        .isEqualTo(
            "\"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request,"
                + "SignedHeaders=content-type;host;x-amz-date,"
                + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7\"");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '´',
      textBlock =
          """
          {}, {"aws_service": "a"}, 0 | operand 2 missing required AWS config parameters(s): {"aws_access_key", "aws_region", "aws_secret_access_key"}
          {}, input, 0                | operand 1 missing required request parameters(s): {"method", "url"}
          {"m": 1}, input, 0          | operand 1 invalid request parameters(s): {"m"}
          {}, input, 0.5              | operand 3 could not convert time_ns value into a unix timestamp
          """)
  void whatIsMissingIsNamed(String arguments, String wanted) {
    String config =
        """
        {"aws_access_key": "a", "aws_secret_access_key": "b", "aws_service": "c", "aws_region": "d"}
        """;
    assertThat(Evaluated.text("providers.aws.sign_req(" + arguments + ")", config))
        .isEqualTo("eval_type_error: providers.aws.sign_req: " + wanted);
  }
}

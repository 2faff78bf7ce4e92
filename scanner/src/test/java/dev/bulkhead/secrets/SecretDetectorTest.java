package dev.bulkhead.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretDetectorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      textBlock =
          """
          password;             hunter2-is-long;                             secret-name; false
          DB_PASSWORD;          s9dkJ2lsX;                                   secret-name; false
          apiKey;               0a1b2c3d4e5f;                                secret-name; false
          password;             changeme;                                    secret-name; true
          url;                  postgres://odoo:s3cretpw@db/odoo;            connection-string; false
          anything;             AKIAABCDEFGHIJKLMNOP;                        aws-access-key; false
          """)
  void secretsAreSeen(String key, String value, String rule, boolean placeholder) {
    assertThat(SecretDetector.inspect(key, value)).isEqualTo(new Detection(rule, placeholder));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          password;             ${DB_PASSWORD}
          password;             {{ .Values.password }}
          passwordSecretRef;    database-credentials
          secretName;           tls-cert
          existingSecret;       odoo-db
          password_file;        /run/secrets/password
          tokenUrl;             https://idp.example/token
          admin_passwd;         $pbkdf2-sha512$600000$abc$def
          token_ttl;            3600
          secretKeyRef;         password
          adminPasswordKey;     postgres-password
          secretNames;          tls-north
          max_password_age;     ninety-days
          id-token;             write
          url;                  postgres://odoo:${PASSWORD}@db/odoo
          url;                  https://registry.example:5000/path
          """)
  void whatIsNoSecretIsNot(String key, String value) {
    assertThat(SecretDetector.inspect(key, value)).isNull();
  }
}

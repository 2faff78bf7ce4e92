# METADATA
# title: "Buckets are encrypted, with a key of one's own"
# description: >-
#   The provider's default key is shared by the account: who reads the bucket reads it in
#   clear.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
# custom:
#   id: OBJ-02
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, erp-integration, logistics-isolation]
#   kinds: [Configuration]
#   remediation: >-
#     Encrypt with aws:kms and a key of the tenant.
#   example: |
#     ServerSideEncryptionConfiguration:
#       Rules:
#         - ApplyServerSideEncryptionByDefault: {SSEAlgorithm: "aws:kms", KMSMasterKeyID: alias/north}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-28", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-12", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.24", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "3.5.1", coverage: partial}
package bulkhead.controls.obj_02

import rego.v1

import data.bulkhead.lib.bucket

applicable if input.type == "bucket-encryption"

applicable if count(bucket.buckets) > 0

violation contains v if {
	input.type == "bucket-encryption"
	not good(input.content)
	v := {
		"path": "",
		"message": sprintf("%s has no key of its own", [bucket.subject]),
		"observed": observed(input.content),
		"expected": "aws:kms with a key of the tenant",
	}
}

violation contains v if {
	some name, one in bucket.buckets
	some part in bucket.parts(one, "aws_s3_bucket_server_side_encryption_configuration")
	not planned(part.values)
	v := {
		"path": part.pointer,
		"key": name,
		"message": sprintf("%s has no key of its own", [name]),
		"observed": part.address,
		"expected": "aws:kms with a key of the tenant",
	}
}

unknown contains sprintf("the plan does not manage aws_s3_bucket_server_side_encryption_configuration of bucket %s: needs the bucket's own setting", [name]) if {
	some name, one in bucket.buckets
	count(bucket.parts(one, "aws_s3_bucket_server_side_encryption_configuration")) == 0
}

good(content) if {
	some rule in content.ServerSideEncryptionConfiguration.Rules
	rule.ApplyServerSideEncryptionByDefault.SSEAlgorithm in {"aws:kms", "aws:kms:dsse"}
}

observed(content) := sprintf("algorithm %s", [concat(", ", [rule.ApplyServerSideEncryptionByDefault.SSEAlgorithm | some rule in content.ServerSideEncryptionConfiguration.Rules])])

planned(values) if {
	some rule in values.rule
	some default_rule in rule.apply_server_side_encryption_by_default
	default_rule.sse_algorithm in {"aws:kms", "aws:kms:dsse"}
}

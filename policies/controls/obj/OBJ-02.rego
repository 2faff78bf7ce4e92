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

# What encrypts: nothing, a key of the provider's, or one of one's own.
state(algorithm, _) := "nothing" if not algorithm in {"AES256", "aws:kms", "aws:kms:dsse"}

state("AES256", _) := "the provider's key"

state(algorithm, key) := "the provider's key" if {
	algorithm in {"aws:kms", "aws:kms:dsse"}
	provided(key)
}

state(algorithm, key) := "its own key" if {
	algorithm in {"aws:kms", "aws:kms:dsse"}
	not provided(key)
}

provided(key) if key == ""

provided(key) if endswith(key, "alias/aws/s3")

# Of several rules the best is asked: a bucket takes one.
best(states) := "its own key" if {
	"its own key" in states
} else := "the provider's key" if {
	"the provider's key" in states
} else := "nothing"

found contains {"path": "", "key": "", "who": bucket.subject, "state": best(states), "observed": observed(input.content)} if {
	input.type == "bucket-encryption"
	states := {state(object.get(default_rule, "SSEAlgorithm", ""), object.get(default_rule, "KMSMasterKeyID", "")) |
		some rule in input.content.ServerSideEncryptionConfiguration.Rules
		default_rule := object.get(rule, "ApplyServerSideEncryptionByDefault", {})
	}
}

found contains {"path": part.pointer, "key": name, "who": name, "state": best(states), "observed": part.address} if {
	some name, one in bucket.buckets
	some part in bucket.parts(one, "aws_s3_bucket_server_side_encryption_configuration")
	states := {state(default_rule.sse_algorithm, planned_key(default_rule)) |
		some rule in part.values.rule
		some default_rule in rule.apply_server_side_encryption_by_default
	}
}

# A key that is made with the bucket has no name before.
planned_key(default_rule) := object.get(default_rule, "kms_master_key_id", "known after apply")

violation contains v if {
	some one in found
	one.state == "nothing"
	v := {
		"path": one.path,
		"key": one.key,
		"message": sprintf("%s is not encrypted", [one.who]),
		"observed": one.observed,
		"expected": "aws:kms with a key of the tenant",
		"fix": "Encrypt the bucket by default, with a key of its own.",
	}
}

violation contains v if {
	some one in found
	one.state == "the provider's key"
	v := {
		"path": one.path,
		"key": one.key,
		"message": sprintf("%s has no key of its own", [one.who]),
		"observed": one.observed,
		"expected": "aws:kms with a key of the tenant",
		"severity": severity,
	}
}

# Whose data is regulated needs a key of their own; for others it is better to have one.
severity := "high" if regulated

severity := "low" if not regulated

regulated if "regulated" in data.platform.tenants[input.tenant].criteria

unknown contains sprintf("the plan does not manage aws_s3_bucket_server_side_encryption_configuration of bucket %s: needs the bucket's own setting", [name]) if {
	some name, one in bucket.buckets
	count(bucket.parts(one, "aws_s3_bucket_server_side_encryption_configuration")) == 0
}

observed(content) := sprintf("algorithm %s", [concat(", ", [object.get(rule, ["ApplyServerSideEncryptionByDefault", "SSEAlgorithm"], "none") | some rule in content.ServerSideEncryptionConfiguration.Rules])])

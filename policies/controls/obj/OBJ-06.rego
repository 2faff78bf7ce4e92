# METADATA
# title: "Access to buckets is logged"
# description: >-
#   Who read a tenant's files is known only where it was written down.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
# custom:
#   id: OBJ-06
#   severity: medium
#   evidence: files
#   sources: [retail-hardening]
#   kinds: [Configuration]
#   remediation: >-
#     Turn server access logging on, into a bucket of its own.
#   example: |
#     LoggingEnabled:
#       TargetBucket: access-logs
#       TargetPrefix: north/
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AU-2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.15", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "10.2.1", coverage: partial}
package bulkhead.controls.obj_06

import rego.v1

import data.bulkhead.lib.bucket

applicable if input.type == "bucket-logging"

applicable if count(bucket.buckets) > 0

violation contains v if {
	input.type == "bucket-logging"
	not good(input.content)
	v := {
		"path": "",
		"message": sprintf("access to %s is not logged", [bucket.subject]),
		"observed": observed(input.content),
		"expected": "a bucket for the access log",
	}
}

violation contains v if {
	some name, one in bucket.buckets
	some part in bucket.parts(one, "aws_s3_bucket_logging")
	not planned(part.values)
	v := {
		"path": part.pointer,
		"key": name,
		"message": sprintf("access to %s is not logged", [name]),
		"observed": part.address,
		"expected": "a bucket for the access log",
	}
}

unknown contains sprintf("the plan does not manage aws_s3_bucket_logging of bucket %s: needs the bucket's own setting", [name]) if {
	some name, one in bucket.buckets
	count(bucket.parts(one, "aws_s3_bucket_logging")) == 0
}

good(content) if object.get(content, ["LoggingEnabled", "TargetBucket"], "") != ""

observed(_) := "no TargetBucket"

planned(values) if object.get(values, "target_bucket", "known after apply") != ""

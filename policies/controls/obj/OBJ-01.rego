# METADATA
# title: "Public access to buckets is blocked"
# description: >-
#   A single wrong object ACL opens a bucket, unless the block stands over it.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: OBJ-01
#   severity: critical
#   evidence: files
#   sources: [retail-hardening]
#   kinds: [Configuration]
#   remediation: >-
#     Turn all four settings of the public access block on.
#   example: |
#     PublicAccessBlockConfiguration:
#       BlockPublicAcls: true
#       IgnorePublicAcls: true
#       BlockPublicPolicy: true
#       RestrictPublicBuckets: true
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.3", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.6", coverage: partial}
package bulkhead.controls.obj_01

import rego.v1

import data.bulkhead.lib.bucket

applicable if input.type == "bucket-public-access"

applicable if count(bucket.buckets) > 0

violation contains v if {
	input.type == "bucket-public-access"
	not good(input.content)
	v := {
		"path": "",
		"message": sprintf("public access to %s is not wholly blocked", [bucket.subject]),
		"observed": observed(input.content),
		"expected": "all four settings of the public access block",
	}
}

violation contains v if {
	some name, one in bucket.buckets
	some part in bucket.parts(one, "aws_s3_bucket_public_access_block")
	not planned(part.values)
	v := {
		"path": part.pointer,
		"key": name,
		"message": sprintf("public access to %s is not wholly blocked", [name]),
		"observed": part.address,
		"expected": "all four settings of the public access block",
	}
}

unknown contains sprintf("the plan does not manage aws_s3_bucket_public_access_block of bucket %s: needs the bucket's own setting", [name]) if {
	some name, one in bucket.buckets
	count(bucket.parts(one, "aws_s3_bucket_public_access_block")) == 0
}

switches := ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]

off(content) := [name | some name in switches; object.get(content, ["PublicAccessBlockConfiguration", name], false) != true]

good(content) if count(off(content)) == 0

observed(content) := sprintf("off: %s", [concat(", ", off(content))])

planned(values) if {
	every name in ["block_public_acls", "ignore_public_acls", "block_public_policy", "restrict_public_buckets"] {
		values[name] == true
	}
}

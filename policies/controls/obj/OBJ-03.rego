# METADATA
# title: "Buckets are versioned"
# description: >-
#   Without versions what is overwritten or deleted is gone.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
# custom:
#   id: OBJ-03
#   severity: medium
#   evidence: files
#   sources: [erp-integration]
#   kinds: [Configuration]
#   remediation: >-
#     Enable versioning.
#   example: |
#     Status: Enabled
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
package bulkhead.controls.obj_03

import rego.v1

import data.bulkhead.lib.bucket

applicable if input.type == "bucket-versioning"

applicable if count(bucket.buckets) > 0

violation contains v if {
	input.type == "bucket-versioning"
	not good(input.content)
	v := {
		"path": "",
		"message": sprintf("%s keeps no versions", [bucket.subject]),
		"observed": observed(input.content),
		"expected": "versioning Enabled",
	}
}

violation contains v if {
	some name, one in bucket.buckets
	some part in bucket.parts(one, "aws_s3_bucket_versioning")
	not planned(part.values)
	v := {
		"path": part.pointer,
		"key": name,
		"message": sprintf("%s keeps no versions", [name]),
		"observed": part.address,
		"expected": "versioning Enabled",
	}
}

unknown contains sprintf("the plan does not manage aws_s3_bucket_versioning of bucket %s: needs the bucket's own setting", [name]) if {
	some name, one in bucket.buckets
	count(bucket.parts(one, "aws_s3_bucket_versioning")) == 0
}

good(content) if content.Status == "Enabled"

observed(content) := sprintf("Status: %s", [object.get(content, "Status", "not set")])

planned(values) if {
	some configuration in values.versioning_configuration
	configuration.status == "Enabled"
}

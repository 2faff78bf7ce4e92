# METADATA
# title: "Lifecycle rules delete what retention has ended for"
# description: >-
#   Without a rule that is on data stays for ever, and old versions with it.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
# custom:
#   id: OBJ-04
#   severity: medium
#   evidence: files
#   sources: [retail-hardening, erp-integration, retail-multi-tenant, logistics-isolation]
#   kinds: [Configuration]
#   remediation: >-
#     Add an enabled rule with an expiration, also for old versions.
#   example: |
#     Rules:
#       - ID: old-versions
#         Status: Enabled
#         Filter: {}
#         NoncurrentVersionExpiration: {NoncurrentDays: 30}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-12", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.10", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "3.2.1", coverage: partial}
package bulkhead.controls.obj_04

import rego.v1

import data.bulkhead.lib.bucket
import data.bulkhead.lib.words

applicable if input.type == "bucket-lifecycle"

applicable if count(bucket.buckets) > 0

violation contains v if {
	input.type == "bucket-lifecycle"
	not good(input.content)
	v := {
		"path": "",
		"message": sprintf("%s has no lifecycle rule that ends anything", [bucket.subject]),
		"observed": observed(input.content),
		"expected": "an enabled rule with an expiration",
	}
}

violation contains v if {
	some name, one in bucket.buckets
	some part in bucket.parts(one, "aws_s3_bucket_lifecycle_configuration")
	not planned(part.values)
	v := {
		"path": part.pointer,
		"key": name,
		"message": sprintf("%s has no lifecycle rule that ends anything", [name]),
		"observed": part.address,
		"expected": "an enabled rule with an expiration",
	}
}

unknown contains sprintf("the plan does not manage aws_s3_bucket_lifecycle_configuration of bucket %s: needs the bucket's own setting", [name]) if {
	some name, one in bucket.buckets
	count(bucket.parts(one, "aws_s3_bucket_lifecycle_configuration")) == 0
}

good(content) if {
	some rule in content.Rules
	rule.Status == "Enabled"
	ends(rule)
}

# Removing markers of what is deleted already ends nothing.
ends(rule) if {
	some field in ["Days", "Date"]
	rule.Expiration[field]
}

ends(rule) if rule.NoncurrentVersionExpiration

observed(content) := sprintf("%s, none enabled with an expiration", [words.counted(count(content.Rules), "rule")])

planned(values) if {
	some rule in values.rule
	rule.status == "Enabled"
	count([period | some period in object.get(rule, "expiration", []); dated(period)]) + count(object.get(rule, "noncurrent_version_expiration", [])) > 0
}

dated(period) if period.days > 0

dated(period) if period.date

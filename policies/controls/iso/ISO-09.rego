# METADATA
# title: "Object storage is reached by the tenant's identity only"
# description: >-
#   A policy that allows the whole bucket to several identities, or to anyone, makes
#   neighbours readers.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
# custom:
#   id: ISO-09
#   severity: high
#   layer: operations
#   evidence: files
#   sources: [retail-multi-tenant, erp-integration, logistics-isolation]
#   kinds: [Configuration]
#   remediation: >-
#     Give each tenant a bucket, or allow each identity its own prefix only.
#   example: |
#     Version: "2012-10-17"
#     Statement:
#       - Effect: Allow
#         Principal: {AWS: "arn:aws:iam::111122223333:role/north"}
#         Action: ["s3:GetObject", "s3:PutObject"]
#         Resource: "arn:aws:s3:::filestore/north/*"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.3", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.iso_09

import rego.v1

import data.bulkhead.lib.bucket
import data.bulkhead.lib.words

applicable if bucket.policy

allows contains {"pointer": sprintf("/Statement/%d", [i]), "statement": statement} if {
	some i, statement in bucket.statements(input.content)
	statement.Effect == "Allow"
}

list(value) := value if is_array(value)

list(value) := [value] if is_string(value)

principals(statement) := ["*"] if statement.Principal == "*"

principals(statement) := list(statement.Principal.AWS) if is_object(statement.Principal)

# arn:aws:s3:::bucket/* reaches every prefix.
whole contains pointer if {
	some one in allows
	some resource in list(one.statement.Resource)
	regex.match(`^arn:[a-z-]+:s3:::[^/]*/\*$|^\*$`, resource)
	pointer := one.pointer
}

violation contains v if {
	some one in allows
	"*" in principals(one.statement)
	not one.statement.Condition
	v := {
		"path": one.pointer,
		"key": sprintf("anyone %s", [one.pointer]),
		"message": "the bucket policy allows anyone",
		"observed": "Principal * without a condition",
		"expected": "the tenant's identity",
		"fix": "Name the identity of the tenant as principal.",
		"severity": "critical",
	}
}

violation contains v if {
	some one in allows
	one.pointer in whole
	who := principals(one.statement)
	count(who) > 1
	not one.statement.Condition
	v := {
		"path": one.pointer,
		"key": sprintf("several %s", [one.pointer]),
		"message": sprintf("%s reach every prefix of the bucket", [words.counted(count(who), "identity")]),
		"observed": concat(", ", sort(who)),
		"expected": "one identity, or a prefix for each",
	}
}

unknown contains "a condition limits who reaches the bucket: whether it holds tenants apart needs a reading of it" if {
	some one in allows
	one.statement.Condition
}

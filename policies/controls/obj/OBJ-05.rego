# METADATA
# title: "The bucket policy refuses what does not come over TLS"
# description: >-
#   Without the rule a client may ask for objects in clear text.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
# custom:
#   id: OBJ-05
#   severity: high
#   evidence: files
#   sources: [erp-integration]
#   kinds: [Configuration]
#   remediation: >-
#     Deny all actions where aws:SecureTransport is false.
#   example: |
#     Version: "2012-10-17"
#     Statement:
#       - Effect: Deny
#         Principal: "*"
#         Action: "s3:*"
#         Resource: ["arn:aws:s3:::north", "arn:aws:s3:::north/*"]
#         Condition: {Bool: {"aws:SecureTransport": "false"}}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.24", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "4.2.1", coverage: partial}
package bulkhead.controls.obj_05

import rego.v1

import data.bulkhead.lib.bucket
import data.bulkhead.lib.words

applicable if bucket.policy

applicable if count(bucket.buckets) > 0

violation contains v if {
	bucket.policy
	not good(input.content)
	v := {
		"path": "",
		"message": sprintf("%s can be read without TLS", [bucket.subject]),
		"observed": observed(input.content),
		"expected": "a Deny for aws:SecureTransport false",
	}
}

violation contains v if {
	some name, one in bucket.buckets
	some part in bucket.parts(one, "aws_s3_bucket_policy")
	not planned(part.values)
	v := {
		"path": part.pointer,
		"key": name,
		"message": sprintf("%s can be read without TLS", [name]),
		"observed": part.address,
		"expected": "a Deny for aws:SecureTransport false",
	}
}

unknown contains sprintf("the plan does not manage aws_s3_bucket_policy of bucket %s: needs the bucket's own setting", [name]) if {
	some name, one in bucket.buckets
	count(bucket.parts(one, "aws_s3_bucket_policy")) == 0
}

good(content) if {
	some statement in bucket.statements(content)
	statement.Effect == "Deny"
	anyone(statement.Principal)
	wide(statement)
	sprintf("%v", [statement.Condition.Bool["aws:SecureTransport"]]) == "false"
}

anyone("*")

anyone(principal) if principal.AWS == "*"

actions(statement) := {action | some action in array.concat([], statement.Action)} if is_array(statement.Action)

actions(statement) := {statement.Action} if is_string(statement.Action)

wide(statement) if count(actions(statement) & {"*", "s3:*"}) > 0

observed(content) := sprintf("%s, none denies without TLS", [words.counted(count(bucket.statements(content)), "statement")])

# In a plan the policy is text, and absent where it is known after apply only.
planned(values) if good(json.unmarshal(values.policy))

planned(values) if not values.policy

unknown contains sprintf("the policy of bucket %s is known after apply only: needs the bucket's own setting", [name]) if {
	some name, one in bucket.buckets
	some part in bucket.parts(one, "aws_s3_bucket_policy")
	not part.values.policy
}

# METADATA
# title: "Cloud identities and bucket policies have no wildcard principal or action"
# description: >-
#   A star in a policy is a right that nobody meant to give.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
# custom:
#   id: IAM-14
#   severity: high
#   evidence: files
#   sources: [retail-multi-tenant, retail-hardening]
#   kinds: [Configuration]
#   remediation: >-
#     Name principals and actions; add conditions where a service needs more.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-3", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "7.2.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.3", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.3", coverage: partial}
package bulkhead.controls.iam_14

import rego.v1

applicable if input.type == "bucket-policy"

applicable if {
	input.type == "terraform-plan"
	not input.content.planned_values
}

# A plan without policies and members gives nobody anything.
applicable if {
	input.type == "terraform-plan"
	some resource in planned
	some attribute in array.concat(policy_attributes, ["member", "members"])
	resource.values[attribute]
}

applicable if {
	input.type == "terraform-plan"
	some resource in planned
	resource.type in policy_types
}

planned contains resource if {
	walk(input.content.planned_values.root_module, [path, resource])
	count(path) > 1
	path[count(path) - 2] == "resources"
}

policy_types := {"aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_s3_bucket_policy", "aws_sqs_queue_policy", "aws_sns_topic_policy", "aws_kms_key"}

# What other resources give is in a plan only after it is applied.
unknown contains sprintf("the policy of %s is known after the plan is applied", [resource.address]) if {
	input.type == "terraform-plan"
	some resource in planned
	resource.type in (policy_types - {"aws_kms_key"})
	not is_string(object.get(resource.values, "policy", null))
}

unknown contains "the plan holds no planned values (make it with terraform show -json of a plan file)" if {
	input.type == "terraform-plan"
	not input.content.planned_values
}

list(value) := value if is_array(value)

list(value) := [value] if not is_array(value)

# Statements of the policy itself, or of policies inside a plan, with where they stand.
statements contains {"pointer": sprintf("/Statement/%d", [i]), "statement": statement, "of": input.meta.name} if {
	input.type == "bucket-policy"
	some i, statement in list(input.content.Statement)
}

policy_attributes := ["policy", "assume_role_policy", "inline_policy"]

statements contains {"pointer": pointer, "statement": statement, "of": resource.address} if {
	input.type == "terraform-plan"
	walk(input.content.planned_values.root_module, [path, resource])
	count(path) > 1
	path[count(path) - 2] == "resources"
	some attribute in policy_attributes
	text := resource.values[attribute]
	is_string(text)
	json.is_valid(text)
	some statement in list(json.unmarshal(text).Statement)
	pointer := sprintf("/planned_values/root_module/%s/values/%s", [concat("/", [sprintf("%v", [part]) | some part in path]), attribute])
}

allows(statement) if statement.Effect == "Allow"

everybody(statement) if statement.Principal == "*"

everybody(statement) if {
	some principal in list(statement.Principal.AWS)
	principal == "*"
}

# Everybody but some.
everybody(statement) if statement.NotPrincipal

# A condition may limit who everybody is.
conditioned(statement) if count(statement.Condition) > 0

violation contains v if {
	some entry in statements
	allows(entry.statement)
	everybody(entry.statement)
	not conditioned(entry.statement)
	v := {
		"path": entry.pointer,
		"key": sprintf("%s principal", [entry.pointer]),
		"message": sprintf("%s gives everybody in the world rights", [entry.of]),
		"observed": "Principal: *",
		"expected": "named principals, or a condition",
		"fix": "Name the principals, or add a condition that limits who they can be.",
		"severity": "critical",
	}
}

wild(action) if action == "*"

wild(action) if endswith(action, ":*")

violation contains v if {
	some entry in statements
	allows(entry.statement)
	some action in list(entry.statement.Action)
	wild(action)
	v := {
		"path": entry.pointer,
		"key": sprintf("%s %s", [entry.pointer, action]),
		"message": sprintf("%s allows every action (%s)", [entry.of, action]),
		"observed": sprintf("Action: %s", [action]),
		"expected": "the actions that are needed",
		"fix": "List the actions that are needed.",
	}
}

# Every action but some.
violation contains v if {
	some entry in statements
	allows(entry.statement)
	some action in list(entry.statement.NotAction)
	v := {
		"path": entry.pointer,
		"key": sprintf("%s but %s", [entry.pointer, action]),
		"message": sprintf("%s allows every action but some (NotAction)", [entry.of]),
		"observed": sprintf("NotAction: %s", [action]),
		"expected": "the actions that are needed",
		"fix": "List the actions that are needed under Action.",
	}
}

public_members := {"allUsers", "allAuthenticatedUsers"}

violation contains v if {
	input.type == "terraform-plan"
	walk(input.content.planned_values.root_module, [path, resource])
	count(path) > 1
	path[count(path) - 2] == "resources"
	some member in array.concat(list(object.get(resource.values, "member", "")), list(object.get(resource.values, "members", [])))
	member in public_members
	v := {
		"path": sprintf("/planned_values/root_module/%s", [concat("/", [sprintf("%v", [part]) | some part in path])]),
		"key": resource.address,
		"message": sprintf("%s gives everybody in the world rights", [resource.address]),
		"observed": sprintf("member %s", [member]),
		"expected": "named members",
		"fix": "Name members (user:, group:, serviceAccount:) instead.",
		"severity": "critical",
	}
}

# METADATA
# title: "Storage and logs move to cheaper tiers and expire"
# description: >-
#   What nobody reads any more costs the same as what everyone reads, month by month.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
# custom:
#   id: CST-03
#   severity: low
#   evidence: files
#   sources: [logistics-isolation, retail-hardening, erp-integration]
#   kinds: [Configuration]
#   remediation: >-
#     Add a transition and an expiration to the bucket's rules, and a retention to the log
#     store.
#   example: |
#     Rules:
#       - Status: Enabled
#         Filter: {}
#         Transitions: [{Days: 30, StorageClass: STANDARD_IA}]
#         Expiration: {Days: 365}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-12", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AU-11", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.10", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "C1.2", coverage: partial}
package bulkhead.controls.cst_03

import rego.v1

applicable if input.type in {"bucket-lifecycle", "loki"}

enabled contains rule if {
	some rule in input.content.Rules
	rule.Status == "Enabled"
}

has(fields) if {
	some rule in enabled
	some field in fields
	rule[field]
}

violation contains v if {
	input.type == "bucket-lifecycle"
	some what, fields in {"a transition": ["Transitions", "Transition", "NoncurrentVersionTransitions"], "an expiration": ["Expiration", "NoncurrentVersionExpiration"]}
	not has(fields)
	v := {
		"path": "",
		"key": what,
		"message": sprintf("no enabled rule of the bucket has %s", [what]),
		"observed": sprintf("%d enabled rules", [count(enabled)]),
		"expected": sprintf("a rule with %s", [what]),
		"fix": sprintf("Add a rule with %s.", [what]),
	}
}

# Loki deletes only with a retention and a compactor that applies it; 0s keeps for ever.
kept := object.get(input.content, ["limits_config", "retention_period"], "0s")

expires if {
	not kept in {"0s", "0", 0}
	object.get(input.content, ["compactor", "retention_enabled"], false) == true
}

violation contains v if {
	input.type == "loki"
	not expires
	v := {
		"path": "",
		"message": "Loki keeps logs for ever",
		"observed": sprintf("limits_config.retention_period %v, compactor.retention_enabled %v", [kept, object.get(input.content, ["compactor", "retention_enabled"], false)]),
		"expected": "a retention_period, and retention_enabled: true",
		"fix": "Set limits_config.retention_period, and compactor.retention_enabled: true.",
	}
}

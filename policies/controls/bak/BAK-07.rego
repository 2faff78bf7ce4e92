# METADATA
# title: "A copy lies in another region or account where criticality asks"
# description: >-
#   One region or one stolen account must not take data and backups together.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
# custom:
#   id: BAK-07
#   severity: high
#   evidence: partly
#   sources: [distribution-hardening, retail-hardening, erp-integration]
#   kinds: [Tenant]
#   remediation: >-
#     Copy the backups to a second region or account, and list the copies in the plan.
#   parameters:
#     offsite_criticality:
#       default: [critical]
#       description: "criticality of the tenants that need a second place"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-6", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CP-9(3)", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.14", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
package bulkhead.controls.bak_07

import rego.v1

import data.bulkhead.lib.backup

plans := backup.covering(input.id, "database")

applicable if input.criticality in data.parameters.offsite_criticality

places(plan) := {[object.get(copy, "region", ""), object.get(copy, "account", "")] |
	some copy in plan.copies
	object.get(copy, "region", object.get(copy, "account", "")) != ""
}

apart if {
	some plan in plans
	count(places(plan)) > 1
}

violation contains v if {
	not apart
	some id, plan in plans
	count(places(plan)) == 1
	v := {
		"path": "/criticality",
		"key": id,
		"message": sprintf("all backups of tenant %s lie in one place", [input.id]),
		"observed": sprintf("%s: every copy in %s", [plan.name, concat(" ", [part | some place in places(plan); some part in place; part != ""])]),
		"expected": "a copy in another region or account",
		"proof": backup.proof(id, "has copies in one place only"),
	}
}

unknown contains sprintf("where the copies of %s lie is not said: needs region or account of each copy", [plan.name]) if {
	not apart
	some plan in plans
	count(places(plan)) == 0
}

unknown contains sprintf("no backup plan that covers the database of tenant %s seen in this input", [input.id]) if {
	count(plans) == 0
}

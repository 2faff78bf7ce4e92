# METADATA
# title: "One tenant can be restored without disturbing the others"
# description: >-
#   A backup of the whole server restores the whole server: the neighbours would be set back
#   in time.
# related_resources:
#   - https://www.postgresql.org/docs/current/app-pgdump.html
# custom:
#   id: BAK-14
#   severity: high
#   layer: operations
#   evidence: partly
#   sources: [logistics-isolation]
#   kinds: [Tenant]
#   remediation: >-
#     Add a dump of the single database, or a tested way through a scratch server, and say
#     perTenantRestore: true.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-10", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
package bulkhead.controls.bak_14

import rego.v1

import data.bulkhead.lib.backup

plans := backup.covering(input.id, "database")

alone if {
	some plan in plans
	single(plan)
}

single(plan) if plan.perTenantRestore == true

single(plan) if plan.tenants == {input.id}

violation contains v if {
	not alone
	some id, plan in plans
	plan.perTenantRestore == false
	v := {
		"path": "",
		"key": id,
		"message": sprintf("tenant %s cannot be restored without the others of its backup", [input.id]),
		"observed": sprintf("%s: perTenantRestore false", [plan.name]),
		"expected": "a plan of its own, or a way to restore one tenant",
		"proof": backup.proof(id, "covers several tenants together"),
	}
}

unknown contains sprintf("whether %s can restore one of its %d tenants alone is not said: needs perTenantRestore in a BackupPlan", [plan.name, count(plan.tenants)]) if {
	not alone
	some plan in plans
	plan.perTenantRestore == ""
}

unknown contains sprintf("no backup plan that covers the database of tenant %s seen in this input", [input.id]) if {
	count(plans) == 0
}

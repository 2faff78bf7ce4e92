# METADATA
# title: "Configuration, recovery of secrets and audit logs are covered"
# description: >-
#   A restored database does not serve without manifests and keys; and an incident without
#   logs is not understood.
# related_resources:
#   - https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/
# custom:
#   id: BAK-09
#   severity: medium
#   evidence: files
#   sources: [retail-hardening, erp-integration, retail-multi-tenant]
#   kinds: [Platform]
#   remediation: >-
#     Cover configuration, secrets and audit in backup plans.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AU-9(2)", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "10.3.3", coverage: partial}
package bulkhead.controls.bak_09

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.ownership

wanted := {"configuration", "secrets", "audit"}

covered contains what if {
	some plan in backup.plans
	some what in plan.covers
}

missing := wanted - covered

violation contains v if {
	ownership.complete
	some what in missing
	v := {
		"path": "",
		"key": what,
		"message": sprintf("no backup plan covers %s", [what]),
		"observed": sprintf("no plan of %s among %d", [what, count(backup.plans)]),
		"expected": sprintf("a plan that covers %s", [what]),
	}
}

unknown contains sprintf("no backup plan that covers %s seen in this input", [what]) if some what in missing

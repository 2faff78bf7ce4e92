# METADATA
# title: "Dedicated tenants carry the same baseline as shared ones"
# description: >-
#   An environment of one's own drifts: what every shared tenant has (policies, quotas, budgets,
#   monitors) must not be missing just because the tenant pays for walls.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/multi-tenancy/
# custom:
#   id: TEN-09
#   severity: medium
#   evidence: files
#   sources: [retail-multi-tenant, erp-integration]
#   kinds: [Tenant]
#   remediation: >-
#     Add what the shared tenants have; best from the same template.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-6", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC8.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.9", coverage: partial}
package bulkhead.controls.ten_09

import rego.v1

import data.bulkhead.lib.ownership
import data.bulkhead.lib.tenancy

applicable if {
	tenancy.isolation(input) in {"dedicated", "hybrid"}
	count(shared) > 0
}

shared contains id if {
	some id, tenant in data.platform.tenants
	tenancy.isolation(tenant) == "shared"
}

baseline_kinds := {
	"NetworkPolicy": "network policy",
	"Quota": "resource quota",
	"LimitRange": "limit range",
	"DisruptionBudget": "disruption budget",
	"BackupPlan": "backup plan",
	"Monitor": "monitor",
	"AlertRule": "alert rule",
	"SecretSync": "external secret",
}

# What every shared tenant has.
baseline contains kind if {
	some kind, _ in baseline_kinds
	every id in shared {
		tenancy.owns(id, kind)
	}
}

missing contains kind if {
	some kind in baseline
	not tenancy.owns(input.id, kind)
}

violation contains v if {
	ownership.complete
	some kind in missing
	v := {
		"path": "",
		"key": kind,
		"message": sprintf("tenant %s has no %s, and each of the %d shared tenants has one", [input.id, baseline_kinds[kind], count(shared)]),
		"observed": sprintf("none that belongs to %s", [input.id]),
		"expected": "the baseline of the shared tenants",
	}
}

unknown contains sprintf("this input does not show a %s of tenant %s; that may be elsewhere", [baseline_kinds[kind], input.id]) if some kind in missing

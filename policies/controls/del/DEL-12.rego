# METADATA
# title: "Rollback works"
# description: >-
#   A release that cannot be taken back within minutes is an outage with a date.
# related_resources:
#   - https://fluxcd.io/flux/components/helm/helmreleases/
# custom:
#   id: DEL-12
#   severity: medium
#   evidence: files
#   sources: [retail-hardening, erp-integration, retail-multi-tenant]
#   kinds: [Resource]
#   remediation: >-
#     Keep revisions (revisionHistoryLimit, maxHistory above one), and let a failed upgrade of Helm
#     roll back.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CP-10", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.32", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC8.1", coverage: partial}
package bulkhead.controls.del_12

import rego.v1

import data.bulkhead.lib.delivery

applicable if delivery.application

applicable if delivery.release

spec := input.object.spec

violation contains v if {
	delivery.application
	spec.revisionHistoryLimit == 0
	v := {
		"path": "/spec/revisionHistoryLimit",
		"key": "history",
		"message": sprintf("Application %s keeps no revision to go back to", [input.meta.name]),
		"observed": "revisionHistoryLimit: 0",
		"expected": "two or more",
	}
}

violation contains v if {
	delivery.release
	spec.maxHistory == 1
	v := {
		"path": "/spec/maxHistory",
		"key": "history",
		"message": sprintf("HelmRelease %s keeps no revision to go back to", [input.meta.name]),
		"observed": "maxHistory: 1",
		"expected": "two or more",
	}
}

remedied if spec.upgrade.remediation

remedied if spec.upgrade.strategy.name == "RetryOnFailure"

# A patch of the Kustomization that applies the releases, or of one that hands it on.
remedied if {
	some entity in data.platform.kinds.Resource
	startswith(entity.meta.apiVersion, "kustomize.toolkit.fluxcd.io/")
	some entry in entity.object.spec.patches
	regex.match(`(?s)HelmRelease.*upgrade:.*(remediation:|RetryOnFailure)`, entry.patch)
}

violation contains v if {
	delivery.release
	not remedied
	v := {
		"path": "/spec/upgrade",
		"key": "remediation",
		"message": sprintf("HelmRelease %s stays as it is when an upgrade fails", [input.meta.name]),
		"observed": "no upgrade.remediation",
		"expected": "upgrade.remediation with retries or rollback",
		"severity": "low",
	}
}

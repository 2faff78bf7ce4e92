# METADATA
# title: "Rollback works"
# description: >-
#   A release that cannot be taken back within minutes is an outage with a date.
# related_resources:
#   - https://fluxcd.io/flux/components/helm/helmreleases/
#   - https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#clean-up-policy
# custom:
#   id: DEL-12
#   severity: medium
#   evidence: files
#   sources: [retail-hardening, erp-integration, retail-multi-tenant]
#   kinds: [Resource, Workload]
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

applicable if {
	input.kind == "Workload"
	input.meta.resourceKind in {"Deployment", "StatefulSet", "DaemonSet", "Rollout"}
	not input.owned
}

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
		"fix": "Set revisionHistoryLimit to two or more.",
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
		"fix": "Set maxHistory to two or more.",
	}
}

violation contains v if {
	input.kind == "Workload"
	input.revisionHistoryLimit == 0
	v := {
		"path": "/spec/revisionHistoryLimit",
		"key": "history",
		"message": sprintf("%s %s keeps no revision to go back to", [input.meta.resourceKind, input.meta.name]),
		"observed": "revisionHistoryLimit: 0",
		"expected": "two or more",
		"fix": "Set revisionHistoryLimit to two or more.",
	}
}

# Without retries nothing is remedied, unless the last failure is said to be (Flux, HelmRelease).
remedied if object.get(spec, ["upgrade", "remediation", "retries"], 0) != 0

remedied if spec.upgrade.remediation.remediateLastFailure == true

remedied if spec.upgrade.strategy.name == "RetryOnFailure"

# A patch of the Kustomization that applies the release's folder, or hands it on.
remedied if {
	some entity in data.platform.kinds.Resource
	startswith(entity.meta.apiVersion, "kustomize.toolkit.fluxcd.io/")
	applies(entity.object.spec)
	some entry in entity.object.spec.patches
	regex.match(`(?s)HelmRelease.*upgrade:.*(retries: *-?[1-9]|remediateLastFailure: *true|RetryOnFailure)`, entry.patch)
	for_all(object.get(entry, "target", {}))
}

applies(kustomization) if {
	folder := trim(trim_prefix(object.get(kustomization, "path", ""), "./"), "/.")
	under(folder)
}

under("")

under(folder) if {
	folder != ""
	contains(sprintf("/%s", [input.meta.source.uri]), sprintf("/%s/", [folder]))
}

# A patch that picks some releases by name or label is no remedy for all.
for_all(target) if {
	not target.name
	not target.namespace
	not target.labelSelector
	not target.annotationSelector
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
		"fix": "Add upgrade.remediation with retries, and remediateLastFailure: true.",
		"severity": "low",
	}
}

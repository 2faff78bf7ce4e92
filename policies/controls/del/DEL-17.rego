# METADATA
# title: "Releases are verified after they roll out"
# description: >-
#   A rollout that nobody looks at is finished when customers call.
# related_resources:
#   - https://fluxcd.io/flux/components/kustomize/kustomizations/#health-checks
# custom:
#   id: DEL-17
#   severity: low
#   evidence: files
#   sources: [erp-integration, retail-hardening]
#   kinds: [Resource]
#   remediation: >-
#     Let Flux wait for health (wait: true or healthChecks), enable tests of HelmReleases, or add a
#     PostSync hook or analysis.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-4", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC8.1", coverage: partial}
package bulkhead.controls.del_17

import rego.v1

import data.bulkhead.lib.delivery

applicable if delivery.kustomization

applicable if delivery.release

spec := input.object.spec

checked if spec.wait == true

checked if count(spec.healthChecks) > 0

# Helm waits for its resources unless told not to.
checked if {
	delivery.release
	not spec.upgrade.disableWait == true
}

checked if spec.test.enable == true

violation contains v if {
	delivery.kustomization
	not checked
	v := {
		"path": "/spec/wait",
		"message": sprintf("Kustomization %s is done when it is applied, healthy or not", [input.meta.name]),
		"observed": sprintf("wait: %v, no healthChecks", [object.get(spec, "wait", "not set (false)")]),
		"expected": "wait: true, or healthChecks",
		"fix": "Set wait: true, or name healthChecks.",
	}
}

violation contains v if {
	delivery.release
	not checked
	v := {
		"path": "/spec/upgrade/disableWait",
		"message": sprintf("HelmRelease %s is done when it is applied, healthy or not", [input.meta.name]),
		"observed": "upgrade.disableWait: true, no tests",
		"expected": "no upgrade.disableWait, or test.enable: true",
		"fix": "Remove upgrade.disableWait, or set test.enable: true.",
	}
}

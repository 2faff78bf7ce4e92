# METADATA
# title: "Change freezes exist for the peak windows"
# description: >-
#   Black Friday and the turn of the year are no days for releases.
# related_resources:
#   - https://argo-cd.readthedocs.io/en/stable/user-guide/sync_windows/
# custom:
#   id: DEL-15
#   severity: low
#   evidence: files
#   sources: [erp-integration, distribution-hardening]
#   kinds: [Resource]
#   remediation: >-
#     Add a deny window for the peak to the project.
#   example: |
#     syncWindows:
#       - kind: deny
#         schedule: "0 0 20 11 *"
#         duration: 240h
#         applications: ["*"]
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-3", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC8.1", coverage: partial}
package bulkhead.controls.del_15

import rego.v1

applicable if {
	startswith(input.meta.apiVersion, "argoproj.io/")
	input.meta.resourceKind == "AppProject"
}

frozen if {
	some window in input.object.spec.syncWindows
	window.kind == "deny"
}

# Only what is allowed may sync: all the rest is frozen.
frozen if {
	some window in input.object.spec.syncWindows
	window.kind == "allow"
}

violation contains v if {
	not frozen
	v := {
		"path": "/spec/syncWindows",
		"message": sprintf("AppProject %s may release at any hour of the year", [input.meta.name]),
		"observed": "no syncWindows",
		"expected": "a deny window for the peaks",
	}
}

# METADATA
# title: "Workloads have their own service account and mount no token they do not use"
# description: >-
#   The default account's token is in every pod that says nothing: whoever takes the pod takes the
#   account.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
# custom:
#   id: WRK-11
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, erp-integration]
#   kinds: [Workload]
#   remediation: >-
#     Name a serviceAccountName, and set automountServiceAccountToken: false unless the program calls
#     the API.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.1.5", coverage: full}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Protecting Pod service account tokens", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "5.1.6", coverage: partial}
package bulkhead.controls.wrk_11

import rego.v1

import data.bulkhead.lib.workload

applicable if workload.judged

account := object.get(input.pod, "serviceAccountName", "default")

violation contains v if {
	account == "default"
	not input.pod.automountServiceAccountToken == false
	not unset_and_account_mounts_nothing
	v := {
		"path": sprintf("%s/serviceAccountName", [input.pod.pointer]),
		"message": sprintf("%s runs as the namespace's default service account, with its token mounted", [workload.name]),
		"observed": "serviceAccountName: default",
		"expected": "an account of its own, or automountServiceAccountToken: false",
	}
}

# What the pod says goes before what the account says.
unset_and_account_mounts_nothing if {
	not input.pod.automountServiceAccountToken
	some serviceaccount in data.platform.namespaces[input.meta.namespace].ServiceAccount
	serviceaccount.meta.name == account
	serviceaccount.automountServiceAccountToken == false
}

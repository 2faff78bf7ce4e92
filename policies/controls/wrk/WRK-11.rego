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

mounted if {
	not input.pod.automountServiceAccountToken == false
	not unset_and_account_mounts_nothing
}

violation contains v if {
	account == "default"
	mounted
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
	some serviceaccount in object.get(workload.neighbours, "ServiceAccount", {})
	serviceaccount.meta.name == account
	serviceaccount.automountServiceAccountToken == false
}

# Accounts to which a binding gives something to do with a token.
bound contains [namespace, subject.name] if {
	some binding in data.platform.kinds.RoleBinding
	some subject in binding.subjects
	subject.kind == "ServiceAccount"
	namespace := object.get(subject, "namespace", object.get(binding.meta, "namespace", ""))
}

needed if [object.get(input.meta, "namespace", ""), account] in bound

# The agent of Vault signs in with the token of the pod.
needed if input.pod.annotations["vault.hashicorp.com/agent-inject"] == "true"

# Rights often come with a chart that the input does not hold, so an account without any is no violation yet.
unknown contains sprintf("whether %s needs the token of account %s cannot be told: no binding of the account is in this input", [workload.name, account]) if {
	account != "default"
	mounted
	not needed
}

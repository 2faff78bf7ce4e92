# METADATA
# title: "Policy webhooks fail closed, with bounded timeouts"
# description: >-
#   A webhook that fails open is no control while it is down; one with a long timeout takes the cluster
#   down with it.
# related_resources:
#   - https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/
# custom:
#   id: ADM-02
#   severity: high
#   kinds: [AdmissionWebhook]
#   remediation: >-
#     Set failurePolicy: Fail for tenant namespaces and timeoutSeconds of 5 or less.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-24", coverage: partial}
package bulkhead.controls.adm_02

import rego.v1

policy_engines := ["kyverno", "gatekeeper", "bulkhead", "kubewarden", "polaris", "policy"]

is_policy(webhook) if {
	some word in policy_engines
	contains(lower(sprintf("%s %s", [input.meta.name, webhook.name])), word)
}

violation contains v if {
	some webhook in input.webhooks
	is_policy(webhook)
	webhook.failurePolicy == "Ignore"
	v := {
		"path": sprintf("%s/failurePolicy", [webhook.pointer]),
		"message": sprintf("webhook %s lets everything pass while it is down", [webhook.name]),
		"observed": "failurePolicy: Ignore",
		"expected": "failurePolicy: Fail",
	}
}

violation contains v if {
	some webhook in input.webhooks
	object.get(webhook, "timeoutSeconds", 10) > 10
	v := {
		"path": sprintf("%s/timeoutSeconds", [webhook.pointer]),
		"message": sprintf("webhook %s may hold every request for %d seconds", [webhook.name, webhook.timeoutSeconds]),
		"observed": sprintf("timeoutSeconds: %d", [webhook.timeoutSeconds]),
		"expected": "10 or less",
		"severity": "medium",
	}
}

# METADATA
# title: "Policy webhooks fail closed, reach every tenant and have bounded timeouts"
# description: >-
#   A webhook that fails open is no control while it is down; one with a long timeout takes the cluster
#   down with it; one that leaves out a tenant's namespace, or lets objects opt out by their own labels,
#   is no control there.
# related_resources:
#   - https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/
# custom:
#   id: ADM-02
#   severity: high
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [AdmissionWebhook, AdmissionPolicy]
#   remediation: >-
#     Set failurePolicy: Fail for tenant namespaces and a timeoutSeconds of 10 or less; narrow
#     namespaceSelector to exclude system namespaces only.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-24", coverage: partial}
package bulkhead.controls.adm_02

import rego.v1

import data.bulkhead.lib.admission
import data.bulkhead.lib.ownership
import data.bulkhead.lib.selector
import data.bulkhead.lib.words

policy_engines := ["kyverno", "gatekeeper", "bulkhead", "kubewarden", "polaris", "policy"]

applicable if count(input.webhooks) > 0

applicable if enforcing

# Kyverno makes its webhooks of what its policies say; the API server reads those of its own kind.
enforcing if {
	input.kind == "AdmissionPolicy"
	input.engine in {"kyverno", "vap"}
	input.action == "enforce"
}

violation contains v if {
	enforcing
	input.failurePolicy == "Ignore"
	v := {
		"path": "/spec",
		"key": "failurePolicy",
		"message": sprintf("%s %s lets everything pass that cannot be judged", [input.meta.resourceKind, input.meta.name]),
		"observed": "failurePolicy: Ignore",
		"expected": "failurePolicy: Fail",
	}
}

is_policy(webhook) if {
	some word in policy_engines
	contains(lower(sprintf("%s %s", [input.meta.name, webhook.name])), word)
}

violation contains v if {
	some webhook in input.webhooks
	is_policy(webhook)
	webhook.failurePolicy == "Ignore"
	not beside_tenants(webhook)
	v := {
		"path": sprintf("%s/failurePolicy", [webhook.pointer]),
		"message": sprintf("webhook %s lets everything pass while it is down", [webhook.name]),
		"observed": "failurePolicy: Ignore",
		"expected": "failurePolicy: Fail",
		"fix": "Set failurePolicy: Fail, and leave out system namespaces by namespaceSelector.",
	}
}

# What is no tenant's may pass while the webhook is down, so that the platform can repair itself:
# namespaces without the label by which another webhook of the same configuration holds back.
beside_tenants(webhook) if {
	some requirement in webhook.namespaceSelector.matchExpressions
	requirement.operator == "DoesNotExist"
	requirement.key in ownership.tenant_labels
	some other in input.webhooks
	other.failurePolicy == "Fail"
	some its in other.namespaceSelector.matchExpressions
	its.operator == "Exists"
	its.key == requirement.key
}

# Objects that lie in no namespace.
beside_tenants(webhook) if {
	count(webhook.rules) > 0
	every rule in webhook.rules {
		rule.scope == "Cluster"
	}
}

violation contains v if {
	some webhook in input.webhooks
	webhook.timeoutSeconds > 10
	v := {
		"path": sprintf("%s/timeoutSeconds", [webhook.pointer]),
		"message": sprintf("webhook %s may hold every request for %s", [webhook.name, words.counted(webhook.timeoutSeconds, "second")]),
		"observed": sprintf("timeoutSeconds: %d", [webhook.timeoutSeconds]),
		"expected": "10 or less",
		"fix": "Set timeoutSeconds to 10 or less.",
		"severity": "medium",
	}
}

violation contains v if {
	some webhook in input.webhooks
	is_policy(webhook)
	webhook.namespaceSelector
	not beside_tenants(webhook)
	some namespace in data.platform.kinds.Namespace
	namespace.tenant
	not selector.matches(webhook.namespaceSelector, admission.labels(namespace))
	v := {
		"path": sprintf("%s/namespaceSelector", [webhook.pointer]),
		"key": sprintf("%s/%s", [webhook.name, namespace.meta.name]),
		"message": sprintf("webhook %s leaves out namespace %s of tenant %s", [webhook.name, namespace.meta.name, namespace.tenant]),
		"observed": sprintf("namespaceSelector does not select %s", [namespace.meta.name]),
		"expected": "every tenant namespace is selected",
		"fix": "Let namespaceSelector leave out system namespaces only.",
		"proof": [{"message": sprintf("namespace %s of tenant %s", [namespace.meta.name, namespace.tenant]), "entity": namespace.meta.id, "pointer": "/metadata/labels"}],
	}
}

violation contains v if {
	some webhook in input.webhooks
	is_policy(webhook)
	some requirement in webhook.objectSelector.matchExpressions
	requirement.operator in {"NotIn", "DoesNotExist"}
	v := {
		"path": sprintf("%s/objectSelector", [webhook.pointer]),
		"key": sprintf("%s/object", [webhook.name]),
		"message": sprintf("whoever writes an object can take it out of webhook %s by the label %s", [webhook.name, requirement.key]),
		"observed": sprintf("objectSelector: %s %s", [requirement.key, requirement.operator]),
		"expected": "no exemption by labels of the object",
		"severity": "medium",
	}
}

# METADATA
# title: "No escalate, bind or impersonate, and no standing right to enter pods or mint tokens"
# description: >-
#   Who may bind or escalate can give himself any role; who may impersonate or mint tokens is somebody
#   else; who may exec into a pod has all that the pod has.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: IAM-04
#   severity: high
#   evidence: files
#   sources: [retail-multi-tenant]
#   kinds: [Role]
#   remediation: >-
#     Remove the verb; give exec through a time-bound break-glass binding.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6(10)", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.1.8", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "5.1.10", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.1.13", coverage: partial}
package bulkhead.controls.iam_04

import rego.v1

applicable if not startswith(input.meta.name, "system:")

# A rule that is limited to named objects hands out what those have, and no more.
severity(rule) := "medium" if count(rule.resourceNames) > 0

severity(rule) := "high" if count(rule.resourceNames) == 0

# What each verb has effect on (kubernetes.io, Using RBAC authorization: privilege escalation prevention;
# User impersonation); on other resources it is a word without meaning.
acts_on := {
	"bind": {"roles", "clusterroles", "*"},
	"escalate": {"roles", "clusterroles", "*"},
	"impersonate": {"users", "groups", "serviceaccounts", "uids", "*"},
}

effective(verb, rule) if {
	some resource in rule.resources
	resource in acts_on[verb]
}

effective("impersonate", rule) if {
	some resource in rule.resources
	startswith(resource, "userextras")
}

violation contains v if {
	some rule in input.rules
	some verb in rule.verbs
	effective(verb, rule)
	v := {
		"path": sprintf("%s/verbs", [rule.pointer]),
		"key": sprintf("%s/%s", [rule.pointer, verb]),
		"message": sprintf("%s %s grants %s on %s", [input.meta.resourceKind, input.meta.name, verb, concat(", ", rule.resources)]),
		"observed": observed(verb, rule),
		"expected": "no escalate, bind or impersonate",
		"fix": "Remove the verb.",
		"severity": severity(rule),
	}
}

violation contains v if {
	some rule in input.rules
	"*" in rule.verbs
	not "*" in rule.resources
	some group in rule.apiGroups
	group in {"rbac.authorization.k8s.io", "*"}
	some resource in rule.resources
	resource in {"roles", "clusterroles"}
	v := {
		"path": sprintf("%s/verbs", [rule.pointer]),
		"key": sprintf("%s/%s/*", [rule.pointer, resource]),
		"message": sprintf("%s %s grants escalate and bind on %s by its wildcard", [input.meta.resourceKind, input.meta.name, resource]),
		"observed": observed("*", rule),
		"expected": "named verbs without escalate and bind",
		"fix": "List the verbs that are used, without escalate and bind.",
		"severity": severity(rule),
	}
}

# Every verb on users, groups or accounts of the core group is to impersonate them, too.
violation contains v if {
	some rule in input.rules
	"*" in rule.verbs
	not "*" in rule.resources
	some group in rule.apiGroups
	group in {"", "*"}
	some resource in rule.resources
	resource in {"users", "groups", "serviceaccounts"}
	v := {
		"path": sprintf("%s/verbs", [rule.pointer]),
		"key": sprintf("%s/%s/*", [rule.pointer, resource]),
		"message": sprintf("%s %s grants to impersonate %s by its wildcard", [input.meta.resourceKind, input.meta.name, resource]),
		"observed": observed("*", rule),
		"expected": "named verbs without impersonate",
		"fix": "List the verbs that are used, without impersonate.",
		"severity": severity(rule),
	}
}

entering := {"pods/exec": {"create", "get", "*"}, "pods/attach": {"create", "get", "*"}, "pods/ephemeralcontainers": {"update", "patch", "*"}, "serviceaccounts/token": {"create", "*"}, "nodes/proxy": {"create", "get", "*"}}

violation contains v if {
	some rule in input.rules
	some resource in rule.resources
	verbs := [verb | some verb in rule.verbs; verb in entering[resource]]
	count(verbs) > 0
	v := {
		"path": sprintf("%s/resources", [rule.pointer]),
		"key": sprintf("%s/%s", [rule.pointer, resource]),
		"message": sprintf("%s %s grants %s on %s", [input.meta.resourceKind, input.meta.name, concat(", ", verbs), resource]),
		"observed": observed(sprintf("%s on %s", [concat(", ", verbs), resource]), rule),
		"expected": "no standing right to enter pods or act as their accounts",
		"severity": severity(rule),
	}
}

# Every resource of the core group: pods/exec and serviceaccounts/token are among them.
violation contains v if {
	some rule in input.rules
	"*" in rule.resources
	some group in rule.apiGroups
	group in {"", "*"}
	verbs := [verb | some verb in rule.verbs; verb in {"create", "get", "*"}]
	count(verbs) > 0
	v := {
		"path": sprintf("%s/resources", [rule.pointer]),
		"key": sprintf("%s/*", [rule.pointer]),
		"message": sprintf("%s %s grants %s on every resource, pods/exec and serviceaccounts/token among them", [input.meta.resourceKind, input.meta.name, concat(", ", verbs)]),
		"observed": observed("* in resources", rule),
		"expected": "named resources",
		"fix": "List the resources that are used, without those that enter pods or mint tokens.",
		"severity": severity(rule),
	}
}

observed(what, rule) := what if count(rule.resourceNames) == 0

observed(what, rule) := sprintf("%s, limited to %s", [what, concat(", ", rule.resourceNames)]) if count(rule.resourceNames) > 0

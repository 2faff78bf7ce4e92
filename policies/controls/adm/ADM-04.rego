# METADATA
# title: "The API server keeps an audit log"
# description: >-
#   Who read the Secret, who deleted the namespace: without the audit log nobody can say.
# related_resources:
#   - https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/
# custom:
#   id: ADM-04
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, erp-integration]
#   kinds: [Resource, Workload]
#   remediation: >-
#     Set --audit-policy-file, --audit-log-path (or --audit-webhook-config-file) and --audit-log-
#     maxage, with a policy that logs more than None.
#   parameters:
#     audit_log_days: {default: 30, description: "Days for which the audit log of the API server is kept at least"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AU-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AU-11", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "1.2.16", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "1.2.17", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "3.2.1", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "10.2.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.15", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.2", coverage: partial}
package bulkhead.controls.adm_04

import rego.v1

import data.bulkhead.lib.controlplane

policy if {
	input.kind == "Resource"
	input.meta.resourceKind == "Policy"
	startswith(input.meta.apiVersion, "audit.k8s.io/")
}

applicable if policy

applicable if controlplane.is("kube-apiserver")

flags := controlplane.flags("kube-apiserver")

logging if {
	some rule in input.object.rules
	rule.level != "None"
}

violation contains v if {
	policy
	not logging
	v := {
		"path": "",
		"key": "none",
		"message": "the audit policy logs nothing",
		"observed": "no rule with a level above None",
		"expected": "rules with Metadata or more",
		"fix": "Add rules at level Metadata or above.",
	}
}

# A rule that silences everything before others have had a say.
violation contains v if {
	policy
	some i, rule in input.object.rules
	rule.level == "None"
	count(object.keys(rule) - {"level", "omitStages"}) == 0
	some j, later in input.object.rules
	j > i
	later.level != "None"
	v := {
		"path": sprintf("/rules/%d", [i]),
		"key": sprintf("%d", [i]),
		"message": sprintf("rule %d of the audit policy silences all rules after it", [i + 1]),
		"observed": "level: None for every request",
		"expected": "level None only for named requests",
		"fix": "Name the requests that the rule means by users, verbs or resources.",
	}
}

written if flags["audit-log-path"]

written if flags["audit-webhook-config-file"]

missing contains "--audit-policy-file" if {
	controlplane.is("kube-apiserver")
	not flags["audit-policy-file"]
}

missing contains "--audit-log-path" if {
	controlplane.is("kube-apiserver")
	not written
}

violation contains v if {
	count(missing) > 0
	v := {
		"path": controlplane.pointer("kube-apiserver"),
		"key": "flags",
		"message": sprintf("%s keeps no audit log", [input.meta.name]),
		"observed": sprintf("no %s", [concat(", no ", sort(missing))]),
		"expected": "--audit-policy-file and --audit-log-path",
		"fix": "Set --audit-policy-file, and --audit-log-path or --audit-webhook-config-file.",
	}
}

age := to_number(flags["audit-log-maxage"])

long_enough if age >= data.parameters.audit_log_days

# 0 keeps every file.
long_enough if age == 0

observed := sprintf("--audit-log-maxage=%s", [flags["audit-log-maxage"]]) if flags["audit-log-maxage"]

violation contains v if {
	flags["audit-log-path"] != "-"
	flags["audit-log-maxage"]
	not long_enough
	v := {
		"path": controlplane.pointer("kube-apiserver"),
		"key": "maxage",
		"message": sprintf("%s deletes its audit log after %v days", [input.meta.name, age]),
		"observed": observed,
		"expected": sprintf("--audit-log-maxage=%d or more", [data.parameters.audit_log_days]),
		"severity": "medium",
	}
}

# METADATA
# title: "Production is managed from Git, with drift detection and self-heal"
# description: >-
#   What can be changed by hand and stays changed is not what was reviewed.
# related_resources:
#   - https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/
#   - https://fluxcd.io/flux/components/kustomize/kustomizations/
# custom:
#   id: DEL-06
#   severity: high
#   evidence: partly
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration, logistics-isolation]
#   kinds: [Resource]
#   remediation: >-
#     Let Argo CD sync automatically with selfHeal and prune, or Flux reconcile with prune.
#   example: |
#     spec:
#       syncPolicy:
#         automated: {prune: true, selfHeal: true}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.9", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC8.1", coverage: partial}
package bulkhead.controls.del_06

import rego.v1

argo if {
	startswith(input.meta.apiVersion, "argoproj.io/")
	input.meta.resourceKind == "Application"
}

flux if {
	startswith(input.meta.apiVersion, "kustomize.toolkit.fluxcd.io/")
	input.meta.resourceKind == "Kustomization"
}

applicable if argo

applicable if flux

# An ApplicationSet says it for the applications that it makes.
set if {
	startswith(input.meta.apiVersion, "argoproj.io/")
	input.meta.resourceKind == "ApplicationSet"
}

applicable if set

declared if argo

declared if set

root := "/spec/template/spec" if set

root := "/spec" if not set

policy := object.get(input.object, ["spec", "syncPolicy"], {}) if argo

policy := object.get(input.object, ["spec", "template", "spec", "syncPolicy"], {}) if set

automated := policy.automated if object.get(policy.automated, "enabled", true) != false

on(setting) if automated[setting] == true

violation contains v if {
	declared
	not automated
	v := {
		"path": sprintf("%s/syncPolicy", [root]),
		"key": "automated",
		"message": sprintf("%s %s is not kept at what Git says", [input.meta.resourceKind, input.meta.name]),
		"observed": "no automated sync",
		"expected": "syncPolicy.automated with selfHeal and prune",
		"fix": "Set syncPolicy.automated with selfHeal: true and prune: true.",
	}
}

violation contains v if {
	declared
	automated
	not on("selfHeal")
	v := {
		"path": sprintf("%s/syncPolicy/automated/selfHeal", [root]),
		"key": "selfHeal",
		"message": sprintf("%s %s leaves changes by hand in place", [input.meta.resourceKind, input.meta.name]),
		"observed": "selfHeal is not on",
		"expected": "selfHeal: true",
		"fix": "Set selfHeal: true under syncPolicy.automated.",
		"severity": "medium",
	}
}

violation contains v if {
	declared
	automated
	not on("prune")
	v := {
		"path": sprintf("%s/syncPolicy/automated/prune", [root]),
		"key": "prune",
		"message": sprintf("%s %s leaves behind what Git no longer has", [input.meta.resourceKind, input.meta.name]),
		"observed": "prune is not on",
		"expected": "prune: true",
		"fix": "Set prune: true under syncPolicy.automated.",
		"severity": "low",
	}
}

violation contains v if {
	input.object.spec.suspend == true
	flux
	v := {
		"path": "/spec/suspend",
		"key": "suspend",
		"message": sprintf("Kustomization %s is suspended, so drift stays", [input.meta.name]),
		"observed": "suspend: true",
		"expected": "no suspend",
		"fix": "Remove suspend: true, and change Git instead.",
	}
}

violation contains v if {
	flux
	not input.object.spec.prune == true
	v := {
		"path": "/spec/prune",
		"key": "prune",
		"message": sprintf("Kustomization %s leaves behind what Git no longer has", [input.meta.name]),
		"observed": "prune is not on",
		"expected": "prune: true",
		"fix": "Set prune: true.",
		"severity": "low",
	}
}

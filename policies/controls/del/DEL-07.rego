# METADATA
# title: "Argo CD projects restrict sources, destinations and kinds; Flux runs with tenant accounts"
# description: >-
#   A project that allows everything lets one tenant's repository write into all namespaces,
#   cluster roles included.
# related_resources:
#   - https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
#   - https://fluxcd.io/flux/installation/configuration/multitenancy/
# custom:
#   id: DEL-07
#   severity: high
#   layer: operations
#   evidence: files
#   sources: [logistics-isolation]
#   kinds: [Resource]
#   remediation: >-
#     Name repositories, destinations and cluster kinds in each AppProject; set serviceAccountName
#     on Flux Kustomizations and HelmReleases of tenants.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-5", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.32", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.3", coverage: partial}
package bulkhead.controls.del_07

import rego.v1

import data.bulkhead.lib.ownership

argo(kind) if {
	startswith(input.meta.apiVersion, "argoproj.io/")
	input.meta.resourceKind == kind
}

flux if {
	regex.match(`^(kustomize|helm)\.toolkit\.fluxcd\.io/`, input.meta.apiVersion)
	input.meta.resourceKind in {"Kustomization", "HelmRelease"}
}

applicable if argo("AppProject")

applicable if argo("Application")

# Where each namespace stands for a tenant by a guess, the platform may well have one owner.
applicable if {
	flux
	input.tenant
	not ownership.guessed
}

spec := input.object.spec

delivery := data.platform.facts.deliveries[input.meta.id]

# Tenants whom the object serves: what they have in Git reaches as far as it does.
serves := object.get(data.platform.facts.deliveries, [input.meta.id, "serves"], [])

violation contains v if {
	argo("AppProject")
	some i, repository in spec.sourceRepos
	repository == "*"
	v := {
		"path": sprintf("/spec/sourceRepos/%d", [i]),
		"key": "sourceRepos",
		"message": sprintf("AppProject %s takes manifests from every repository", [input.meta.name]),
		"observed": "sourceRepos: *",
		"expected": "the repositories of the project",
		"fix": "List the repositories of the project in sourceRepos.",
		"between": [],
	}
}

violation contains v if {
	argo("AppProject")
	some i, destination in spec.destinations
	destination.namespace == "*"
	v := {
		"path": sprintf("/spec/destinations/%d/namespace", [i]),
		"key": sprintf("namespace %s", [object.get(destination, "server", object.get(destination, "name", ""))]),
		"message": sprintf("AppProject %s may write into every namespace", [input.meta.name]),
		"observed": "namespace: *",
		"expected": "the namespaces of the project",
		"fix": "List the namespaces of the project under destinations.",
		"from": serves,
		"to": "*",
	}
}

violation contains v if {
	argo("AppProject")
	some i, kind in spec.clusterResourceWhitelist
	kind.kind == "*"
	v := {
		"path": sprintf("/spec/clusterResourceWhitelist/%d", [i]),
		"key": "clusterResourceWhitelist",
		"message": sprintf("AppProject %s may write every cluster-wide kind, roles included", [input.meta.name]),
		"observed": sprintf("group %s, kind *", [object.get(kind, "group", "")]),
		"expected": "the kinds that the project needs, or none",
		"fix": "Name the kinds in clusterResourceWhitelist, or leave it empty.",
		"from": serves,
		"to": "*",
	}
}

violation contains v if {
	argo("Application")
	object.get(spec, "project", "") in {"default", ""}
	v := {
		"path": "/spec/project",
		"key": "project",
		"message": sprintf("Application %s is in the project that restricts nothing", [input.meta.name]),
		"observed": sprintf("project: %s", [object.get(spec, "project", "default")]),
		"expected": "a project of its own",
		"fix": "Make an AppProject for it, and name that in spec.project.",
		"from": serves,
		"to": "*",
		"severity": "medium",
	}
}

violation contains v if {
	flux
	input.tenant
	not ownership.guessed
	not spec.serviceAccountName
	v := {
		"path": "/spec/serviceAccountName",
		"key": "serviceAccountName",
		"message": sprintf("%s %s of tenant %s is applied with the rights of Flux itself", [input.meta.resourceKind, input.meta.name, input.tenant]),
		"observed": "no serviceAccountName",
		"expected": "the tenant's service account",
		"fix": "Set serviceAccountName to an account with rights in the namespaces of the tenant only.",
		"from": input.tenant,
		"to": "*",
	}
}

# A manifest names its own namespace: the project alone holds an application back.
others := {tenant | some tenant in delivery.writes} - {tenant | some tenant in delivery.serves}

violation contains v if {
	argo("Application")
	count(delivery.serves) == 1
	count(others) > 0
	not "*" in delivery.writes
	not ownership.guessed
	v := {
		"path": "/spec/project",
		"key": "writes",
		"message": sprintf("what Application %s of tenant %s takes from Git may write into the namespaces of %s", [input.meta.name, delivery.serves[0], listed]),
		"observed": sprintf("project: %s", [spec.project]),
		"expected": "a project whose destinations are the tenant's namespaces",
		"fix": "Move it to a project whose destinations are the namespaces of its own tenant.",
		"severity": "medium",
		"from": delivery.serves,
		"to": others,
		"proof": delivery.proof,
	}
}

listed := concat(", ", sort(others)) if count(others) <= 3

listed := sprintf("%d other tenants", [count(others)]) if count(others) > 3

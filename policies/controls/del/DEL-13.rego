# METADATA
# title: "Platform, modules and tenants are released apart"
# description: >-
#   When one path holds all, a tenant's change waits for, or brings along, the platform's.
# related_resources:
#   - https://csrc.nist.gov/pubs/sp/800/128/upd1/final
# custom:
#   id: DEL-13
#   severity: low
#   evidence: files
#   sources: [retail-multi-tenant]
#   kinds: [Resource]
#   remediation: >-
#     Give platform and tenants repositories or paths of their own.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-3", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.32", coverage: partial}
package bulkhead.controls.del_13

import rego.v1

import data.bulkhead.lib.delivery

origin(entity) := sprintf("%s %s", [entity.object.spec.source.repoURL, object.get(entity.object.spec.source, "path", object.get(entity.object.spec.source, "chart", ""))]) if {
	entity.meta.resourceKind == "Application"
}

origin(entity) := sprintf("%s %s", [entity.object.spec.sourceRef.name, object.get(entity.object.spec, "path", "")]) if {
	entity.meta.resourceKind == "Kustomization"
	startswith(entity.meta.apiVersion, "kustomize.toolkit.fluxcd.io/")
}

namespace(entity) := entity.object.spec.destination.namespace

namespace(entity) := entity.object.spec.targetNamespace

tenants[name] := entity.tenant if {
	some entity in data.platform.kinds.Namespace
	entity.tenant
	name := entity.meta.name
}

side(entity) := "tenant" if tenants[namespace(entity)]

side(entity) := "platform" if not tenants[namespace(entity)]

sides[origin(entity)] contains side(entity) if {
	some entity in data.platform.kinds.Resource
	entity.meta.resourceKind in {"Application", "Kustomization"}
	namespace(entity)
}

applicable if {
	delivery.application
	namespace(input)
}

applicable if {
	delivery.kustomization
	namespace(input)
}

violation contains v if {
	side(input) == "tenant"
	"platform" in sides[origin(input)]
	v := {
		"path": "/spec",
		"message": sprintf("%s %s releases a tenant from the path that releases the platform", [input.meta.resourceKind, input.meta.name]),
		"observed": origin(input),
		"expected": "a path of its own",
	}
}

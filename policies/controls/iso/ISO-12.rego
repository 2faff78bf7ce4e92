# METADATA
# title: "A host and path is claimed by one tenant, and backends lie in the route's own namespace"
# description: >-
#   Where two tenants' routes claim one host, the rule of higher priority takes the other's traffic,
#   logins included.
# related_resources:
#   - https://doc.traefik.io/traefik/routing/routers/
# custom:
#   id: ISO-12
#   severity: high
#   layer: application
#   evidence: files
#   sources: [logistics-isolation, retail-multi-tenant]
#   kinds: [Route]
#   remediation: >-
#     Remove the claim of the tenant that does not own the host; keep services beside their routes.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.iso_12

import rego.v1

import data.bulkhead.lib.ownership
import data.bulkhead.lib.route

applicable if ownership.of_tenant

conflicts(host, tenant) := [conflict |
	some conflict in data.platform.facts.hostConflicts[input.meta.id]
	conflict.host == host
	conflict.tenant == tenant
]

# One finding for a host and tenant, however many rules of both meet there. Where it is declared whose the host is, that
# tenant did nothing wrong, and the other one is told that it takes what belongs to somebody.
contested contains [conflict.host, conflict.tenant] if {
	some conflict in data.platform.facts.hostConflicts[input.meta.id]
	count(other_holders(conflict.host)) == 0
	not holder(conflict.host)
}

holder(host) if {
	some pattern in patterns(host)
	input.tenant in holders[pattern]
}

# Where the route names the host; a host that only a pattern of it covers stands for the route as a whole.
named(host) := [rule.pointer | some rule in input.rules; host in rule.hosts][0]

violation contains v if {
	some [host, tenant] in contested
	first := conflicts(host, tenant)[0]
	v := {
		"path": named(host),
		"key": sprintf("%s %s", [host, tenant]),
		"message": sprintf("%s claims %s%s, which tenant %s claims too", [route.name, host, first.path, tenant]),
		"observed": sprintf("also claimed by %s", [first.route]),
		"expected": "one tenant for a host and path",
		"fix": "Remove the claim of the tenant that does not own the host.",
		"between": [input.tenant, tenant],
		"proof": first.proof,
	}
}

# Tenants by the host patterns that they hold.
holders[pattern] contains tenant if {
	some tenant, declared in data.platform.tenants
	some pattern in declared.owns.hosts
}

# The patterns that cover a host: itself, and a wildcard in front of each of its parent domains.
patterns(host) := {host} | {sprintf("*.%s", [parent]) |
	labels := split(host, ".")
	some i, _ in labels
	i > 0
	parent := concat(".", array.slice(labels, i, count(labels)))
}

other_holders(host) := {tenant |
	some pattern in patterns(host)
	some tenant in holders[pattern]
	tenant != input.tenant
}

taken contains [host, tenant] if {
	some rule in input.rules
	some host in rule.hosts
	some tenant in other_holders(host)
}

violation contains v if {
	some [host, tenant] in taken
	v := {
		"path": named(host),
		"key": sprintf("%s of %s", [host, tenant]),
		"message": sprintf("%s of tenant %s claims %s, which belongs to tenant %s", [route.name, input.tenant, host, tenant]),
		"observed": host,
		"expected": sprintf("a host of tenant %s", [input.tenant]),
		"fix": "Remove the host from the route.",
		"proof": [step | step := conflicts(host, tenant)[0].proof[_]],
		"from": input.tenant,
		"to": tenant,
		"severity": "critical",
	}
}

# Traefik asks the rule of higher priority first, by default the longer one: a regular expression that is longer than the
# rule of a host takes its requests. Kept apart from the exact hosts: who names his host in full did nothing wrong.
claims[host] contains {"tenant": entity.tenant, "id": entity.meta.id, "name": name, "rule": rule} if {
	some entity in data.platform.kinds.Route
	some rule in entity.rules
	rule.match
	name := sprintf("%s %s/%s", [entity.meta.resourceKind, object.get(entity.meta, "namespace", "_"), entity.meta.name])
	some host in rule.hosts
}

priority(rule) := rule.priority if {
	rule.priority > 0
} else := count(rule.match)

all_paths(rule) if count(rule.paths) == 0

meet(one, _) if all_paths(one)

meet(_, other) if all_paths(other)

meet(one, other) if {
	some a in one.paths
	some b in other.paths
	startswith(a.value, b.value)
}

meet(one, other) if {
	some a in one.paths
	some b in other.paths
	startswith(b.value, a.value)
}

# By the rule's pointer and tenant, the claims whose requests the regular expressions take.
overtaken[[rule.pointer, claim.tenant]] contains [host, claim] if {
	some rule in input.rules
	some expression in rule.hostRegexps
	some host, others in claims
	regex.match(expression, host)
	some claim in others
	claim.tenant != input.tenant
	priority(rule) > priority(claim.rule)
	meet(rule, claim.rule)
}

violation contains v if {
	some [pointer, tenant], found in overtaken
	[host, claim] := min(found)
	v := {
		"path": pointer,
		"key": sprintf("%s takes from %s", [pointer, tenant]),
		"message": sprintf("%s of tenant %s takes the requests for %s from tenant %s", [route.name, input.tenant, host, tenant]),
		"observed": sprintf("HostRegexp that matches %s, of higher priority than its rule", [concat(", ", array.slice(sort({name | some [name, _] in found}), 0, 5))]),
		"expected": sprintf("hosts of tenant %s", [input.tenant]),
		"fix": "Name the hosts, or narrow the regular expression to hosts of the tenant.",
		"proof": [{"message": sprintf("%s of tenant %s serves %s", [claim.name, tenant, host]), "entity": claim.id, "pointer": claim.rule.pointer}],
		"from": input.tenant,
		"to": tenant,
		"severity": "critical",
	}
}

violation contains v if {
	some rule in input.rules
	some backend in rule.backends
	backend.namespaceWritten
	backend.namespace != input.meta.namespace
	v := {
		"path": sprintf("%s/namespace", [backend.pointer]),
		"message": sprintf("%s leads to service %s of namespace %s", [route.name, backend.name, backend.namespace]),
		"observed": sprintf("namespace: %s", [backend.namespace]),
		"expected": sprintf("a service of namespace %s", [input.meta.namespace]),
		"fix": "Name a service beside the route.",
		"severity": severity_of(backend.namespace),
		"from": input.tenant,
		"to": {tenant | tenant := ownership.tenant_of(backend.namespace)},
	}
}

# A Service of type ExternalName is another way to write another namespace.
violation contains v if {
	some rule in input.rules
	some backend in rule.backends
	some service in data.platform.namespaces[backend.namespace].Service
	service.meta.name == backend.name
	service.type == "ExternalName"
	parts := split(service.externalName, ".")
	parts[2] == "svc"
	namespace := parts[1]
	namespace != input.meta.namespace
	v := {
		"path": backend.pointer,
		"key": sprintf("%s by %s", [namespace, backend.name]),
		"message": sprintf("%s leads to namespace %s by service %s", [route.name, namespace, backend.name]),
		"observed": sprintf("externalName: %s", [service.externalName]),
		"expected": sprintf("a service of namespace %s", [input.meta.namespace]),
		"fix": "Lead to a service with pods of its own.",
		"proof": [{"message": sprintf("Service %s is of type ExternalName", [service.meta.name]), "entity": service.meta.id, "pointer": "/spec/externalName"}],
		"severity": severity_of(namespace),
		"from": input.tenant,
		"to": {tenant | tenant := ownership.tenant_of(namespace)},
	}
}

# A tenant may have several namespaces.
severity_of(namespace) := "medium" if data.platform.kinds.Namespace[sprintf("Namespace/_/%s", [namespace])].tenant == input.tenant

severity_of(namespace) := "high" if not data.platform.kinds.Namespace[sprintf("Namespace/_/%s", [namespace])].tenant == input.tenant

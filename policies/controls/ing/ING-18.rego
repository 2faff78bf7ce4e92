# METADATA
# title: "No catch-all host; cross-namespace references and ExternalName backends are off"
# description: >-
#   A route without a host answers for every tenant's; allowCrossNamespace lets one tenant's route lead
#   into another's namespace; with snippets of nginx a route reads what the controller may read, the Secrets
#   of all tenants (CVE-2021-25742).
# related_resources:
#   - https://doc.traefik.io/traefik/providers/kubernetes-crd/
#   - https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#allow-snippet-annotations
# custom:
#   id: ING-18
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, logistics-isolation]
#   kinds: [Route, EdgeProxy, Configuration]
#   remediation: >-
#     Name the host; remove allowCrossNamespace, allowExternalNameServices and allow-snippet-annotations.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
package bulkhead.controls.ing_18

import rego.v1

import data.bulkhead.lib.edge
import data.bulkhead.lib.route

applicable if input.kind != "Configuration"

applicable if input.type == "ingress-nginx"

violation contains v if {
	input.kind == "Route"
	input.protocol == "http"
	input.tenant
	some rule in input.rules
	rule.parsed
	for_every_host(rule)
	not hosts_by_gateway
	v := {
		"path": rule.pointer,
		"message": sprintf("%s answers for every host", [route.name]),
		"observed": "no host",
		"expected": "a named host",
		"fix": "Name the host in the rule.",
	}
}

# A listener may name the host for its routes.
hosts_by_gateway if {
	route.served_by == "gateway"
	every parent in input.entryPoints {
		every listener in route.listeners(parent) {
			object.get(listener, "hostname", "") != ""
		}
	}
}

unknown contains reason if {
	route.served_by == "gateway"
	input.tenant
	some rule in input.rules
	for_every_host(rule)
	some reason in route.unseen_gateways
}

for_every_host(rule) if {
	count(rule.hosts) == 0
	count(rule.hostRegexps) == 0
}

# A pattern for any name; in braces in the rules of Traefik 2.
for_every_host(rule) if {
	some pattern in rule.hostRegexps
	regex.match(`^(\{[^:{}]*:)?\^?\(?\.[*+]\)?\$?\}?$`, pattern)
}

unknown contains sprintf("a match that could not be understood: %s", [rule.match]) if {
	input.kind == "Route"
	some rule in input.rules
	rule.parsed == false
}

# An ExternalName leads out of the namespace, to whatever the name resolves to.
violation contains v if {
	input.kind == "Route"
	some rule in input.rules
	some backend in rule.backends
	some service in data.platform.namespaces[backend.namespace].Service
	service.meta.name == backend.name
	service.type == "ExternalName"
	v := {
		"path": backend.pointer,
		"key": sprintf("external/%s", [backend.name]),
		"message": sprintf("%s leads to %s by service %s", [route.name, object.get(service, "externalName", "another name"), backend.name]),
		"observed": sprintf("ExternalName %s", [object.get(service, "externalName", "")]),
		"expected": "a service with pods of its own",
		"fix": "Lead to a service with pods of its own.",
		"proof": [{"message": sprintf("Service %s is of type ExternalName", [service.meta.name]), "entity": service.meta.id, "pointer": "/spec/externalName"}],
	}
}

violation contains v if {
	input.kind == "EdgeProxy"
	some provider in ["kubernetesCRD", "kubernetesIngress"]
	some option in ["allowCrossNamespace", "allowExternalNameServices"]
	input.settings.providers[provider][option] == true
	v := {
		"path": input.settingPointers[sprintf("providers.%s.%s", [provider, option])],
		"message": sprintf("%s turns on %s", [input.meta.name, option]),
		"observed": sprintf("%s: true", [option]),
		"expected": sprintf("%s: false", [option]),
		"severity": "high",
	}
}

violation contains v if {
	input.kind == "Configuration"
	lower(input.content["allow-snippet-annotations"]) == "true"
	v := {
		"path": "/data/allow-snippet-annotations",
		"message": sprintf("%s lets every Ingress bring configuration of nginx, and so read what the controller may read", [input.meta.name]),
		"observed": "allow-snippet-annotations: true",
		"expected": "allow-snippet-annotations: false (the default)",
		"fix": "Remove allow-snippet-annotations.",
		"severity": "high",
	}
}

violation contains v if {
	input.kind == "Route"
	input.tenant
	some annotation, _ in input.meta.annotations
	startswith(annotation, "nginx.ingress.kubernetes.io/")
	endswith(annotation, "-snippet")
	v := {
		"path": sprintf("/metadata/annotations/%s", [replace(annotation, "/", "~1")]),
		"message": sprintf("%s brings configuration of nginx", [route.name]),
		"observed": annotation,
		"expected": "annotations for single settings",
		"fix": "Use an annotation for what the snippet does, or let the platform set it in the ConfigMap of the controller.",
	}
}

unknown contains edge.rest

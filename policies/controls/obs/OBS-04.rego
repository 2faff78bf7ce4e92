# METADATA
# title: "Critical alerts reach a person, and incidents of tenants are routed apart"
# description: >-
#   An alert that ends in a receiver without an address is an alert that nobody gets.
# related_resources:
#   - https://prometheus.io/docs/alerting/latest/configuration/
# custom:
#   id: OBS-04
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, logistics-isolation]
#   kinds: [Configuration]
#   remediation: >-
#     Give the receiver of critical alerts an address (PagerDuty, Opsgenie, mail, chat, webhook),
#     and route by tenant, team or namespace.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IR-6", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SI-4", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "10.7.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.16", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.3", coverage: partial}
package bulkhead.controls.obs_04

import rego.v1

applicable if input.type == "alertmanager"

reaching contains receiver.name if {
	some receiver in input.content.receivers
	some key, addresses in receiver
	endswith(key, "_configs")
	count(addresses) > 0
}

# Every route below the root, with the path to it and the receiver that is in force there.
nodes contains {"pointer": sprintf("/%s", [concat("/", [sprintf("%v", [part]) | some part in path])]), "route": value} if {
	[path, value] := walk({"route": input.content.route})
	is_object(value)
	path[count(path) - 2] == "routes"
}

texts(route) := concat(" ", array.concat(
	[sprintf("%v", [matcher]) | some matcher in object.get(route, "matchers", [])],
	[sprintf("%s=%v", [label, value]) | some field in ["match", "match_re"]; some label, value in object.get(route, field, {})],
))

critical(route) if {
	text := texts(route)
	regex.match(`severity *=~? *"?[a-z|(]*(critical|page)`, lower(text))
}

with_receiver(route) if route.receiver

routed_critical if {
	some node in nodes
	critical(node.route)
	with_receiver(node.route)
}

violation contains v if {
	some node in nodes
	critical(node.route)
	receiver := node.route.receiver
	not receiver in reaching
	v := {
		"path": sprintf("%s/receiver", [node.pointer]),
		"key": node.pointer,
		"message": sprintf("critical alerts go to receiver %s, which tells nobody", [receiver]),
		"observed": sprintf("receiver %s without an address", [receiver]),
		"expected": "a receiver that reaches a person",
		"fix": "Give the receiver an address (PagerDuty, Opsgenie, mail, chat, webhook).",
	}
}

violation contains v if {
	not routed_critical
	receiver := input.content.route.receiver
	not receiver in reaching
	v := {
		"path": "/route/receiver",
		"key": "root",
		"message": sprintf("alerts that no route takes go to receiver %s, which tells nobody, and no route takes critical ones", [receiver]),
		"observed": sprintf("receiver %s without an address", [receiver]),
		"expected": "a receiver that reaches a person",
		"fix": "Give the receiver an address (PagerDuty, Opsgenie, mail, chat, webhook).",
	}
}

apart if {
	some node in nodes
	regex.match(`(tenant|namespace|team|owner|customer|instance_group)`, lower(texts(node.route)))
}

violation contains v if {
	not apart
	v := {
		"path": "/route",
		"key": "apart",
		"message": "incidents of tenants and of the platform take the same way",
		"observed": "no route by tenant, namespace, team or owner",
		"expected": "routes that tell tenants from the platform",
		"fix": "Add routes that match tenant, team or namespace.",
		"severity": "medium",
	}
}

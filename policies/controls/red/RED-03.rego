# METADATA
# title: "Redis is not exposed"
# description: >-
#   protected-mode off and a bind to every address leave only the password between the cache and the
#   network.
# related_resources:
#   - https://redis.io/docs/latest/operate/oss_and_stack/management/security/
# custom:
#   id: RED-03
#   severity: critical
#   evidence: files
#   sources: [distribution-hardening, retail-hardening]
#   kinds: [Cache, Service, Workload]
#   remediation: >-
#     Keep protected-mode yes; bind to the pod's address; allow only its clients by NetworkPolicy.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
package bulkhead.controls.red_03

import rego.v1

import data.bulkhead.lib.cache
import data.bulkhead.lib.image
import data.bulkhead.lib.network
import data.bulkhead.lib.selector
import data.bulkhead.lib.setting
import data.bulkhead.lib.workload

applicable if input.kind == "Cache"

applicable if {
	input.kind == "Service"
	leads_to_redis
}

applicable if {
	input.kind == "Workload"
	workload.judged
	runs_redis(input)
}

images := {"redis", "redis-stack-server", "valkey", "keydb", "dragonfly"}

runs_redis(owner) if {
	some container in owner.pod.containers
	image.program(container) in images
}

leads_to_redis if {
	some port in input.ports
	some number in [port.port, to_number_or(object.get(port, "targetPort", ""))]
	number in {6379, 26379}
}

leads_to_redis if {
	count(input.selector) > 0
	some owner in data.platform.namespaces[input.meta.namespace].Workload
	object.subset(owner.pod.labels, input.selector)
	runs_redis(owner)
}

to_number_or(text) := to_number(text) if regex.match(`^[0-9]+$`, text)

to_number_or(text) := 0 if not regex.match(`^[0-9]+$`, text)

# Users of a file that is not in the input may be asked for passwords.
with_password if cache.protected

with_password if cache.acl_file_missing

violation contains v if {
	input.kind == "Cache"
	some entry in input.directives["protected-mode"]
	setting.off(entry.value)
	not with_password
	v := {
		"path": entry.pointer,
		"key": "protected-mode",
		"message": sprintf("%s turns protected mode off without a password", [input.meta.name]),
		"observed": "protected-mode no",
		"expected": "protected-mode yes",
		"fix": "Set protected-mode yes, and a password or ACL users.",
	}
}

violation contains v if {
	input.kind == "Cache"
	some entry in input.directives.bind
	some address in regex.split(`\s+`, entry.value)
	trim_prefix(address, "-") in {"0.0.0.0", "*", "::", "::*"}
	not with_password
	v := {
		"path": entry.pointer,
		"key": "bind",
		"message": sprintf("%s listens on every address without a password", [input.meta.name]),
		"observed": sprintf("bind %s", [entry.value]),
		"expected": "the addresses of its clients' network, and a password",
		"fix": "Name the addresses in bind, and set requirepass or ACL users.",
		"severity": "high",
	}
}

violation contains v if {
	input.kind == "Service"
	input.type in {"NodePort", "LoadBalancer"}
	v := {
		"path": "/spec/type",
		"message": sprintf("Service %s makes Redis reachable from outside the cluster", [input.meta.name]),
		"observed": sprintf("type: %s", [input.type]),
		"expected": "type: ClusterIP",
		"fix": "Set type: ClusterIP.",
	}
}

violation contains v if {
	input.kind == "Service"
	count(input.externalIPs) > 0
	v := {
		"path": "/spec/externalIPs",
		"message": sprintf("Service %s makes Redis reachable from outside the cluster", [input.meta.name]),
		"observed": sprintf("externalIPs: %s", [concat(", ", input.externalIPs)]),
		"expected": "no externalIPs",
		"fix": "Remove externalIPs.",
	}
}

# The Service that an operator makes: of OT's, kubernetesConfig.service.serviceType says its type.
made[sprintf("%s/%s/%s", [entity.meta.resourceKind, object.get(entity.meta, "namespace", ""), entity.meta.name])] contains type if {
	some entity in data.platform.kinds.Resource
	startswith(entity.meta.apiVersion, "redis.redis.opstreelabs.in/")
	type := entity.object.spec.kubernetesConfig.service.serviceType
}

violation contains v if {
	input.kind == "Cache"
	some type in made[sprintf("%s/%s/%s", [input.meta.resourceKind, object.get(input.meta, "namespace", ""), input.meta.name])]
	type in {"NodePort", "LoadBalancer"}
	v := {
		"path": "/spec/kubernetesConfig/service/serviceType",
		"key": "service",
		"message": sprintf("the operator makes %s reachable from outside the cluster", [input.meta.name]),
		"observed": sprintf("serviceType: %s", [type]),
		"expected": "serviceType: ClusterIP",
		"fix": "Set serviceType: ClusterIP.",
	}
}

isolating := [policy |
	some policy in data.platform.namespaces[input.meta.namespace].NetworkPolicy
	policy.ingressPolicy
	selector.matches(policy.podSelector, input.pod.labels)
]

violation contains v if {
	input.kind == "Workload"
	data.platform.scope == "complete"
	not network.unsupported(input.meta.namespace)
	count(isolating) == 0
	v := {
		"path": "",
		"key": "network",
		"message": sprintf("no NetworkPolicy limits who reaches %s", [workload.name]),
		"observed": "no policy for ingress selects its pods",
		"expected": "a policy that lets in its clients only",
		"fix": "Add a NetworkPolicy that selects its pods and lets in its clients only.",
		"severity": "high",
	}
}

# Whom a rule lets in: all, where it names nobody, every address or every pod of every namespace.
everybody(rule) := "a rule without peers" if {
	count(rule.peers) == 0
} else := sprintf("a rule for %s", [peer.ipBlock.cidr]) if {
	some peer in rule.peers
	regex.match(`/[0-7]$`, peer.ipBlock.cidr)
} else := "a rule for the pods of all namespaces" if {
	some peer in rule.peers
	not peer.ipBlock
	peer.namespaceSelector == {"matchLabels": {}, "matchExpressions": []}
	object.get(peer, "podSelector", {"matchLabels": {}, "matchExpressions": []}) == {"matchLabels": {}, "matchExpressions": []}
}

violation contains v if {
	input.kind == "Workload"
	some policy in isolating
	some rule in policy.ingress
	who := everybody(rule)
	v := {
		"path": "",
		"key": sprintf("open/%s", [policy.meta.name]),
		"message": sprintf("NetworkPolicy %s lets everybody reach %s", [policy.meta.name, workload.name]),
		"observed": who,
		"expected": "its clients only",
		"fix": "Name its clients under from.",
		"severity": "high",
		"proof": [{"message": sprintf("NetworkPolicy %s has %s", [policy.meta.name, who]), "entity": policy.meta.id, "pointer": rule.pointer}],
	}
}

unknown contains "no NetworkPolicy that selects the pods of this Redis is in this input" if {
	input.kind == "Workload"
	data.platform.scope != "complete"
	count(isolating) == 0
}

unknown contains "policies of another engine were not evaluated" if {
	input.kind == "Workload"
	count(isolating) == 0
	network.unsupported(input.meta.namespace)
}

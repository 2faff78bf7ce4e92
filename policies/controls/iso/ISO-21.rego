# METADATA
# title: "The management plane is its own segment"
# description: >-
#   Consoles of the cluster, of delivery, secrets and identity hold the keys to every tenant: no
#   tenant's pod has business there.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/
# custom:
#   id: ISO-21
#   severity: high
#   evidence: files
#   sources: [retail-hardening, distribution-hardening, retail-multi-tenant]
#   kinds: [Namespace]
#   remediation: >-
#     Deny ingress by default in the namespace, and allow the edge (with an identity check) and the
#     platform's own clients.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-2", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "1.4.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.22", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.6", coverage: partial}
package bulkhead.controls.iso_21

import rego.v1

import data.bulkhead.lib.network
import data.bulkhead.lib.ownership

names := {"argocd", "argo-cd", "flux-system", "vault", "keycloak", "monitoring", "observability", "harbor", "velero", "gatekeeper-system", "kyverno", "cert-manager", "external-secrets", "rancher", "cattle-system", "grafana", "loki", "logging", "gitlab-runner", "actions-runner-system", "backup", "k8up"}

management if input.meta.name in names

management if input.owner.shared in {"observability", "ci", "gitops", "vault", "identity", "registry", "backup"}

applicable if {
	management
	not ownership.of_tenant
}

facts := network.of(input.meta.name)

policies := [policy | some policy in object.get(data.platform.namespaces, [input.meta.name, "NetworkPolicy"], {})]

violation contains v if {
	ownership.complete
	not facts.defaultDenyIngress
	not network.unsupported(input.meta.name)
	v := {
		"path": "",
		"key": "default",
		"message": sprintf("every pod of the cluster reaches the management plane in namespace %s", [input.meta.name]),
		"observed": "no policy that denies ingress by default",
		"expected": "ingress denied by default",
		"fix": "Add a NetworkPolicy that denies ingress by default (podSelector: {}, policyTypes: [Ingress]).",
	}
}

# Policies that let all namespaces in.
violation contains v if {
	some policy in policies
	some rule in policy.ingress
	some peer in rule.peers
	peer.namespaceSelector
	count(object.get(peer.namespaceSelector, "matchLabels", {})) == 0
	count(object.get(peer.namespaceSelector, "matchExpressions", [])) == 0
	any_pod(peer)
	v := {
		"path": "",
		"key": sprintf("open %s", [policy.meta.name]),
		"message": sprintf("NetworkPolicy %s lets tenants' pods into the management plane in namespace %s", [policy.meta.name, input.meta.name]),
		"observed": "namespaceSelector: {}",
		"expected": "the namespaces of the platform",
		"fix": "Select the namespaces of the platform by kubernetes.io/metadata.name.",
		"proof": [{"message": sprintf("%s allows all namespaces", [policy.meta.name]), "entity": policy.meta.id, "pointer": peer.pointer}],
	}
}

any_pod(peer) if not peer.podSelector

any_pod(peer) if {
	count(peer.podSelector.matchLabels) == 0
	count(peer.podSelector.matchExpressions) == 0
}

# Pods have addresses, too.
violation contains v if {
	some policy in policies
	some rule in policy.ingress
	some peer in rule.peers
	peer.ipBlock.cidr in {"0.0.0.0/0", "::/0"}
	v := {
		"path": "",
		"key": sprintf("open %s", [policy.meta.name]),
		"message": sprintf("NetworkPolicy %s lets every address into the management plane in namespace %s", [policy.meta.name, input.meta.name]),
		"observed": sprintf("cidr: %s", [peer.ipBlock.cidr]),
		"expected": "the namespaces of the platform",
		"proof": [{"message": sprintf("%s allows every address", [policy.meta.name]), "entity": policy.meta.id, "pointer": peer.pointer}],
	}
}

violation contains v if {
	some policy in policies
	some rule in policy.ingress
	count(rule.peers) == 0
	v := {
		"path": "",
		"key": sprintf("open %s", [policy.meta.name]),
		"message": sprintf("NetworkPolicy %s lets everybody into the management plane in namespace %s", [policy.meta.name, input.meta.name]),
		"observed": "a rule without from",
		"expected": "the namespaces of the platform",
		"fix": "Name the peers under from: the edge, and the namespaces of the platform.",
		"proof": [{"message": sprintf("%s has a rule without from", [policy.meta.name]), "entity": policy.meta.id, "pointer": rule.pointer}],
	}
}

unknown contains sprintf("no policy that denies ingress to namespace %s was seen in this input", [input.meta.name]) if {
	not ownership.complete
	not facts.defaultDenyIngress
}

unknown contains sprintf("policies of another engine apply to namespace %s and were not evaluated", [input.meta.name]) if {
	network.unsupported(input.meta.name)
}

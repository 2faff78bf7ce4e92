# METADATA
# title: "API server, kubelet and etcd let nobody in unknown"
# description: >-
#   An anonymous request that the API server, a kubelet or etcd answers is a request of anybody.
# related_resources:
#   - https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
#   - https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
#   - https://etcd.io/docs/v3.5/op-guide/security/
# custom:
#   id: ADM-05
#   severity: high
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [Workload, Resource]
#   remediation: >-
#     Set --anonymous-auth=false, --authorization-mode=Node,RBAC, client certificates for etcd and
#     the kubelet, and webhook authorisation of the kubelet.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "IA-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "1.2.1", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "1.2.6", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "2.2", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "4.2.1", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "4.2.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.5", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.adm_05

import rego.v1

import data.bulkhead.lib.controlplane

kubelet if {
	input.kind == "Resource"
	input.meta.resourceKind == "KubeletConfiguration"
}

component := "kube-apiserver" if controlplane.is("kube-apiserver")

component := "etcd" if controlplane.is("etcd")

applicable if kubelet

applicable if component

flags := controlplane.flags(component)

modes := split(flags["authorization-mode"], ",")

rbac if "RBAC" in modes

faults contains ["anonymous-auth", "anonymous requests are let in", "false"] if {
	component == "kube-apiserver"
	not flags["authentication-config"]
	object.get(flags, "anonymous-auth", "true") != "false"
}

faults contains ["authorization-mode", "requests are not authorised by RBAC", "Node,RBAC"] if {
	component == "kube-apiserver"
	not flags["authorization-config"]
	not rbac
}

faults contains ["authorization-mode", "every request is allowed", "Node,RBAC"] if {
	component == "kube-apiserver"
	"AlwaysAllow" in modes
	rbac
}

faults contains [flag, what, "a file"] if {
	component == "kube-apiserver"
	some flag, what in {
		"client-ca-file": "clients have no certificates",
		"etcd-cafile": "the certificate of etcd is not verified",
		"etcd-certfile": "the API server does not identify itself to etcd",
		"kubelet-client-certificate": "the API server does not identify itself to kubelets",
	}
	not flags[flag]
}

faults contains [flag, what, "true"] if {
	component == "etcd"
	some flag, what in {
		"client-cert-auth": "clients need no certificate",
		"peer-client-cert-auth": "peers need no certificate",
	}
	object.get(flags, flag, "false") != "true"
}

faults contains [flag, what, "a file"] if {
	component == "etcd"
	some flag, what in {
		"cert-file": "clients are served without TLS",
		"peer-cert-file": "peers talk without TLS",
	}
	not flags[flag]
}

violation contains v if {
	some [flag, what, wanted] in faults
	v := {
		"path": controlplane.pointer(component),
		"key": flag,
		"message": sprintf("%s: %s", [input.meta.name, what]),
		"observed": observed(flag),
		"expected": sprintf("--%s: %s", [flag, wanted]),
	}
}

observed(flag) := sprintf("--%s=%s", [flag, flags[flag]]) if flags[flag]

observed(flag) := sprintf("no --%s", [flag]) if not flags[flag]

# The defaults of the configuration file are safe; only what is written can be wrong.
violation contains v if {
	kubelet
	input.object.authentication.anonymous.enabled == true
	v := {
		"path": "/authentication/anonymous/enabled",
		"key": "anonymous",
		"message": "kubelets let anonymous requests in",
		"observed": "enabled: true",
		"expected": "enabled: false",
		"fix": "Set authentication.anonymous.enabled: false.",
	}
}

violation contains v if {
	kubelet
	input.object.authorization.mode == "AlwaysAllow"
	v := {
		"path": "/authorization/mode",
		"key": "authorization",
		"message": "kubelets allow every request",
		"observed": "mode: AlwaysAllow",
		"expected": "mode: Webhook",
		"fix": "Set authorization.mode: Webhook.",
	}
}

violation contains v if {
	kubelet
	input.object.readOnlyPort > 0
	v := {
		"path": "/readOnlyPort",
		"key": "port",
		"message": "kubelets serve a port without authentication",
		"observed": sprintf("readOnlyPort: %d", [input.object.readOnlyPort]),
		"expected": "readOnlyPort: 0",
		"fix": "Set readOnlyPort: 0.",
	}
}

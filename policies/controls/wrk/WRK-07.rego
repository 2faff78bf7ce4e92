# METADATA
# title: "Nothing uses the host's namespaces, ports, paths or unsafe sysctls"
# description: >-
#   The host's network, processes and files belong to all tenants of the node.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   id: WRK-07
#   severity: high
#   evidence: files
#   sources: [retail-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Remove the host setting; use a Service instead of hostPort, and a volume claim instead of
#     hostPath.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-39", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Pod security enforcement", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "5.2.3", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.2.4", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.2.5", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.2.12", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.2.13", coverage: partial}
package bulkhead.controls.wrk_07

import rego.v1

import data.bulkhead.lib.workload

applicable if workload.judged

safe_sysctls := {
	"kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start",
	"net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range", "net.ipv4.ip_local_reserved_ports",
	"net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
	"net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
}

violation contains v if {
	some field in ["hostNetwork", "hostPID", "hostIPC"]
	input.pod[field] == true
	v := {
		"path": sprintf("%s/%s", [input.pod.pointer, field]),
		"message": sprintf("%s uses the host's namespace (%s)", [workload.name, field]),
		"observed": sprintf("%s: true", [field]),
		"expected": sprintf("%s: false", [field]),
		"fix": sprintf("Remove %s.", [field]),
	}
}

violation contains v if {
	some volume in input.pod.volumes
	volume.type == "hostPath"
	v := {
		"path": sprintf("%s/hostPath", [volume.pointer]),
		"key": sprintf("volume/%s", [volume.name]),
		"message": sprintf("%s mounts %s of the host", [workload.name, object.get(volume, "target", "a path")]),
		"observed": sprintf("hostPath: %s", [object.get(volume, "target", "")]),
		"expected": "no hostPath volume",
		"fix": "Use a volume claim, an emptyDir or a projected volume instead.",
	}
}

violation contains v if {
	some container in input.pod.containers
	some port in container.ports
	port.hostPort > 0
	v := {
		"path": sprintf("%s/hostPort", [port.pointer]),
		"key": sprintf("%s/%d", [container.name, port.hostPort]),
		"message": sprintf("%s takes port %d of the host", [workload.described(container), port.hostPort]),
		"observed": sprintf("hostPort: %d", [port.hostPort]),
		"expected": "no hostPort",
		"fix": "Remove hostPort, and reach it through a Service.",
	}
}

violation contains v if {
	some sysctl in input.pod.securityContext.sysctls
	not sysctl in safe_sysctls
	v := {
		"path": sprintf("%s/securityContext/sysctls", [input.pod.pointer]),
		"key": sysctl,
		"message": sprintf("%s sets sysctl %s, which is not known to be safe", [workload.name, sysctl]),
		"observed": sysctl,
		"expected": "only sysctls of the baseline profile",
		"fix": "Remove the sysctl, or set it on the node.",
	}
}

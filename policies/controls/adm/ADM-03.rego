# METADATA
# title: "Secrets are encrypted in etcd"
# description: >-
#   Without encryption at rest, whoever has the disk, the snapshot or the backup of etcd has every
#   Secret.
# related_resources:
#   - https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/
# custom:
#   id: ADM-03
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, erp-integration]
#   kinds: [Resource, Workload]
#   remediation: >-
#     Give kube-apiserver an EncryptionConfiguration in which a kms, secretbox or aes provider
#     comes first for secrets.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-28", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "1.2.27", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "1.2.28", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.24", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.adm_03

import rego.v1

import data.bulkhead.lib.controlplane

configuration if {
	input.kind == "Resource"
	input.meta.resourceKind == "EncryptionConfiguration"
}

applicable if configuration

applicable if controlplane.is("kube-apiserver")

of_secrets(entry) if {
	some resource in entry.resources
	resource in {"secrets", "*.", "*.*"}
}

# The first entry that names a resource is the one that counts.
matching := [i |
	some i, entry in input.object.resources
	of_secrets(entry)
]

first := object.keys(input.object.resources[matching[0]].providers[0])

violation contains v if {
	configuration
	count(matching) == 0
	v := {
		"path": "/resources",
		"key": "secrets",
		"message": "the EncryptionConfiguration says nothing of secrets",
		"observed": "no entry for secrets",
		"expected": "an entry for secrets",
		"fix": "Add an entry for secrets, in which kms, secretbox or an aes provider comes first.",
	}
}

violation contains v if {
	configuration
	"identity" in first
	v := {
		"path": sprintf("/resources/%d/providers/0", [matching[0]]),
		"key": "identity",
		"message": "the EncryptionConfiguration writes new Secrets in clear: identity comes first",
		"observed": "identity first",
		"expected": "kms, secretbox, aesgcm or aescbc first",
		"fix": "Put kms, secretbox or an aes provider first, and identity last.",
	}
}

violation contains v if {
	not configuration
	not controlplane.flags("kube-apiserver")["encryption-provider-config"]
	v := {
		"path": controlplane.pointer("kube-apiserver"),
		"key": "flag",
		"message": sprintf("%s stores Secrets in clear", [input.meta.name]),
		"observed": "no --encryption-provider-config",
		"expected": "--encryption-provider-config",
		"fix": "Set --encryption-provider-config, with a kms, secretbox or aes provider first for secrets.",
	}
}

# What the file says, the flag does not.
unknown contains sprintf("%s encrypts by a file that is not in this input: needs its EncryptionConfiguration", [input.meta.name]) if {
	not configuration
	controlplane.flags("kube-apiserver")["encryption-provider-config"]
	count([entity | some entity in data.platform.kinds.Resource; entity.meta.resourceKind == "EncryptionConfiguration"]) == 0
}

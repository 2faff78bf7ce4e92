# METADATA
# title: "PostgreSQL's storage is encrypted at rest"
# description: >-
#   A disk that leaves the data centre, or a snapshot that leaves the account, should be noise.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/storage-classes/
# custom:
#   id: PGS-05
#   severity: high
#   evidence: partly
#   sources: [distribution-hardening, retail-hardening, erp-integration, logistics-isolation]
#   kinds: [Workload]
#   remediation: >-
#     Put the claim on a StorageClass whose volumes are encrypted.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-28", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "3.5.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.24", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.pgs_05

import rego.v1

import data.bulkhead.lib.postgres
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	some container in input.pod.containers
	postgres.runs_server(container)
	count(claims) > 0
}

claims contains {"name": template.name, "class": object.get(template, "storageClass", ""), "pointer": template.pointer} if {
	some template in input.claimTemplates
}

claims contains {"name": claim.meta.name, "class": object.get(claim, "storageClass", ""), "pointer": volume.pointer} if {
	some volume in input.pod.volumes
	volume.type == "persistentVolumeClaim"
	some claim in object.get(workload.neighbours, "VolumeClaim", {})
	claim.meta.name == volume.target
}

# One, or several where the input holds the object more than once or names several defaults.
classes_of(claim) := {entity |
	some entity in data.platform.kinds.StorageClass
	chosen(claim, entity)
}

chosen(claim, entity) if {
	claim.class != ""
	entity.meta.name == claim.class
}

chosen(claim, entity) if {
	claim.class == ""
	entity.isDefault
}

# Providers that encrypt every disk.
always := {"pd.csi.storage.gke.io", "kubernetes.io/gce-pd", "disk.csi.azure.com", "kubernetes.io/azure-disk", "file.csi.azure.com"}

encrypted(entity) if entity.provisioner in always

encrypted(entity) if {
	some name, value in entity.parameters
	lower(name) in {"encrypted", "csi.storage.k8s.io/encrypted", "encryption"}
	lower(value) in {"true", "1", "luks"}
}

# Provisioners whose volumes are encrypted only where the class says so.
says_so := {"ebs.csi.aws.com", "kubernetes.io/aws-ebs", "driver.longhorn.io", "csi.scaleway.com", "rbd.csi.ceph.com", "cinder.csi.openstack.org"}

violation contains v if {
	some claim in claims
	some entity in classes_of(claim)
	entity.provisioner in says_so
	not encrypted(entity)
	v := {
		"path": claim.pointer,
		"key": claim.name,
		"message": sprintf("%s keeps its database on disks that are not encrypted", [workload.name]),
		"observed": sprintf("StorageClass %s without encrypted: \"true\"", [entity.meta.name]),
		"expected": "an encrypted StorageClass",
		"proof": [{"message": sprintf("StorageClass %s encrypts nothing", [entity.meta.name]), "entity": entity.meta.id, "pointer": ""}],
	}
}

unknown contains sprintf("the StorageClass of claim %s is not in this input", [claim.name]) if {
	some claim in claims
	count(classes_of(claim)) == 0
}

unknown contains sprintf("whether disks of %s are encrypted is decided below Kubernetes", [entity.provisioner]) if {
	some claim in claims
	some entity in classes_of(claim)
	not encrypted(entity)
	not entity.provisioner in says_so
}

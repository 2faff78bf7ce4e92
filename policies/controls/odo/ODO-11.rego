# METADATA
# title: "The filestore is on persistent storage"
# description: >-
#   Attachments are files. In a container's own layer they are gone with the pod, and the database
#   refers to nothing.
# related_resources:
#   - https://www.odoo.com/documentation/master/developer/reference/cli.html
# custom:
#   id: ODO-11
#   severity: high
#   evidence: partly
#   sources: [erp-integration, retail-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Mount a claim on the data directory, or keep attachments in object storage.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SI-12", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
package bulkhead.controls.odo_11

import rego.v1

import data.bulkhead.lib.odoo
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	workload.serving
	count(odoo.containers) > 0
	odoo.role(input.meta.name) == "web"
}

directories := {"/var/lib/odoo", "/var/lib/odoo/filestore", "/opt/odoo/data", "/bitnami/odoo", "/var/lib/odoo/.local/share/Odoo"}

mounted(container) := [mount |
	some mount in container.mounts
	trim_suffix(mount.mountPath, "/") in directories
]

volume(mount) := found if {
	some found in input.pod.volumes
	found.name == mount.volume
}

lasting(mount) if volume(mount).type in {"persistentVolumeClaim", "nfs", "csi", "cephfs", "azureFile"}

lasting(mount) if {
	some template in input.claimTemplates
	template.name == mount.volume
}

# Attachments outside the file system.
elsewhere(container) if {
	some variable in container.env
	regex.match(`(?i)(attachment|s3|azure|swift|object_storage)`, variable.name)
}

violation contains v if {
	some container in odoo.containers
	some mount in mounted(container)
	not lasting(mount)
	not elsewhere(container)
	v := {
		"path": container.pointer,
		"key": container.name,
		"message": sprintf("the filestore of %s is gone with the pod", [workload.described(container)]),
		"observed": sprintf("%s on a volume of type %s", [mount.mountPath, volume(mount).type]),
		"expected": "a persistent volume",
	}
}

unknown contains sprintf("nothing is mounted on the data directory of container %s; attachments may be in object storage or in the database", [container.name]) if {
	some container in odoo.containers
	count(mounted(container)) == 0
	not elsewhere(container)
}

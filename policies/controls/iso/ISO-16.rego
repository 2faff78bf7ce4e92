# METADATA
# title: "No volume is shared between tenants"
# description: >-
#   A volume that two tenants can mount is a way round every other wall.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/persistent-volumes/
# custom:
#   id: ISO-16
#   severity: high
#   kinds: [PersistentVolume, VolumeClaim]
#   remediation: >-
#     Give each tenant volumes of its own; avoid hostPath volumes.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-4", coverage: partial}
package bulkhead.controls.iso_16

import rego.v1

violation contains v if {
	input.kind == "PersistentVolume"
	input.type in {"hostPath", "local"}
	v := {
		"path": sprintf("/spec/%s", [input.type]),
		"message": sprintf("PersistentVolume %s lies on a node's own disk (%s)", [input.meta.name, object.get(input, "target", "")]),
		"observed": sprintf("%s: %s", [input.type, object.get(input, "target", "")]),
		"expected": "storage that belongs to one claim",
	}
}

violation contains v if {
	input.kind == "PersistentVolume"
	input.type == "nfs"
	some id, other in data.platform.kinds.PersistentVolume
	id != input.meta.id
	other.target == input.target
	v := {
		"path": "/spec/nfs",
		"key": id,
		"message": sprintf("PersistentVolume %s and %s are the same export %s", [input.meta.name, other.meta.name, input.target]),
		"observed": input.target,
		"expected": "an export of its own",
		"proof": [{"message": sprintf("PersistentVolume %s", [other.meta.name]), "entity": id, "pointer": "/spec/nfs"}],
	}
}

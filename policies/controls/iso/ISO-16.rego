# METADATA
# title: "No volume is shared between tenants"
# description: >-
#   A volume that two tenants can mount is a way round every other wall.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/persistent-volumes/
# custom:
#   id: ISO-16
#   severity: high
#   layer: application
#   evidence: files
#   sources: [logistics-isolation, retail-hardening]
#   kinds: [PersistentVolume, VolumeClaim]
#   remediation: >-
#     Give each tenant volumes of its own; avoid hostPath volumes.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-4", coverage: partial}
package bulkhead.controls.iso_16

import rego.v1

import data.bulkhead.lib.ownership

applicable if input.kind == "PersistentVolume"

applicable if {
	input.kind == "VolumeClaim"
	input.tenant
}

violation contains v if {
	input.kind == "PersistentVolume"
	input.type in {"hostPath", "local"}
	v := {
		"path": sprintf("/spec/%s", [input.type]),
		"message": sprintf("PersistentVolume %s lies on a node's own disk (%s)", [input.meta.name, object.get(input, "target", "")]),
		"observed": sprintf("%s: %s", [input.type, object.get(input, "target", "")]),
		"expected": "storage that belongs to one claim",
		"between": [],
	}
}

# Volumes by the storage that they stand for.
by_storage[[volume.type, volume.target]] contains id if {
	some id, volume in data.platform.kinds.PersistentVolume
	volume.type in {"nfs", "csi"}
	volume.target
}

violation contains v if {
	input.kind == "PersistentVolume"
	some id in by_storage[[input.type, input.target]]
	id != input.meta.id
	other := data.platform.kinds.PersistentVolume[id]
	not same_tenant(other)
	v := {
		"path": sprintf("/spec/%s", [input.type]),
		"key": id,
		"message": sprintf("PersistentVolume %s and %s are the same storage %s", [input.meta.name, other.meta.name, input.target]),
		"observed": input.target,
		"expected": "storage of its own",
		"between": (claimants(input) | claimants(other)),
		"proof": [{"message": sprintf("PersistentVolume %s", [other.meta.name]), "entity": id, "pointer": sprintf("/spec/%s", [other.type])}],
	}
}

# Volumes that are bound to claims of one namespace share with nobody.
claimants(volume) := {tenant | tenant := ownership.tenant_of(split(volume.claim, "/")[0])}

same_tenant(other) if split(input.claim, "/")[0] == split(other.claim, "/")[0]

# Claims by the volume that they name.
by_volume[claim.volumeName] contains id if {
	some id, claim in data.platform.kinds.VolumeClaim
	claim.volumeName
}

violation contains v if {
	input.kind == "VolumeClaim"
	some id in by_volume[input.volumeName]
	other := data.platform.kinds.VolumeClaim[id]
	other.tenant != input.tenant
	v := {
		"path": "/spec/volumeName",
		"key": id,
		"message": sprintf("claim %s of tenant %s and claim %s of tenant %s name the same volume %s", [input.meta.name, input.tenant, other.meta.name, other.tenant, input.volumeName]),
		"observed": sprintf("volumeName: %s", [input.volumeName]),
		"expected": "a volume of its own",
		"between": [input.tenant, other.tenant],
		"proof": [{"message": sprintf("claim %s/%s", [other.meta.namespace, other.meta.name]), "entity": id, "pointer": "/spec/volumeName"}],
	}
}

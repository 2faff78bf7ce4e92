# METADATA
# title: "A bill of materials exists for running images"
# description: >-
#   When the next hole has a name, the question is which images have it in them.
# related_resources:
#   - https://cyclonedx.org/specification/overview/
#   - https://spdx.dev/use/specifications/
# custom:
#   id: IMG-09
#   severity: medium
#   evidence: partly
#   sources: [retail-multi-tenant, retail-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Make a CycloneDX or SPDX document with the image (syft, trivy) and keep it with its digest.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SR-4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-8", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.21", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.3.2", coverage: partial}
package bulkhead.controls.img_09

import rego.v1

import data.bulkhead.lib.image
import data.bulkhead.lib.ownership
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	ownership.of_tenant
	count(image.containers) > 0
}

# Documents by the image that they describe: its name with tag or digest, or its digest.
by_image[name] contains id if {
	some id, entity in data.platform.kinds.Configuration
	entity.type == "cyclonedx"
	component := entity.content.metadata.component
	some name in described(component)
}

described(component) := {component.name, sprintf("%s:%s", [component.name, object.get(component, "version", "")]), sprintf("%s@%s", [component.name, object.get(component, "version", "")]), object.get(component, "version", component.name)}

by_image[entity.content.name] contains id if {
	some id, entity in data.platform.kinds.Configuration
	entity.type == "spdx"
}

found(container) := {id | some name in image.names(container); some id in by_image[name]}

parts(id) := object.get(data.platform.entities[id].content, "components", object.get(data.platform.entities[id].content, "packages", 0))

violation contains v if {
	some container in image.containers
	some id in found(container)
	parts(id) == 0
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": container.name,
		"message": sprintf("the bill of materials of %s is empty", [workload.described(container)]),
		"observed": sprintf("no components in %s", [data.platform.entities[id].meta.name]),
		"expected": "the components of the image",
		"proof": [{"message": "it lists no components", "entity": id, "pointer": ""}],
	}
}

unknown contains {"reason": reason, "path": sprintf("%s/image", [container.pointer])} if {
	some container in image.containers
	count(found(container)) == 0
	reason := sprintf("no bill of materials of %s is in this input (CycloneDX or SPDX as JSON answers it)", [container.image.reference])
}

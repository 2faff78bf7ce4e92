# METADATA
# title: "Images are rebuilt again and again"
# description: >-
#   A base image gets its fixes only when somebody builds anew.
# related_resources:
#   - https://docs.docker.com/build/building/best-practices/
# custom:
#   id: IMG-10
#   severity: medium
#   evidence: partly
#   sources: [retail-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Rebuild on a schedule, and say when in the tag or the label org.opencontainers.image.created.
#   parameters:
#     imageMaxAgeDays: {default: 45, description: "days after which an image has to be rebuilt"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-2", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.3.3", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.8", coverage: partial}
package bulkhead.controls.img_10

import rego.v1

import data.bulkhead.lib.duration
import data.bulkhead.lib.image
import data.bulkhead.lib.ownership
import data.bulkhead.lib.words
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	ownership.of_tenant
	count(image.containers) > 0
}

content(id) := data.platform.entities[id].content

# When an image was made: by its scan, by the pod's annotation, by a date in its tag.
created(container) := made if {
	some id in image.scans(container)
	made := content(id).Metadata.ImageConfig.created
} else := made if {
	made := input.pod.annotations["org.opencontainers.image.created"]
} else := made if {
	date := regex.find_n(`20[0-9]{2}[01][0-9][0-3][0-9]`, container.image.tag, 1)[0]
	made := sprintf("%s-%s-%sT00:00:00Z", [substring(date, 0, 4), substring(date, 4, 2), substring(date, 6, 2)])
}

violation contains v if {
	some container in image.containers
	age(container) > data.parameters.imageMaxAgeDays
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": container.name,
		"message": sprintf("the image of %s was built %s ago", [workload.described(container), words.counted(age(container), "day")]),
		"observed": words.counted(age(container), "day"),
		"expected": sprintf("at most %s", [words.counted(data.parameters.imageMaxAgeDays, "day")]),
	}
}

unknown contains {"reason": reason, "path": sprintf("%s/image", [container.pointer])} if {
	some container in image.containers
	not dated(container)
	reason := sprintf("nothing in this input says when %s was built", [container.image.reference])
}

age(container) := duration.days_since(created(container))

dated(container) if age(container)

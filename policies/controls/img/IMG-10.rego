# METADATA
# title: "Images are rebuilt again and again"
# description: >-
#   A base image gets its fixes only when somebody builds anew.
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

import data.bulkhead.lib.ownership
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	ownership.of_tenant
	count(containers) > 0
}

containers := [c | some c in input.pod.containers; c.image]

# Reports of scanners, by the name and by each digest of the image that they looked at.
by_image[name] contains id if {
	some id, entity in data.platform.kinds.Configuration
	entity.type == "trivy-report"
	name := entity.content.ArtifactName
}

by_image[digest] contains id if {
	some id, entity in data.platform.kinds.Configuration
	entity.type == "trivy-report"
	some name in entity.content.Metadata.RepoDigests
	digest := split(name, "@")[1]
}

by_image[name] contains id if {
	some id, entity in data.platform.kinds.Configuration
	entity.type == "grype-report"
	name := entity.content.source.target.userInput
}

by_image[digest] contains id if {
	some id, entity in data.platform.kinds.Configuration
	entity.type == "grype-report"
	some name in entity.content.source.target.repoDigests
	digest := split(name, "@")[1]
}

names(container) := {container.image.reference, object.get(container.image, "digest", container.image.reference)}

found(container) := {id | some name in names(container); some id in by_image[name]}

content(id) := data.platform.entities[id].content

nanoseconds_of_a_day := 86400000000000

# When an image was made: by its scan, by the pod's annotation, by a date in its tag.
created(container) := made if {
	some id in found(container)
	made := time.parse_rfc3339_ns(content(id).Metadata.ImageConfig.created)
} else := made if {
	made := time.parse_rfc3339_ns(input.pod.annotations["org.opencontainers.image.created"])
} else := made if {
	date := regex.find_n(`20[0-9]{2}[01][0-9][0-3][0-9]`, container.image.tag, 1)[0]
	made := time.parse_ns("20060102", date)
}

age(container) := floor((time.parse_rfc3339_ns(data.platform.now) - created(container)) / nanoseconds_of_a_day)

violation contains v if {
	some container in containers
	age(container) > data.parameters.imageMaxAgeDays
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": container.name,
		"message": sprintf("the image of %s was built %d days ago", [workload.described(container), age(container)]),
		"observed": sprintf("%d days", [age(container)]),
		"expected": sprintf("at most %d days", [data.parameters.imageMaxAgeDays]),
	}
}

unknown contains {"reason": reason, "path": sprintf("%s/image", [container.pointer])} if {
	some container in containers
	not dated(container)
	reason := sprintf("nothing in this input says when %s was built", [container.image.reference])
}

dated(container) if created(container)

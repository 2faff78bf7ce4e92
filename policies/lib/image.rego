# METADATA
# description: Images of containers, and the reports of scanners on them.
package bulkhead.lib.image

import rego.v1

# The last part of the repository, by which well-known images are told.
program(container) := parts[count(parts) - 1] if parts := split(container.image.repository, "/")

# By which documents speak of a container's image: its reference, and its digest where it has one.
names(container) := {container.image.reference, object.get(container.image, "digest", container.image.reference)}

containers := [c | some c in input.pod.containers; c.image]

# Reports of scanners, by the name and by each digest of the image that they looked at.
reports[name] contains id if {
	some id, entity in data.platform.kinds.Configuration
	entity.type == "trivy-report"
	name := entity.content.ArtifactName
}

reports[digest] contains id if {
	some id, entity in data.platform.kinds.Configuration
	entity.type == "trivy-report"
	some name in entity.content.Metadata.RepoDigests
	digest := split(name, "@")[1]
}

reports[name] contains id if {
	some id, entity in data.platform.kinds.Configuration
	entity.type == "grype-report"
	name := entity.content.source.target.userInput
}

reports[digest] contains id if {
	some id, entity in data.platform.kinds.Configuration
	entity.type == "grype-report"
	some name in entity.content.source.target.repoDigests
	digest := split(name, "@")[1]
}

scans(container) := {id | some name in names(container); some id in reports[name]}

# Whether an image, or the base of one, comes from an approved registry.
approved(image) if {
	some registry in data.platform.approvedRegistries
	startswith(sprintf("%s/%s", [image.registry, image.repository]), sprintf("%s/", [trim_suffix(registry, "/")]))
}

package bulkhead.lib.image_test

import rego.v1

import data.bulkhead.lib.image

container(repository) := {"image": {"registry": "ghcr.io", "repository": repository, "reference": sprintf("ghcr.io/%s", [repository])}}

test_a_program_is_the_last_part_of_the_repository if {
	image.program(container("acme/odoo")) == "odoo"
	image.program(container("odoo")) == "odoo"
}

kinds := {"Configuration": {
	"trivy": {"type": "trivy-report", "content": {"ArtifactName": "ghcr.io/a", "Metadata": {"RepoDigests": ["ghcr.io/a@sha256:1"]}}},
	"grype": {"type": "grype-report", "content": {"source": {"target": {"userInput": "ghcr.io/b", "repoDigests": ["ghcr.io/b@sha256:2"]}}}},
	"odd": {"type": "sbom", "content": {"ArtifactName": "ghcr.io/c", "Metadata": {"RepoDigests": ["ghcr.io/c@sha256:3"]}, "source": {"target": {"userInput": "ghcr.io/d", "repoDigests": ["ghcr.io/d@sha256:4"]}}}},
}}

test_reports_by_the_name_and_the_digest_of_what_was_scanned if {
	wanted := {"ghcr.io/a": {"trivy"}, "sha256:1": {"trivy"}, "ghcr.io/b": {"grype"}, "sha256:2": {"grype"}}
	image.reports == wanted with data.platform.kinds as kinds
}

test_scans_of_a_container_by_either if {
	image.scans(container("a")) == {"trivy"} with data.platform.kinds as kinds
	image.scans({"image": {"reference": "x", "digest": "sha256:2"}}) == {"grype"} with data.platform.kinds as kinds
	image.scans(container("z")) == set() with data.platform.kinds as kinds
}

approved(repository, registry) if {
	image.approved(container(repository).image) with data.platform.approvedRegistries as [registry]
}

test_a_registry_is_approved_with_what_is_below_it if {
	approved("acme/odoo", "ghcr.io")
	approved("acme/odoo", "ghcr.io/acme")
	approved("acme/odoo", "ghcr.io/acme/")
	not approved("acme/odoo", "ghcr.io/ac")
	not approved("acme/odoo", "ghcr.io/acme/odoo/x")
	not approved("acme/odoo", "quay.io")
}

test_an_approved_registry_is_a_folder_and_no_beginning_of_a_name if {
	not approved("acme/odoo-dev", "ghcr.io/acme/odoo")
	not approved("acme/odoo", "ghcr.io/acme/odoo")
}

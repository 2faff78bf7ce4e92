# METADATA
# title: "Nodes run an approved, immutable image"
# description: >-
#   A node that somebody mended by hand is no longer the one that was approved.
# related_resources:
#   - https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF
# custom:
#   id: ADM-07
#   severity: low
#   evidence: attestation
#   sources: [distribution-hardening]
#   kinds: [Platform]
#   remediation: >-
#     Write down what is missing, let its owner sign it off, and keep the attestation's dates
#     current in attestations.yaml.
#   example: |
#     attestations:
#       - type: node-image
#         owner: platform-lead@example.com
#         date: 2026-10-01
#         validUntil: 2027-09-30
#         link: https://wiki.example.com/node-image
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-7", coverage: partial}
package bulkhead.controls.adm_07

import rego.v1

import data.bulkhead.lib.evidence

wanted := {"node-image": "the approved, immutable node image"}

violation contains v if some v in evidence.violations(wanted)

unknown contains reason if some reason in evidence.unattested(wanted)

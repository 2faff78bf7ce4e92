# METADATA
# title: "An emergency change path exists, with later review"
# description: >-
#   At three in the morning people take the shortest way. If none is declared, it is the one
#   without a trace.
# related_resources:
#   - https://csrc.nist.gov/pubs/sp/800/128/upd1/final
# custom:
#   id: DEL-11
#   severity: medium
#   evidence: attestation
#   sources: [distribution-hardening]
#   kinds: [Platform]
#   remediation: >-
#     Write down what is missing, let its owner sign it off, and keep the attestation's dates
#     current in attestations.yaml.
#   example: |
#     attestations:
#       - type: emergency-change
#         owner: platform-lead@example.com
#         date: 2026-10-01
#         validUntil: 2027-09-30
#         link: https://wiki.example.com/emergency-change
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-3", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC8.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.32", coverage: partial}
package bulkhead.controls.del_11

import rego.v1

import data.bulkhead.lib.evidence

wanted := {"emergency-change": "the emergency change path"}

violation contains v if some v in evidence.violations(wanted)

unknown contains reason if some reason in evidence.unattested(wanted)

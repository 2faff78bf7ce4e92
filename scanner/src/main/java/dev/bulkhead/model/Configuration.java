package dev.bulkhead.model;

import java.util.Map;

/**
 * A file of a known kind that is no Kubernetes object and has no record of its own: a pipeline, a
 * Terraform plan, alert rules, the answer of a cloud's command line, evidence by people.
 *
 * @param type what it was recognised as, for example {@code github-workflow} or {@code
 *     terraform-plan}
 * @param content the document as written, secret-looking values withheld; of results and bills of
 *     materials the long lists are counted instead
 */
public record Configuration(Meta meta, String type, Map<String, Object> content)
    implements Entity {}

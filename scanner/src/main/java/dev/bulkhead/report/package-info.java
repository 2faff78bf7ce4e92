/**
 * Renders an assessment: console, SARIF, JSON, JUnit, GitLab Code Quality, Markdown, HTML. Decides
 * nothing; knows the assessment, the model, and how to keep secrets out of shown source lines.
 */
@NullMarked
package dev.bulkhead.report;

import org.jspecify.annotations.NullMarked;

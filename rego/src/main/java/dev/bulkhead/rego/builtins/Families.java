package dev.bulkhead.rego.builtins;

import java.util.ArrayList;
import java.util.List;

/** The families of built-ins. */
final class Families {
  private Families() {}

  static List<Declaration> all() {
    var out = new ArrayList<Declaration>(220);
    out.addAll(Comparisons.declarations());
    out.addAll(Arithmetic.declarations());
    out.addAll(Aggregates.declarations());
    out.addAll(Sets.declarations());
    out.addAll(ObjectFunctions.declarations());
    out.addAll(Strings.declarations());
    out.addAll(Types.declarations());
    out.addAll(Graphs.declarations());
    out.addAll(Output.declarations());
    out.addAll(Formatting.declarations());
    out.addAll(Regexes.declarations());
    out.addAll(Numbers.declarations());
    out.addAll(Encodings.declarations());
    out.addAll(Documents.declarations());
    out.addAll(Hmacs.declarations());
    out.addAll(Certificates.declarations());
    out.addAll(Tokens.declarations());
    out.addAll(TokenSigning.declarations());
    out.addAll(AwsRequests.declarations());
    out.addAll(JsonSchemas.declarations());
    out.addAll(Graphql.declarations());
    out.addAll(Units.declarations());
    out.addAll(Globs.declarations());
    out.addAll(Networks.declarations());
    out.addAll(Versions.declarations());
    out.addAll(UrlQueries.declarations());
    out.addAll(Uuids.declarations());
    out.addAll(Surroundings.declarations());
    out.addAll(Times.declarations());
    out.addAll(Markups.declarations());
    out.addAll(Uris.declarations());
    out.addAll(Templates.declarations());
    return out;
  }
}

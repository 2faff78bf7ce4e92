package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes the terms that a term is directly made of; comprehensions and templates stay whole. */
final class Parts {
  private Parts() {}

  /** The term with another in the place of each part. */
  static Term map(Term term, UnaryOperator<Term> change) {
    return switch (term) {
      case Resolved.Ref r ->
          new Resolved.Ref(change.apply(r.head()), all(r.path(), change), r.location());
      case Resolved.Input i -> new Resolved.Input(all(i.path(), change), i.location());
      case Resolved.Data d -> new Resolved.Data(all(d.path(), change), d.location());
      case Resolved.Array a -> new Resolved.Array(all(a.items(), change));
      case Resolved.SetOf s -> new Resolved.SetOf(all(s.items(), change));
      case Resolved.Obj o -> new Resolved.Obj(all(o.keys(), change), all(o.values(), change));
      case Resolved.Call c -> arguments(c, change);
      case Resolved.Const c -> c;
      case Resolved.Local l -> l;
      case Resolved.Comprehension c -> c;
      case Resolved.Template t -> t;
    };
  }

  /** The call with other arguments. */
  static Resolved.Call arguments(Resolved.Call call, UnaryOperator<Term> change) {
    return new Resolved.Call(
        call.callee(), all(call.args(), change), call.location(), call.resultWritten());
  }

  static List<Term> all(List<Term> terms, UnaryOperator<Term> change) {
    var out = new ArrayList<Term>(terms.size());
    terms.forEach(t -> out.add(change.apply(t)));
    return out;
  }
}

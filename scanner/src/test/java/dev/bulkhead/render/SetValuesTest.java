package dev.bulkhead.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples are those of Helm's documentation, and what its own parser makes of more. */
class SetValuesTest {
  private static RenderOptions set(String value) {
    return new RenderOptions(List.of(), List.of(value), List.of(), List.of(), "", null, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a=b,c=d # {\"a\":\"b\",\"c\":\"d\"}",
        "outer.inner=value # {\"outer\":{\"inner\":\"value\"}}",
        "name={a,b,c} # {\"name\":[\"a\",\"b\",\"c\"]}",
        "name={},a=null # {\"name\":[],\"a\":null}",
        "servers[0].port=80,servers[0].host=example # {\"servers\":[{\"port\":80,\"host\":\"example\"}]}",
        "a[1]=x # {\"a\":[null,\"x\"]}",
        "name=value1\\,value2 # {\"name\":\"value1,value2\"}",
        "nodeSelector.kubernetes\\.io/role=master # {\"nodeSelector\":{\"kubernetes.io/role\":\"master\"}}",
        "a=true,b=0,c=007,d=1.5,e= # {\"a\":true,\"b\":0,\"c\":\"007\",\"d\":\"1.5\",\"e\":\"\"}",
        "a[0][1]=x # {\"a\":[[null,\"x\"]]}"
      })
  void readsWhatHelmReads(String text, String json) throws IOException {
    assertThat(SetValues.json(set(text))).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a",
        "=b",
        "a[x]=1",
        "a[99999999]=1",
        "a[0=1",
        "a={b",
        "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.a.b.c.d.e=1"
      })
  void saysWhatIsWrong(String text) {
    assertThat(set(text).problem().orElse("")).startsWith("--set " + text + ": expected ");
  }
}

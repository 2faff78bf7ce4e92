package dev.bulkhead.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.model.Positions.Place;
import dev.bulkhead.model.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodePositionsTest {
  private static final String ALIASED =
      """
      base: &base
        image: odoo
        ports: [80, 443]
      web:
        <<: *base
        name: web
      all: [*base, {list: *base}]
      """;

  private final NodePositions.Pool pool = new NodePositions.Pool();

  private static List<Node> documents(String yaml) {
    return YamlParser.parse(yaml, Limits.STANDARD).documents();
  }

  @Test
  void documentsThatLookAlikeHaveTheirOwnLines() {
    List<Node> documents = documents("kind: A\nspec: {x: 1}\n---\nkind: B\nspec: {x: 2}\n");

    assertThat(documents.stream().map(d -> pool.of(d, Map.of()).locate("/spec/x")))
        .containsExactly(
            new Place(new Span(2, 8, 2, 12), new Span(2, 8, 2, 9), true, "/spec/x"),
            new Place(new Span(5, 8, 5, 12), new Span(5, 8, 5, 9), true, "/spec/x"));
  }

  @Test
  void documentsOfEqualPlacesAndOtherKeysAreToldApart() {
    List<Node> documents = documents("abc: 1\n---\nxyz: 1\n");

    assertThat(documents.stream().map(d -> pool.of(d, Map.of()).locate("/xyz").exact()))
        .containsExactly(false, true);
  }

  @Test
  void whatIsAliasedOrMergedStandsWhereItIsWritten() {
    NodePositions positions = new NodePositions(documents(ALIASED).getFirst());

    assertThat(positions.locate("/web/ports/1").span()).isEqualTo(new Span(3, 15, 3, 18));
    assertThat(positions.locate("/all/1/list/image").span()).isEqualTo(new Span(2, 3, 2, 14));
    assertThat(positions.locate("/web/name").span()).isEqualTo(new Span(6, 3, 6, 12));
  }

  @Test
  void theNodesAreThereAgainWithoutTheValuesOfScalars() {
    Node document = documents(ALIASED).getFirst();

    assertThat(new NodePositions(document).root()).isEqualTo(withoutValues(document));
  }

  private static Node withoutValues(Node node) {
    return switch (node) {
      case Node.Scalar s -> new Node.Scalar(s.span(), "", Node.Type.STRING);
      case Node.Sequence s ->
          new Node.Sequence(
              s.span(), s.items().stream().map(NodePositionsTest::withoutValues).toList());
      case Node.Mapping m ->
          new Node.Mapping(
              m.span(),
              m.entries().stream()
                  .map(e -> new Node.Entry(e.key(), withoutValues(e.value())))
                  .toList());
    };
  }
}

package dev.bulkhead.rego.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.PreparedQuery;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.syntax.Expr;
import dev.bulkhead.rego.syntax.Term;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The dependency rule of the engine: each stage knows those before it and none behind it; and
 * habits that keep it safe to share and linear in what it reads.
 */
class ArchitectureTest {
  private static final int MAX_LINES = 450;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.bulkhead.rego");

  private static String of(String stage) {
    return "dev.bulkhead.rego." + stage + "..";
  }

  @Test
  void stagesKnowOnlyThoseBeforeThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("value")
        .definedBy(of("value"))
        .layer("syntax")
        .definedBy(of("syntax"))
        .layer("formats")
        .definedBy(of("crypto"), of("graphql"), of("schema"))
        .layer("bundle")
        .definedBy(of("bundle"))
        .layer("builtins")
        .definedBy(of("builtins"))
        .layer("eval")
        .definedBy(of("eval"))
        .layer("image")
        .definedBy(of("image"))
        .layer("compile")
        .definedBy(of("compile"))
        .layer("tool")
        .definedBy(of("tool"))
        .whereLayer("tool")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("image")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("compile")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("eval")
        .mayOnlyBeAccessedByLayers("compile", "tool")
        .whereLayer("builtins")
        .mayOnlyBeAccessedByLayers("eval", "compile", "tool")
        .whereLayer("formats")
        .mayOnlyBeAccessedByLayers("builtins")
        .whereLayer("bundle")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("syntax")
        .mayOnlyBeAccessedByLayers("bundle", "image", "eval", "compile", "tool")
        .whereLayer("value")
        .mayOnlyBeAccessedByLayers(
            "syntax", "formats", "bundle", "image", "builtins", "eval", "compile", "tool")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.bulkhead.rego.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noStageKnowsTheWayIn() {
    noClasses()
        .that()
        .resideInAnyPackage(
            of("value"),
            of("syntax"),
            of("crypto"),
            of("graphql"),
            of("schema"),
            of("bundle"),
            of("builtins"),
            of("eval"),
            of("compile"))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Rego.class, CompiledPolicy.class, PreparedQuery.class)
        .check(CLASSES);
  }

  @Test
  void theEngineDependsOnNothingOfTheScanner() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.bulkhead..")
                .and(DescribedPredicate.not(resideInAPackage("dev.bulkhead.rego.."))))
        .check(CLASSES);
  }

  @Test
  void builtinsSeeOfAnEvaluationOnlyTheirContext() {
    noClasses()
        .that(resideInAPackage(of("builtins")))
        .should()
        .dependOnClassesThat(resideInAnyPackage(of("eval"), of("compile"), of("syntax")))
        .check(CLASSES);
  }

  @Test
  void treesAndValuesAreSealedRecords() {
    classes()
        .that()
        .resideInAPackage(of("syntax"))
        .and(DescribedPredicate.or(assignable(Term.class), assignable(Expr.class)))
        .should(
            condition(
                "be sealed or records", c -> c.isRecord() || c.isEnum() || c.reflect().isSealed()))
        .check(CLASSES);
    assertThat(Value.class).isSealed();
  }

  @Test
  void theEngineNeitherPrintsNorEndsTheProgram() {
    noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  /** java.util.regex backtracks: a text can make it take for ever. */
  @Test
  void onlyLinearRegularExpressionsReadText() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAPackage("java.util.regex"))
        .orShould()
        .callMethod(String.class, "matches", String.class)
        .orShould()
        .callMethod(String.class, "replaceAll", String.class, String.class)
        .orShould()
        .callMethod(String.class, "replaceFirst", String.class, String.class)
        .check(CLASSES);
  }

  /**
   * What threads and policies share must not change, but for what is always made the same: rare
   * families of built-ins, loaded when first asked for, and a bounded number of compiled patterns.
   */
  @Test
  void staticStateIsFinalAndImmutable() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .and()
        .doNotHaveFullName("dev.bulkhead.rego.builtins.Families.LOADED")
        .and()
        .doNotHaveFullName("dev.bulkhead.rego.builtins.Patterns.SHARED")
        .should()
        .beFinal()
        .andShould(
            new ArchCondition<JavaField>("hold no collection that can be changed") {
              @Override
              public void check(JavaField field, ConditionEvents events) {
                Object value = value(field);
                boolean changeable =
                    (value instanceof Collection || value instanceof Map)
                        && !value.getClass().getName().startsWith("java.util.ImmutableCollections")
                        && !value.getClass().getName().startsWith("java.util.Collections$Unmod");
                boolean sharedArray =
                    value != null
                        && value.getClass().isArray()
                        && !field.getModifiers().contains(JavaModifier.PRIVATE);
                events.add(
                    new SimpleConditionEvent(
                        field, !changeable && !sharedArray, field.getDescription()));
              }
            })
        .check(CLASSES);
  }

  private static @Nullable Object value(JavaField field) {
    Field reflected = field.reflect();
    reflected.setAccessible(true);
    try {
      return reflected.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field.getFullName(), e);
    }
  }

  @Test
  void filesAreShortEnoughToRead() throws IOException {
    Map<String, Integer> tooLong = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        int lines = Files.readAllLines(file).size();
        if (lines > MAX_LINES) {
          tooLong.put(file.toString(), lines);
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  private static DescribedPredicate<JavaClass> assignable(Class<?> type) {
    return JavaClass.Predicates.assignableTo(type);
  }

  private static ArchCondition<JavaClass> condition(
      String description, Predicate<JavaClass> holds) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        events.add(new SimpleConditionEvent(item, holds.test(item), item.getDescription()));
      }
    };
  }
}

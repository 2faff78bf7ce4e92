package dev.bulkhead.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The dependency rule: the model knows nobody, nobody knows the command line, reporters decide
 * nothing.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.bulkhead");

  @Test
  void layersKnowOnlyWhatIsBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("model")
        .definedBy("dev.bulkhead.model..")
        .layer("secrets")
        .definedBy("dev.bulkhead.secrets..")
        .layer("source")
        .definedBy("dev.bulkhead.source..")
        .layer("render")
        .definedBy("dev.bulkhead.render..")
        .layer("normalize")
        .definedBy("dev.bulkhead.normalize..")
        .layer("snapshot")
        .definedBy("dev.bulkhead.snapshot..")
        .layer("analysis")
        .definedBy("dev.bulkhead.analysis..")
        .layer("config")
        .definedBy("dev.bulkhead.config..")
        .layer("evaluate")
        .definedBy("dev.bulkhead.evaluate..")
        .layer("isolation")
        .definedBy("dev.bulkhead.isolation..")
        .layer("report")
        .definedBy("dev.bulkhead.report..")
        .layer("admission")
        .definedBy("dev.bulkhead.admission..")
        .layer("cli")
        .definedBy("dev.bulkhead.cli..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("admission")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("isolation")
        .mayOnlyBeAccessedByLayers("report", "cli")
        .whereLayer("evaluate")
        .mayOnlyBeAccessedByLayers("config", "isolation", "report", "admission", "cli")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("admission", "cli")
        .whereLayer("analysis")
        .mayOnlyBeAccessedByLayers("config", "admission", "cli")
        .whereLayer("snapshot")
        .mayOnlyBeAccessedByLayers("admission", "cli")
        .whereLayer("normalize")
        .mayOnlyBeAccessedByLayers("snapshot", "config", "admission", "cli")
        .whereLayer("source")
        .mayOnlyBeAccessedByLayers(
            "render", "normalize", "snapshot", "config", "report", "admission", "cli")
        .whereLayer("render")
        .mayOnlyBeAccessedByLayers("admission", "cli")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.bulkhead.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theEngineDependsOnNothingOfTheScanner() {
    noClasses()
        .that()
        .resideInAPackage("dev.bulkhead.rego..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "the scanner",
                c ->
                    c.getPackageName().startsWith("dev.bulkhead.")
                        && !c.getPackageName().startsWith("dev.bulkhead.rego")))
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineEndsTheProgramOrPrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.bulkhead.cli..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void theModelIsRecordsInterfacesAndEnums() {
    classes()
        .that()
        .resideInAPackage("dev.bulkhead.model..")
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .beRecords()
        .orShould()
        .beInterfaces()
        .orShould()
        .beEnums()
        .check(CLASSES);
  }
}

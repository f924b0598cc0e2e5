package io.lynceus.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls of the house. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.lynceus.trainer");

    @Test
    void theTrainerDoesNotKnowTheProcessor() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lynceus.processor..", "org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void ffmpegStaysInData() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..trainer.data..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco.ffmpeg..")
                .check(CLASSES);
    }

    /** The export takes its float16 from there; the networks run in the engine that the processor runs them in. */
    @Test
    void onnxRuntimeIsOnlyBehindTheEngineOfBothModules() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..trainer.export..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("ai\\.onnxruntime\\.Ort.*")
                .check(CLASSES);
    }

    @Test
    void onlyCliWiresThePartsTogether() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..trainer.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..trainer.cli..")
                .check(CLASSES);
    }

    @Test
    void theNetworkDoesNotKnowItsTraining() {
        noClasses()
                .that()
                .resideInAPackage("..trainer.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..trainer.training..", "..trainer.loss..", "..trainer.data..", "..trainer.evaluation..")
                .check(CLASSES);
    }
}

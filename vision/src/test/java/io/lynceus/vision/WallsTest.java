package io.lynceus.vision;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls of the house. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.lynceus.vision");

    @Test
    void visionKnowsNeitherOfTheModulesThatUseIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lynceus.processor..", "io.lynceus.trainer..", "io.lynceus.schemas..")
                .check(CLASSES);
    }

    @Test
    void visionKnowsNoKafkaNoLibTorchAndNoCommandLine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "org.bytedeco.pytorch..", "picocli..")
                .check(CLASSES);
    }

    @Test
    void ffmpegStaysInPixels() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..vision.pixels..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco.ffmpeg..")
                .check(CLASSES);
    }

    @Test
    void theEnginesBehindTheSeamStayInEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..vision.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnxruntime..", "org.bytedeco.tensorrt..", "org.bytedeco.cuda..")
                .check(CLASSES);
    }

    @Test
    void classesAreFinalOrMadeToBeExtended() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .orShould()
                .haveModifier(JavaModifier.ABSTRACT)
                .check(CLASSES);
    }
}

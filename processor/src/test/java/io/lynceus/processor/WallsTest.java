package io.lynceus.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the house. */
@AnalyzeClasses(packages = "io.lynceus.processor", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule THE_PICTURE_SIDE_KNOWS_NOTHING_OF_KAFKA = noClasses()
            .that()
            .resideInAnyPackage("..processor.config..", "..processor.decode..", "..processor.inference..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "kafka..", "io.lynceus.schemas..");

    @ArchTest
    static final ArchRule FFMPEG_STAYS_IN_CAPTURE_AND_DECODE = noClasses()
            .that()
            .resideOutsideOfPackages("..processor.capture..", "..processor.decode..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule ONNX_RUNTIME_STAYS_IN_INFERENCE = noClasses()
            .that()
            .resideOutsideOfPackage("..processor.inference..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule THE_BROKERS_INSIDES_STAY_IN_BROKER = noClasses()
            .that()
            .resideOutsideOfPackage("..processor.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..");

    @ArchTest
    static final ArchRule KAFKA_STREAMS_STAYS_IN_STREAMS = noClasses()
            .that()
            .resideOutsideOfPackage("..processor.streams..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule THE_PROCESSOR_DOES_NOT_KNOW_THE_TRAINER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.lynceus.trainer..", "org.bytedeco.pytorch..");

    @ArchTest
    static final ArchRule ONLY_CLI_WIRES_THE_PARTS_TOGETHER = noClasses()
            .that()
            .resideOutsideOfPackage("..processor.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..processor.cli..");

    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL_OR_MADE_TO_BE_EXTENDED = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
            .orShould()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT);
}

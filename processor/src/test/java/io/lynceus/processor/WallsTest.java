package io.lynceus.processor;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/** The walls of the house. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.lynceus.processor");

    @Test
    void thePictureSideKnowsNothingOfKafka() {
        noClasses()
                .that()
                .resideInAnyPackage("..processor.config..", "..processor.decode..", "..processor.inference..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "kafka..",
                        "..processor.kafka..",
                        "..processor.streams..",
                        "io.lynceus.schemas..")
                .check(CLASSES);
    }

    @Test
    void aCamerasPipelineKnowsNeitherKafkaNorAnEngine() {
        noClasses()
                .that()
                .resideInAPackage("..processor.pipeline..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "kafka..",
                        "io.lynceus.schemas",
                        "..processor.kafka..",
                        "..processor.streams..",
                        "..processor.inference..",
                        "..vision.engine..",
                        "..vision.model..")
                .check(CLASSES);
    }

    @Test
    void ffmpegStaysInCaptureAndDecode() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..processor.capture..", "..processor.decode..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(CLASSES);
    }

    @Test
    void theEnginesBehindTheSeamStayInVision() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnxruntime..", "org.bytedeco.tensorrt..", "org.bytedeco.cuda..")
                .check(CLASSES);
    }

    @Test
    void theBrokersInsidesStayInBroker() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..processor.broker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..")
                .check(CLASSES);
    }

    /** But for the meters, whose library wants the threads themselves. */
    @Test
    void kafkaStreamsStaysInStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..processor.streams..")
                .and()
                .doNotHaveSimpleName("ProcessMeters")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams..")
                .check(CLASSES);
    }

    /** But for what Kafka Streams asks of its supplier, with settings that come from there. */
    @Test
    void kafkaClientsAreMadeInKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..processor.kafka..")
                .and()
                .doNotHaveSimpleName("NamedClients")
                .and()
                .doNotHaveSimpleName("NamedProducer")
                .and()
                .doNotHaveSimpleName("PolledConsumer")
                .should()
                .callConstructorWhere(target(owner(assignableTo(Consumer.class).or(assignableTo(Producer.class)))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(Admin.class))).and(target(name("create"))))
                .check(CLASSES);
    }

    @Test
    void micrometerStaysInOps() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..processor.ops..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.prometheus..")
                .check(CLASSES);
    }

    @Test
    void theProcessorDoesNotKnowTheTrainer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lynceus.trainer..", "org.bytedeco.pytorch..")
                .check(CLASSES);
    }

    @Test
    void onlyCliWiresThePartsTogether() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..processor.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..processor.cli..")
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

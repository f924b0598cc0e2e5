package io.lynceus.processor.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.lynceus.processor.config.CaptureConfig;
import io.lynceus.processor.config.ConfigFile;
import io.lynceus.processor.config.ProcessConfig;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The objects for Kubernetes: each overlay is rendered, and each object read strictly by the model of its kind. */
@Tag("kubectl")
class KubernetesTest {
    @TempDir
    Path work;

    @ParameterizedTest
    @ValueSource(strings = {"overlays/cpu", "overlays/gpu", "overlays/kind", "overlays/all"})
    void everyObjectIsWhatItsReaderTakes(String overlay) throws Exception {
        Rendered rendered = Rendered.of(overlay, work);
        assertThat(rendered.objects()).hasSizeGreaterThan(20).allSatisfy(object -> {
            assertThat(Kinds.read(object)).isNotNull();
            assertThat(object.at("/metadata/name").asText()).isNotEmpty();
        });
        assertThat(rendered.all(Secret.class)).as("credentials in the sources").isEmpty();
    }

    @Test
    void aFieldThatNobodyReadsIsRefused() throws Exception {
        JsonNode set = Rendered.file("base/process.yaml").get(0);
        ObjectNode container = (ObjectNode) set.at("/spec/template/spec/containers/0");
        container.put("imagePullPolicies", "Never");
        assertThatThrownBy(() -> Kinds.read(set)).hasMessageContaining("imagePullPolicies");
        JsonNode user = Rendered.file("kafka/users.yaml").get(0);
        ((ObjectNode) user.at("/spec/authorization/acls/0")).put("hosts", "*");
        assertThatThrownBy(() -> Kinds.read(user)).hasMessageContaining("hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/cpu", "overlays/gpu", "overlays/kind", "overlays/all"})
    void noPodMayDoMoreThanItNeeds(String overlay) throws Exception {
        Rendered rendered = Rendered.of(overlay, work);
        List<PodSpec> pods = new ArrayList<>();
        rendered.all(StatefulSet.class)
                .forEach(set -> pods.add(set.getSpec().getTemplate().getSpec()));
        rendered.all(Deployment.class)
                .forEach(sink -> pods.add(sink.getSpec().getTemplate().getSpec()));
        assertThat(pods).hasSize(overlay.equals("overlays/all") ? 4 : 2).allSatisfy(pod -> {
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            Container container = pod.getContainers().get(0);
            assertThat(container.getImage()).contains("lynceus-processor");
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getLimits()).containsKey("memory");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/cpu", "overlays/gpu", "overlays/kind"})
    void captureAndProcessAreAskedHowTheyAre(String overlay) throws Exception {
        assertThat(Rendered.of(overlay, work).all(StatefulSet.class)).hasSize(2).allSatisfy(set -> {
            Container container =
                    set.getSpec().getTemplate().getSpec().getContainers().get(0);
            assertThat(List.of(
                            container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                    .allSatisfy(probe ->
                            assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http"));
        });
    }

    @Test
    void eachPodHasItsUserAndANetworkPolicyAndTalksToTheRegistryIfThereIsOne() throws Exception {
        Rendered rendered = Rendered.of("overlays/all", work);
        String registry = "LYNCEUS_KAFKA_SCHEMA_REGISTRY_URL";
        assertThat(rendered.objects())
                .filteredOn(object -> object.path("data").has(registry))
                .singleElement()
                .satisfies(map -> assertThat(
                                map.at("/data/LYNCEUS_KAFKA_BOOTSTRAP_SERVERS").asText())
                        .isNotEmpty());
        for (String name : List.of("lynceus-capture", "lynceus-process", "lynceus-history", "lynceus-alarms")) {
            assertThat(rendered.object("KafkaUser", name)).as(name).isNotNull();
            JsonNode policy = rendered.object("NetworkPolicy", name);
            assertThat(policy.at("/spec/podSelector/matchLabels/app.kubernetes.io~1name")
                            .asText())
                    .isEqualTo(name);
            assertThat(policy.at("/spec/egress").toString()).as(name).contains("8443");
        }
        for (String name : List.of("lynceus-history", "lynceus-alarms")) {
            String pod = rendered.object("Deployment", name).toString();
            assertThat(pod).contains("{\"key\":\"sasl.jaas.config\",\"name\":\"" + name + "\"}");
            assertThat(pod).contains("LYNCEUS_KAFKA_BASIC_AUTH_USER_INFO", "/etc/registry");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/cpu", "overlays/gpu", "overlays/kind", "overlays/all"})
    void theConfigurationsAreOnesThatTheVerbsTake(String overlay) throws Exception {
        Rendered rendered = Rendered.of(overlay, work);
        assertThat(threads(rendered)).isPositive();
        CaptureConfig capture = ConfigFile.parse(
                "capture.yaml",
                bytes(rendered.object("ConfigMap", "lynceus-capture"), "capture.yaml"),
                List.of(),
                CaptureConfig.class);
        assertThat(capture.cameras()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/cpu", "overlays/gpu", "overlays/kind", "overlays/all"})
    void scalingEndsWhereThePartitionsDo(String overlay) throws Exception {
        Rendered rendered = Rendered.of(overlay, work);
        ScaledObject.Spec scaling = rendered.all(ScaledObject.class).get(0).spec();
        int partitions = Kinds.read(rendered.object("KafkaTopic", "lynceus.packets"), KafkaTopic.class)
                .getSpec()
                .getPartitions();
        assertThat(scaling.maxReplicaCount() * threads(rendered)).isEqualTo(partitions);
        assertThat(scaling.cooldownPeriod()).isGreaterThanOrEqualTo(300);
        rendered.object(
                scaling.scaleTargetRef().kind(), scaling.scaleTargetRef().name());
    }

    @Test
    void theAlertsAreThoseOfTheComposeFile() throws Exception {
        assertThat(Rendered.file("base/alerts.yaml").get(0).path("spec"))
                .isEqualTo(Rendered.file("../docker/prometheus/alerts.yml").get(0));
    }

    @Test
    void everyDashboardIsThere() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("..", "docker", "grafana", "dashboards"))) {
            JsonNode map = Rendered.of("overlays/cpu", work).object("ConfigMap", "lynceus-dashboards");
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(map.at("/data").properties().stream()
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    @Test
    void aCardIsAskedForWhereTheModelRunsOnOne() throws Exception {
        Rendered rendered = Rendered.of("overlays/gpu", work);
        Container process = Kinds.read(rendered.object("StatefulSet", "lynceus-process"), StatefulSet.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
        assertThat(process.getResources().getLimits()).containsKey("nvidia.com/gpu");
        assertThat(process.getImage()).contains("lynceus-processor-cuda");
    }

    /** The stream threads of one pod, by the configuration that it gets. */
    private static int threads(Rendered rendered) throws IOException {
        JsonNode map = rendered.objects().stream()
                .filter(object -> object.path("kind").asText().equals("ConfigMap")
                        && object.at("/metadata/name").asText().startsWith("lynceus-process"))
                .findFirst()
                .orElseThrow();
        ProcessConfig config =
                ConfigFile.parse("process.yaml", bytes(map, "process.yaml"), List.of(), ProcessConfig.class);
        return config.threads();
    }

    private static byte[] bytes(JsonNode map, String key) {
        return map.at("/data").path(key).asText().getBytes(StandardCharsets.UTF_8);
    }
}

package io.lynceus.processor.dist;

import com.fasterxml.jackson.databind.JsonNode;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rights that Strimzi's user operator would give the users of k8s/kafka/users.yaml. */
public final class Rights {
    private Rights() {}

    /** Those of all users, under their names. */
    public static List<AclBinding> all() throws IOException {
        List<AclBinding> bindings = new ArrayList<>();
        for (JsonNode object : Rendered.file("kafka/users.yaml")) {
            KafkaUser user = Kinds.read(object, KafkaUser.class);
            KafkaUserAuthorizationSimple rights =
                    (KafkaUserAuthorizationSimple) user.getSpec().getAuthorization();
            for (AclRule rule : rights.getAcls()) {
                rule.getOperations()
                        .forEach(operation -> bindings.add(new AclBinding(
                                pattern(rule.getResource()),
                                new AccessControlEntry(
                                        "User:" + user.getMetadata().getName(),
                                        "*",
                                        kafkas(operation.name()),
                                        AclPermissionType.ALLOW))));
            }
        }
        return bindings;
    }

    /** Strimzi writes them without underscores. */
    private static AclOperation kafkas(String name) {
        return Arrays.stream(AclOperation.values())
                .filter(operation -> operation.name().replace("_", "").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ResourcePattern pattern(AclRuleResource resource) {
        if (resource instanceof AclRuleTopicResource topic) {
            return pattern(ResourceType.TOPIC, topic.getName(), topic.getPatternType());
        }
        if (resource instanceof AclRuleGroupResource group) {
            return pattern(ResourceType.GROUP, group.getName(), group.getPatternType());
        }
        AclRuleTransactionalIdResource id = (AclRuleTransactionalIdResource) resource;
        return pattern(ResourceType.TRANSACTIONAL_ID, id.getName(), id.getPatternType());
    }

    private static ResourcePattern pattern(ResourceType type, String name, AclResourcePatternType pattern) {
        return new ResourcePattern(
                type, name, pattern == AclResourcePatternType.PREFIX ? PatternType.PREFIXED : PatternType.LITERAL);
    }
}

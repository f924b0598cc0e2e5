package io.lynceus.processor.web;

import java.util.List;
import java.util.Map;

/**
 * What the page says that does not change while it is up.
 *
 * @param cameras names of the cameras, in the order in which they are shown
 * @param model what to tell about the model, in order: what it is, and its value; the first entry is its name
 * @param classes the model's classes, by id
 * @param broker where a Kafka client finds the broker
 * @param topic topic of the events
 * @param commands ready to copy: what each does, and the command
 */
public record PageFacts(
        List<String> cameras,
        Map<String, String> model,
        Map<Integer, String> classes,
        String broker,
        String topic,
        Map<String, String> commands) {}

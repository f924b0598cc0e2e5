package io.lynceus.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** The JSON Schema (2020-12) of what {@link JsonSerializer} writes, made from the Avro contract. */
public final class JsonSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonSchemas() {}

    /** Indented, with an end of line. */
    public static String of(Schema record) {
        ObjectNode root = JSON.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", record.getName());
        record(root, record);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void record(ObjectNode into, Schema record) {
        into.put("description", record.getDoc());
        into.put("type", "object");
        ObjectNode properties = into.putObject("properties");
        ArrayNode required = into.putArray("required");
        for (Schema.Field field : record.getFields()) {
            ObjectNode property = properties.putObject(field.name());
            type(property, field.schema());
            property.put("description", field.doc());
            required.add(field.name());
        }
    }

    private static void type(ObjectNode into, Schema type) {
        switch (type.getType()) {
            case RECORD -> record(into, type);
            case ARRAY -> {
                into.put("type", "array");
                type(into.putObject("items"), type.getElementType());
            }
            case UNION -> {
                ArrayNode either = into.putArray("anyOf");
                type.getTypes().forEach(one -> type(either.addObject(), one));
            }
            case ENUM -> {
                into.put("type", "string");
                type.getEnumSymbols().forEach(into.withArray("enum")::add);
            }
            case LONG -> {
                into.put("type", type.getLogicalType() == null ? "integer" : "string");
                if (type.getLogicalType() != null) {
                    into.put("format", "date-time");
                }
            }
            case INT -> into.put("type", "integer");
            case FLOAT, DOUBLE -> into.put("type", "number");
            case BOOLEAN -> into.put("type", "boolean");
            case NULL -> into.put("type", "null");
            default -> into.put("type", "string");
        }
    }
}

package io.lynceus.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON that people would write, with the fields' names: a time is a text such as
 * {@code 2027-01-31T08:00:00.123456Z}, an enum its symbol, nothing says which branch of a union it is (Avro's own JSON
 * does). Records of text, numbers, booleans, times, enums, arrays and records, each of them or null. Safe for use by
 * many threads.
 */
final class PlainJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Schema schema;
    private final GenericData model;

    /** @param model what makes the records that are read */
    PlainJson(Schema schema, GenericData model) {
        this.schema = schema;
        this.model = model;
    }

    /** One line, without an end of line. */
    byte[] write(IndexedRecord value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.getFactory().createGenerator(out)) {
            write(json, value);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof IndexedRecord record) {
            json.writeStartObject();
            for (Schema.Field field : record.getSchema().getFields()) {
                json.writeFieldName(field.name());
                write(json, record.get(field.pos()));
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object one : list) {
                write(json, one);
            }
            json.writeEndArray();
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Float number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    /**
     * A field that is missing has its default; one that the schema does not have is passed over.
     *
     * @throws IOException when it is no such record
     */
    IndexedRecord read(byte[] bytes) throws IOException {
        JsonNode node = JSON.readTree(bytes);
        try {
            return (IndexedRecord) record(schema, node);
        } catch (DateTimeParseException | AvroRuntimeException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Object record(Schema type, JsonNode node) throws IOException {
        if (!node.isObject()) {
            throw new IOException(type.getName() + " is no object");
        }
        Object record = model.newRecord(null, type);
        for (Schema.Field field : type.getFields()) {
            JsonNode value = node.get(field.name());
            Object read = value != null
                    ? value(field.schema(), value, field.name())
                    : field.defaultVal() == JsonProperties.NULL_VALUE
                            ? null
                            : model.deepCopy(field.schema(), model.getDefaultValue(field));
            model.setField(record, field.name(), field.pos(), read);
        }
        return record;
    }

    private @Nullable Object value(Schema type, JsonNode node, String name) throws IOException {
        if (type.getType() == Schema.Type.UNION) {
            return node.isNull() ? null : value(other(type), node, name);
        }
        boolean fits = switch (type.getType()) {
            case STRING, ENUM -> node.isTextual();
            case LONG ->
                type.getLogicalType() == null ? node.canConvertToLong() && node.isIntegralNumber() : node.isTextual();
            case INT -> node.canConvertToInt() && node.isIntegralNumber();
            case FLOAT, DOUBLE -> node.isNumber();
            case BOOLEAN -> node.isBoolean();
            case ARRAY -> node.isArray();
            default -> node.isObject();
        };
        if (!fits) {
            throw new IOException(name + " is no " + type.getType().getName());
        }
        return switch (type.getType()) {
            case STRING -> node.textValue();
            case ENUM -> model.createEnum(symbol(type, node.textValue()), type);
            case LONG -> type.getLogicalType() == null ? (Object) node.longValue() : Instant.parse(node.textValue());
            case INT -> node.intValue();
            case FLOAT -> node.floatValue();
            case DOUBLE -> node.doubleValue();
            case BOOLEAN -> node.booleanValue();
            case ARRAY -> array(type, node, name);
            default -> record(type, node);
        };
    }

    private List<@Nullable Object> array(Schema type, JsonNode node, String name) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonNode one : node) {
            values.add(value(type.getElementType(), one, name));
        }
        return values;
    }

    /** What a later version knows and this one does not is the symbol for that. */
    private static String symbol(Schema type, String text) {
        return type.hasEnumSymbol(text) ? text : String.valueOf(type.getEnumDefault());
    }

    private static Schema other(Schema union) {
        return union.getTypes().get(union.getTypes().get(0).getType() == Schema.Type.NULL ? 1 : 0);
    }
}

/**
 * How the records of the topics become bytes and come back: Avro single-object encoding.
 *
 * <p>In: records of {@code io.lynceus.schemas.avro}, which are generated from the contracts in {@code src/main/avro}.
 * Out: Kafka serializers, deserializers and serdes that read what any released version wrote.
 */
package io.lynceus.schemas;

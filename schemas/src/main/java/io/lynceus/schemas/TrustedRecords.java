package io.lynceus.schemas;

import io.lynceus.schemas.avro.EncodedPacket;
import org.apache.avro.Conversion;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Has Avro make objects of our generated classes. Since 1.12.2 it makes none of a class that nobody vouched for, and
 * generated classes do not vouch for themselves.
 *
 * <p>It converts nothing. Avro loads all conversions that it finds by {@link java.util.ServiceLoader} when the first
 * generated class is initialised, so no code of ours, nor of those who read our topics with these classes, can come too
 * early or forget it.
 */
public final class TrustedRecords extends Conversion<TrustedRecords> {
    private static final String OURS = EncodedPacket.class.getPackageName();

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(OURS)));
    }

    @Override
    public Class<TrustedRecords> getConvertedType() {
        return TrustedRecords.class;
    }

    /** The name of no logical type. */
    @Override
    public String getLogicalTypeName() {
        return "lynceus-trusted-records";
    }
}

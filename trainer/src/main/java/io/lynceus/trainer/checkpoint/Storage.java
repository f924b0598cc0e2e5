package io.lynceus.trainer.checkpoint;

import java.util.regex.Pattern;
import net.razorvine.pickle.PickleException;

/**
 * Where the values of a tensor are: what torch.save writes as a persistent id.
 *
 * @param type of the values, a class of torch such as HalfStorage
 * @param key of the file in the archive
 */
record Storage(PythonClass type, String key) {
    private static final Pattern KEY = Pattern.compile("\\w{1,40}");

    /** From ("storage", type, key, device, number of values). */
    static Storage of(Object id) {
        if (id instanceof Object[] parts
                && parts.length == 5
                && "storage".equals(parts[0])
                && parts[1] instanceof PythonClass type
                && parts[2] instanceof String key
                && KEY.matcher(key).matches()) {
            return new Storage(type, key);
        }
        throw new PickleException("a persistent id that is no storage");
    }
}

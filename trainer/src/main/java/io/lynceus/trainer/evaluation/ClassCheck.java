package io.lynceus.trainer.evaluation;

import io.lynceus.vision.UserError;
import java.util.List;

/** That a model and a data set mean the same by a class index. */
final class ClassCheck {
    private ClassCheck() {}

    /**
     * @param modelNames empty when the model does not name its classes; then only their number is compared
     * @throws UserError when they differ
     */
    static void same(List<String> modelNames, int modelClasses, List<String> dataNames) {
        if (modelClasses != dataNames.size()) {
            throw new UserError("the model has " + modelClasses + " classes, the data file names " + dataNames.size()
                    + ": " + dataNames);
        }
        if (!modelNames.isEmpty() && !modelNames.equals(dataNames)) {
            throw new UserError("the model's classes are " + modelNames + ", the data file's are " + dataNames
                    + ": they must be the same in the same order");
        }
    }
}

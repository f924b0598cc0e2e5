package io.lynceus.trainer.data;

/**
 * What the lines of label files may say.
 *
 * @param classes classes are numbered from 0 to below this
 * @param keyPointNumbers how many numbers of key points follow a box, which are not used; 0 for none
 */
record LabelForm(int classes, int keyPointNumbers) {
    static LabelForm boxes(int classes) {
        return new LabelForm(classes, 0);
    }

    /** Another for each other form. */
    long id() {
        return (long) keyPointNumbers << Integer.SIZE | classes;
    }
}

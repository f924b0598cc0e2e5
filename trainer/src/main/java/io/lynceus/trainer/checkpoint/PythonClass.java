package io.lynceus.trainer.checkpoint;

import net.razorvine.pickle.IObjectConstructor;

/** The name of a Python class or function. Calling it, as a pickle may ask, notes the call and does nothing else. */
record PythonClass(String module, String name) implements IObjectConstructor {
    private static final int SHOWN = 60;

    @Override
    public PythonObject construct(Object[] arguments) {
        return new PythonObject(this, arguments);
    }

    boolean is(String dotted) {
        return dotted.length() == module.length() + 1 + name.length()
                && dotted.startsWith(module)
                && dotted.endsWith(name)
                && dotted.charAt(module.length()) == '.';
    }

    /** The dotted name, fit for a message whatever is in it. */
    String shown() {
        String dotted = (module + "." + name).replaceAll("[^\\w.]", "?");
        return dotted.length() <= SHOWN ? dotted : dotted.substring(0, SHOWN) + "...";
    }
}

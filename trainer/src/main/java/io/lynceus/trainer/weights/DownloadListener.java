package io.lynceus.trainer.weights;

/** Follows a download. */
public interface DownloadListener {
    /** How far it is, in bytes; the whole is 0 where the server does not say. */
    void bytes(long done, long whole);

    /** It goes on after an interruption. */
    void again(String why);
}

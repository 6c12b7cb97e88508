import java.nio.file.Path;
import java.util.Arrays;
import org.hamail.config.ConfigLoader;
import org.hamail.config.HamailConfig;
import org.hamail.recovery.Reconciler;
import org.hamail.site.ObservedSite;

/** Looks at a logical host with nothing to do as the agent does, again and again: {@code java QuietLook.java CONFIG LOOKS}. */
final class QuietLook {
    public static void main(String[] words) throws Exception {
        HamailConfig config = ConfigLoader.load(Path.of(words[0]));
        var reconciler = new Reconciler(ObservedSite.of(config, config.logicalHost("mail1").orElseThrow()));
        long[] nanos = new long[Integer.parseInt(words[1])];
        boolean due = false;
        for (int i = -nanos.length; i < nanos.length; i++) { // the first half is to have the code compiled
            long start = System.nanoTime();
            due |= reconciler.look().due();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        System.out.printf("%.3f %.3f %s%n", nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6, due);
    }
}

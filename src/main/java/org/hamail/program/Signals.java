package org.hamail.program;

import java.lang.reflect.Proxy;

/** Signals to this process. The JDK offers them only in {@code sun.misc}, which is reached by name. */
final class Signals {
    private Signals() {}

    /** Runs {@code task} whenever signal {@code name}, without {@code SIG}, arrives; on another thread. */
    static void on(String name, Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        return switch (method.getName()) {
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> arguments[0] == proxy;
                            case "toString" -> name;
                            default -> {
                                task.run();
                                yield null;
                            }
                        };
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java hands no signals over", e);
        }
    }
}

package org.hamail.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The classes of hamail once more, one of them with a defect: compiled from its source text in which one place was replaced. */
final class Planted extends ClassLoader {
    private static final String OURS = "org.hamail.";

    private final Map<String, byte[]> changed;

    private Planted(Map<String, byte[]> changed) {
        super(Planted.class.getClassLoader());
        this.changed = changed;
    }

    /** Puts all of {@code defects} in. */
    static Planted with(List<Defect> defects) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var files = new Memory(compiler);
        for (Defect each : defects) {
            compile(each, compiler, files);
        }
        Map<String, byte[]> classes = new HashMap<>();
        files.written.forEach((each, bytes) -> classes.put(each, bytes.toByteArray()));
        return new Planted(classes);
    }

    private static void compile(Defect defect, JavaCompiler compiler, Memory files) throws IOException {
        String name = defect.path().getFileName().toString();
        String text = defect.planted(Files.readString(defect.path()));
        var source = new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        List<String> options = List.of("-nowarn", "-proc:none", "-cp", System.getProperty("java.class.path"));
        if (!compiler.getTask(null, files, null, options, null, List.of(source)).call()) {
            throw new IllegalStateException("'" + defect.name() + "' does not compile");
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            byte[] bytes = bytes(name);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private byte[] bytes(String name) throws ClassNotFoundException {
        byte[] own = changed.get(name);
        if (own != null) {
            return own;
        }
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** Where the compiler writes. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        Memory(JavaCompiler compiler) {
            super(compiler.getStandardFileManager(null, null, null));
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            var bytes = new ByteArrayOutputStream();
            written.put(name, bytes);
            URI uri = URI.create("memory:///" + name.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public ByteArrayOutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }

    /** Where the sources are: the simulator runs in the directory of the project. */
    static Path source(String inPackage) {
        Path main = Path.of("src/main/java/org/hamail", inPackage);
        return Files.exists(main) ? main : Path.of("src/test/java/org/hamail", inPackage);
    }
}

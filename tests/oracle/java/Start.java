import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

import jdk.internal.org.objectweb.asm.ClassReader;
import jdk.internal.org.objectweb.asm.ClassVisitor;
import jdk.internal.org.objectweb.asm.ClassWriter;
import jdk.internal.org.objectweb.asm.MethodVisitor;
import jdk.internal.org.objectweb.asm.Opcodes;

/**
 * Starts the harness with a JavaRosa whose clock can be set.
 *
 * JavaRosa asks {@code new Date()} for the time. Here each such call within it becomes {@code new Date(Clock.millis())};
 * nothing else in it is changed. Arguments: the places to load classes from (JavaRosa's jar, the harness's folder).
 */
public final class Start {
    public static void main(String[] places) throws Exception {
        URL[] urls = new URL[places.length];
        for (int i = 0; i < places.length; i++) {
            urls[i] = Path.of(places[i]).toUri().toURL();
        }
        ClassLoader loader = new Clocked(urls);
        Thread.currentThread().setContextClassLoader(loader);
        Class.forName("Oracle", true, loader).getMethod("serve").invoke(null);
    }

    /** Loads everything from its own places, before asking others. */
    private static final class Clocked extends URLClassLoader {
        Clocked(URL[] urls) {
            super(urls, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith("org.javarosa.")) {
                return super.findClass(name);
            }
            try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (stream == null) {
                    throw new ClassNotFoundException(name);
                }
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                stream.transferTo(bytes);
                byte[] changed = withClock(bytes.toByteArray());
                return defineClass(name, changed, 0, changed.length);
            } catch (java.io.IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static byte[] withClock(byte[] code) {
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new ClassVisitor(Opcodes.ASM8, writer) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM8, super.visitMethod(access, name, type, signature, thrown)) {
                    @Override
                    public void visitMethodInsn(int code, String owner, String method, String of, boolean isInterface) {
                        if (code == Opcodes.INVOKESPECIAL && owner.equals("java/util/Date")
                                && method.equals("<init>") && of.equals("()V")) {
                            super.visitMethodInsn(Opcodes.INVOKESTATIC, "Clock", "millis", "()J", false);
                            super.visitMethodInsn(code, owner, method, "(J)V", false);
                        } else {
                            super.visitMethodInsn(code, owner, method, of, isInterface);
                        }
                    }
                };
            }
        }, 0);
        return writer.toByteArray();
    }
}

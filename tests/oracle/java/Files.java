import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.javarosa.core.reference.PrefixedRootFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceManager;

/** The files beside a form: jr://file/…, jr://file-csv/… and the media are all looked for in one folder. */
final class Files extends PrefixedRootFactory {
    private static final String[] ROOTS = {"file", "file-csv", "images", "image", "audio", "video"};
    private final File folder;

    private Files(File folder) {
        super(ROOTS);
        this.folder = folder;
    }

    static void serve(File folder) {
        ReferenceManager manager = ReferenceManager.instance();
        manager.reset();
        manager.addReferenceFactory(new Files(folder));
    }

    @Override
    protected Reference factory(String terminal, String uri) {
        // "jr://file" is the beginning of "jr://file-csv" too, so the terminal is of no use: the last part is the name.
        return new InFolder(new File(folder, uri.substring(uri.lastIndexOf('/') + 1)), uri);
    }

    private record InFolder(File file, String uri) implements Reference {
        @Override
        public boolean doesBinaryExist() {
            return file.exists();
        }

        @Override
        public InputStream getStream() throws IOException {
            return new FileInputStream(file);
        }

        @Override
        public String getURI() {
            return uri;
        }

        @Override
        public String getLocalURI() {
            return file.getPath();
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("read only");
        }

        @Override
        public void remove() throws IOException {
            throw new IOException("read only");
        }

        @Override
        public Reference[] probeAlternativeReferences() {
            return new Reference[0];
        }
    }
}

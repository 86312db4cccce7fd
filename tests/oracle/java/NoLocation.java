import org.javarosa.core.model.actions.setgeopoint.SetGeopointAction;
import org.javarosa.core.model.actions.setgeopoint.SetGeopointActionHandler;

/** odk:setgeopoint on a device that never finds out where it is: the place stays empty. */
public final class NoLocation extends SetGeopointActionHandler {
    @Override
    public SetGeopointAction getSetGeopointAction() {
        return new Action();
    }

    /** Asks for no location. */
    public static final class Action extends SetGeopointAction {
        public Action() {
            super(null);
        }

        @Override
        public void requestLocationUpdates() {
            // There is none to come.
        }
    }
}

import java.time.OffsetDateTime;
import java.util.TimeZone;

import com.fasterxml.jackson.databind.JsonNode;
import org.joda.time.DateTimeUtils;
import org.joda.time.DateTimeZone;

/** The time and the zone that JavaRosa believes in. */
public final class Clock {
    private static Long fixed = null;

    public static long millis() {
        return fixed == null ? System.currentTimeMillis() : fixed;
    }

    /** As a request asks: "now" (ISO 8601 with an offset) and "tz" (a name of the zone database), both optional. */
    static void set(JsonNode request) {
        TimeZone.setDefault(TimeZone.getTimeZone(request.path("tz").asText("Asia/Jakarta")));
        DateTimeZone.setDefault(DateTimeZone.forTimeZone(TimeZone.getDefault()));
        if (request.hasNonNull("now")) {
            fixed = OffsetDateTime.parse(request.get("now").asText()).toInstant().toEpochMilli();
            DateTimeUtils.setCurrentMillisFixed(fixed);
        } else {
            fixed = null;
            DateTimeUtils.setCurrentMillisSystem();
        }
    }
}

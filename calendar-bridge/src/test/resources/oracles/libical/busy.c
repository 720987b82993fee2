/* Busy time of calendars by libical. Reads on standard input, again and again, a line "ID START END ZONE LENGTH" (epoch
   seconds, the owner's zone) and LENGTH bytes of iCalendar; answers each with "ID ok START/END/TYPE ...", or
   "ID abstains WHY": its own loop over recurrences knows no changed instances and no time without a zone. Each calendar
   has a process of its own, as some rules keep libical going for ever.
   cc -O2 -o libical libical.c -lical */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS 2 /* of the processor, for one calendar */
#define ANSWER (4 << 20)
#define MOST 50000 /* spans, which fit */

static long from, to;
static const char *type;
static int spans;

static void found(icalcomponent *component, struct icaltime_span *span, void *data) {
    (void)component;
    (void)data;
    if (span->end > from && span->start < to) {
        if (++spans > MOST) _exit(1);
        printf(" %ld/%ld/%s", (long)span->start, (long)span->end, type);
    }
}

static const char *refuses(icalcomponent *calendar) {
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        struct icaltimetype start = icalcomponent_get_dtstart(event);
        if (icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY)) return "changed instances";
        if (start.is_date || (!start.zone && !icaltime_is_utc(start))) return "no zone";
        if (icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY)) return "rdate";
    }
    return NULL;
}

static void answer(const char *id, const char *text) {
    icalcomponent *calendar = icalparser_parse_string(text);
    const char *why = calendar ? refuses(calendar) : "unreadable";
    if (why) {
        printf("%s abstains %s\n", id, why);
        return;
    }
    printf("%s ok", id);
    struct icaltimetype a = icaltime_from_timet_with_zone(from - 86400 * 3, 0, icaltimezone_get_utc_timezone());
    struct icaltimetype b = icaltime_from_timet_with_zone(to + 86400 * 3, 0, icaltimezone_get_utc_timezone());
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        icalproperty_status status = icalcomponent_get_status(event);
        icalproperty *transp = icalcomponent_get_first_property(event, ICAL_TRANSP_PROPERTY);
        if (status == ICAL_STATUS_CANCELLED) continue;
        if (transp && icalproperty_get_transp(transp) == ICAL_TRANSP_TRANSPARENT) continue;
        type = status == ICAL_STATUS_TENTATIVE ? "BUSY_TENTATIVE" : "BUSY";
        icalcomponent_foreach_recurrence(event, a, b, found, NULL);
    }
    printf("\n");
}

int main(void) {
    char id[32], zone[64];
    long length;
    setvbuf(stdout, malloc(ANSWER), _IOFBF, ANSWER); /* what does not end says nothing */
    while (scanf("%31s %ld %ld %63s %ld", id, &from, &to, zone, &length) == 5) {
        getchar();
        char *text = malloc(length + 1);
        if (fread(text, 1, length, stdin) != (size_t)length) return 1;
        text[length] = 0;
        pid_t child = fork();
        if (child == 0) {
            struct rlimit bound = {SECONDS, SECONDS};
            setrlimit(RLIMIT_CPU, &bound);
            answer(id, text);
            fflush(stdout);
            _exit(0);
        }
        int status;
        if (child < 0 || waitpid(child, &status, 0) != child) return 1;
        if (!WIFEXITED(status) || WEXITSTATUS(status)) {
            printf("%s abstains does not end\n", id);
            fflush(stdout);
        }
        free(text);
    }
    return 0;
}

package org.pawn.calendar.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.CalendarStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at the folder: {@code alice@example.com.ics} is Alice's calendar {@code folder}, and a folder
 * {@code alice@example.com} holds several of hers, {@code trips.ics} as {@code folder-trips}. A link that leads out of
 * the folder is none of it.
 */
final class FolderListing {
    static final int MAX_FILES = 20_000;
    static final String ID = "folder";
    private static final String SUFFIX = ".ics";
    private static final String NAME = "[A-Za-z0-9._-]{1,57}";
    private static final Logger LOG = LoggerFactory.getLogger(FolderListing.class);

    /** What tells whether a file has been written since. */
    record Stamp(long size, FileTime modified, Optional<String> fileKey) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Stamp(
                    attributes.size(),
                    attributes.lastModifiedTime(),
                    Optional.ofNullable(attributes.fileKey()).map(Object::toString));
        }
    }

    /** A calendar's file, by its real path. */
    record Found(Path file, Stamp stamp) {}

    private final Path root;
    private final Map<CalendarStore.Key, Found> files = new HashMap<>();
    private final Set<Path> folders = new LinkedHashSet<>();

    private FolderListing(Path root) {
        this.root = root;
    }

    /** @throws IOException if the folder itself cannot be read */
    static FolderListing of(Path folder) throws IOException {
        FolderListing listing = new FolderListing(folder.toRealPath());
        listing.folders.add(listing.root);
        listing.look();
        return listing;
    }

    Map<CalendarStore.Key, Found> files() {
        return files;
    }

    /** The folder and those of people in it, by their real paths. */
    Set<Path> folders() {
        return folders;
    }

    private void look() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                Optional<Path> real = inside(entry);
                if (real.isPresent() && Files.isDirectory(real.get(), LinkOption.NOFOLLOW_LINKS)) {
                    Optional<AddressOfRecord> person = person(name(entry));
                    if (person.isPresent()) {
                        lookInto(real.get(), person.get());
                    }
                } else if (real.isPresent() && isCalendar(entry)) {
                    person(stem(entry)).ifPresent(person -> add(person, ID, real.get()));
                }
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
    }

    private void lookInto(Path folder, AddressOfRecord person) {
        folders.add(folder);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (isCalendar(entry)) {
                    inside(entry).ifPresent(file -> add(person, id(stem(entry)), file));
                }
            }
        } catch (IOException | DirectoryIteratorException gone) {
            LOG.warn("the calendars of {} in the folder cannot be listed", person);
        }
    }

    private void add(AddressOfRecord person, String id, Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (files.size() >= MAX_FILES) {
            LOG.warn("the folder has more than {} calendars; {} of {} is left out", MAX_FILES, id, person);
            return;
        }
        try {
            files.put(new CalendarStore.Key(person, id), new Found(file, Stamp.of(file)));
        } catch (IOException gone) {
            // between two looks
        }
    }

    /** The real path, unless it leads out of the folder, or nowhere. */
    private Optional<Path> inside(Path entry) {
        try {
            Path real = entry.toRealPath();
            if (real.startsWith(root)) {
                return Optional.of(real);
            }
            LOG.warn("{} leads out of the folder and is not read", name(entry));
        } catch (IOException gone) {
            // between two looks, or a link to nothing
        }
        return Optional.empty();
    }

    private static boolean isCalendar(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        return name.endsWith(SUFFIX) && !name.startsWith(".") && name.length() > SUFFIX.length();
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }

    private static String stem(Path file) {
        return name(file).substring(0, name(file).length() - SUFFIX.length());
    }

    /** A name that no id can hold is told apart by a number. */
    private static String id(String stem) {
        return ID + "-" + (stem.matches(NAME) ? stem : Integer.toHexString(stem.hashCode()));
    }

    private static Optional<AddressOfRecord> person(String name) {
        try {
            return Optional.of(AddressOfRecord.parse(name));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}

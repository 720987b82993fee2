package org.pawn.server.sip.proxy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.pawn.address.AddressOfRecord;
import org.pawn.registration.Binding;
import org.pawn.registration.RegistrationService;

/**
 * URIs that reach one device of a person from anywhere (RFC 5627). The public one names person and device. A temporary one
 * tells nobody anything: each is sealed anew, so that no two are alike, and it is good as long as the registration that
 * it was given for. Nothing is kept. Thread-safe.
 */
public final class Gruus {
    private static final int LONGEST_PERSON = 128; // so that the user part stays one that everybody takes
    private static final int DEVICE_BYTES = 8;

    private final String domain;
    private final RegistrationService registrations;
    private final Seal seal;

    public Gruus(String domain, RegistrationService registrations, Seal seal) {
        this.domain = domain.toLowerCase(Locale.ROOT);
        this.registrations = registrations;
        this.seal = seal;
    }

    /** Empty for a device that gave no instance id. */
    public Optional<String> publicOf(Binding binding) {
        return binding.instance().map(id -> binding.address().sipUri() + ";gr=" + escaped(bare(id)));
    }

    /** A fresh one; empty for a device that gave no instance id. */
    public Optional<String> temporaryOf(Binding binding) {
        byte[] person = binding.address().user().getBytes(StandardCharsets.UTF_8);
        return binding.instance().filter(id -> person.length <= LONGEST_PERSON).map(id -> {
            ByteBuffer plain = ByteBuffer.allocate(Long.BYTES + DEVICE_BYTES + person.length)
                    .putLong(binding.begunAt().toEpochMilli())
                    .put(print(bare(id)))
                    .put(person);
            return "sip:" + seal.close(plain.array(), domain) + "@" + domain + ";gr";
        });
    }

    /** Whose it is, whether or not a device has it now; empty for what is no URI of this kind, or no good any more. */
    public Optional<AddressOfRecord> owner(String uri) {
        return meant(uri).map(Meant::person);
    }

    /** Of these devices of its owner the one that the URI means; all of them where it is no such URI. */
    List<Binding> only(String uri, List<Binding> devices) {
        return meant(uri)
                .map(meant -> devices.stream().filter(meant.device()).toList())
                .orElse(devices);
    }

    /** The device that the URI means, where it is signed in. */
    public Optional<Binding> device(String uri) {
        return meant(uri)
                .flatMap(meant -> registrations.devices(meant.person()).stream()
                        .filter(meant.device())
                        .findFirst());
    }

    private record Meant(AddressOfRecord person, Predicate<Binding> device) {}

    private Optional<Meant> meant(String uri) {
        Optional<String> gr = parameter(uri);
        int at = uri.lastIndexOf('@');
        if (gr.isEmpty() || at < 0 || !uri.regionMatches(true, 0, "sip", 0, 3)) {
            return Optional.empty();
        }
        try {
            AddressOfRecord named = AddressOfRecord.parse(uri.substring(0, uri.indexOf(';', at)));
            if (!named.domain().equals(domain)) {
                return Optional.empty();
            }
            String instance = gr.get();
            return instance.isEmpty()
                    ? temporary(named.user())
                    : Optional.of(new Meant(
                            named,
                            binding -> binding.instance()
                                    .filter(id -> bare(id).equalsIgnoreCase(unescaped(instance)))
                                    .isPresent()));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Optional<Meant> temporary(String token) {
        return seal.open(token, domain).flatMap(plain -> {
            try {
                ByteBuffer in = ByteBuffer.wrap(plain);
                long begun = in.getLong();
                byte[] device = new byte[DEVICE_BYTES];
                in.get(device);
                String user = StandardCharsets.UTF_8.decode(in).toString();
                AddressOfRecord person = new AddressOfRecord(user, domain);
                Predicate<Binding> same = binding -> binding.begunAt().toEpochMilli() == begun
                        && binding.instance()
                                .filter(id -> Arrays.equals(print(bare(id)), device))
                                .isPresent();
                return registrations.bindings(person).stream().anyMatch(same)
                        ? Optional.of(new Meant(person, same))
                        : Optional.empty();
            } catch (BufferUnderflowException notOurs) {
                return Optional.empty();
            }
        });
    }

    /** The value of {@code gr}, empty for a temporary one. */
    private static Optional<String> parameter(String uri) {
        String[] parts = uri.substring(Math.max(0, uri.lastIndexOf('@')))
                .split("\\?", 2)[0]
                .split(";");
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].equalsIgnoreCase("gr") || parts[i].regionMatches(true, 0, "gr=", 0, 3)) {
                return Optional.of(parts[i].substring(Math.min(3, parts[i].length())));
            }
        }
        return Optional.empty();
    }

    /** Without the angle brackets. */
    private static String bare(String instance) {
        boolean bracketed = instance.startsWith("<") && instance.endsWith(">");
        return bracketed ? instance.substring(1, instance.length() - 1) : instance;
    }

    private static String escaped(String instance) {
        StringBuilder out = new StringBuilder(instance.length());
        for (char c : instance.toCharArray()) { // ASCII: the registrar took nothing else
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || "-_.!~*'()[]/:&+$".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return out.toString();
    }

    private static String unescaped(String instance) {
        return AddressOfRecord.unescaped(instance);
    }

    private static byte[] print(String instance) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(instance.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, DEVICE_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }
}

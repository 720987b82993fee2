package org.pawn.server.conformance;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a class of cases the one server of the suite, and closes what each case opened. */
final class InTheHouse implements ParameterResolver, AfterEachCallback {
    private static final Map<String, String> KEYS = Map.of("presence.notifyInterval", "PT0S");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == House.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return house(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        house(context).closePhones();
    }

    private static House house(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(InTheHouse.class))
                .getOrComputeIfAbsent(House.class, first -> new House(KEYS), House.class);
    }
}

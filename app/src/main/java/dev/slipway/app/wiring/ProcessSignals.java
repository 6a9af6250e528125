package dev.slipway.app.wiring;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. The JDK has them in a class that the compiler warns of whatever
 * one says, hence reflection. A JVM never gives SIGQUIT away.
 */
final class ProcessSignals {
  private ProcessSignals() {}

  /**
   * Calls {@code action} for each such signal.
   *
   * @param name without SIG
   * @return false when the JVM keeps the signal for itself
   */
  static boolean on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler handle =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  action.run();
                  yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" ->
                    System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                default -> "handler of SIG" + name;
              };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, handle);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}

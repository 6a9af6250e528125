package dev.slipway.app.cache;

import dev.slipway.domain.settings.CacheStoreSettings.S3;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a bucket is. Source: GitLab Runner's rules, and Amazon's for its own hosts. */
final class S3Address {
  private static final String AMAZON = "s3.amazonaws.com";
  private static final Pattern HOSTED =
      Pattern.compile("(.*[.])?(amazonaws[.]com([.]cn)?|googleapis[.]com|aliyuncs[.]com)");

  private final S3 settings;
  private final String scheme;
  private final Optional<String> server;

  S3Address(S3 settings) {
    this.settings = settings;
    this.scheme = settings.insecure() ? "http" : "https";
    this.server =
        settings
            .serverAddress()
            .map(address -> withoutUsualPort(address, settings.insecure()))
            .filter(address -> !address.equals(AMAZON));
  }

  /** The address of an object; of the bucket where its name is empty. */
  URI of(String object, String region) {
    String path = UrlText.encodedPath(object);
    String host = server.orElseGet(() -> amazonHost(region));
    if (isInPath(host)) {
      return URI.create("%s://%s/%s/%s".formatted(scheme, host, settings.bucket(), path));
    }
    if (server.isEmpty() && settings.accelerate() && !object.isEmpty()) {
      host =
          settings.dualStack()
              ? "s3-accelerate.dualstack.amazonaws.com"
              : "s3-accelerate.amazonaws.com";
    }
    return URI.create("%s://%s.%s/%s".formatted(scheme, settings.bucket(), host, path));
  }

  private String amazonHost(String region) {
    String end = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return (settings.dualStack() ? "s3.dualstack." : "s3.") + region + end;
  }

  /** A bucket with a dot would not fit the certificate of the host below it. */
  private boolean isInPath(String host) {
    String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    boolean dotted = settings.bucket().contains(".") && !settings.insecure();
    return settings.pathStyle().orElse(dotted || !HOSTED.matcher(name).matches());
  }

  private static String withoutUsualPort(String address, boolean insecure) {
    return address.replaceFirst(insecure ? ":80$" : ":443$", "");
  }
}

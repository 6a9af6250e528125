package dev.slipway.adapter.gitlab;

import java.net.http.HttpRequest.BodyPublisher;
import java.time.Duration;
import java.util.Map;

/**
 * One call of the job API, to be sent as often as need be.
 *
 * @param path below {@code /api/v4/}, with its query
 * @param wantsJson whether a successful answer has a JSON body
 * @param answerTimeMax how long the server may take until it begins to answer
 */
record Call(
    String method,
    String path,
    Map<String, String> headers,
    String contentType,
    BodyPublisher body,
    boolean wantsJson,
    Duration answerTimeMax) {}

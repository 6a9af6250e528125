package dev.slipway.app.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoreAddressTest {
  @Test
  @DisplayName("a blob's name in an address is encoded once")
  void encoded() throws HelperFailure {
    var environment =
        Map.of("AZURE_STORAGE_ACCOUNT", "acct", "AZURE_STORAGE_SAS_TOKEN", "sv=1&sig=a%2Bb");
    var place = StoreAddress.place("PUT", "azblob://c/project/7/a%20b%3F", environment);
    assertThat(place.url().toString())
        .isEqualTo("https://acct.blob.core.windows.net/c/project/7/a%20b%3F?sv=1&sig=a%2Bb");
    assertThat(place.headers()).containsEntry("x-ms-blob-type", "BlockBlob");
    assertThat(StoreAddress.place("GET", "azblob://c/x", environment).headers()).isEmpty();
  }

  @Test
  @DisplayName("a missing credential or another store is told by name")
  void refused() {
    assertThatThrownBy(() -> StoreAddress.place("GET", "azblob://c/x", Map.of()))
        .hasMessage("AZURE_STORAGE_ACCOUNT is not set");
    assertThatThrownBy(() -> StoreAddress.place("GET", "ftp://c/x", Map.of()))
        .hasMessageContaining("only azblob://CONTAINER/OBJECT is known");
  }
}

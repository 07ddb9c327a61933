// A web server on the loopback address that misbehaves as told. One thread a connection.
#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace newsloom::tests {

/// A certificate made for the test, and its key, as PEM.
struct Certificate {
  std::string certificate;
  std::string key;
};
/// For an IP address, or any name; valid from `days` ago or, negative, expired.
Certificate make_certificate(const std::string& name, bool is_expired = false);

class Origin {
 public:
  /// The peer's side of one connection.
  class Peer {
   public:
    Peer(int descriptor, SSL* secure) : descriptor_(descriptor), secure_(secure) {}
    void send(std::string_view bytes);
    [[nodiscard]] std::string read_head();
    /// Waits until the client gives up, or the origin ends.
    void hang(const std::atomic<bool>& is_over) const;

   private:
    int descriptor_;
    SSL* secure_;
    std::string rest_;
  };
  /// Answers one request, given its head ("GET /path HTTP/1.1…"); false closes the connection.
  using Serve = std::function<bool(Peer&, const std::string& path, const std::string& head)>;

  explicit Origin(Serve serve, const Certificate* certificate = nullptr);
  ~Origin();
  Origin(const Origin&) = delete;
  Origin& operator=(const Origin&) = delete;

  [[nodiscard]] std::string url(const std::string& path) const;
  [[nodiscard]] int requests(const std::string& path) const;
  [[nodiscard]] int connections() const { return connections_; }
  [[nodiscard]] const std::atomic<bool>& is_over() const { return is_over_; }

 private:
  void accept();
  void talk(int descriptor);

  Serve serve_;
  SSL_CTX* tls_ = nullptr;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> is_over_ = false;
  std::atomic<int> connections_ = 0;
  mutable std::mutex mutex_;
  std::map<std::string, int> counts_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

/// A whole answer with its length.
std::string answer(std::string_view body, std::string_view headers = "",
                   std::string_view status = "200 OK");
/// The value of a header field of a request's head.
std::string field(const std::string& head, const std::string& name);
std::string gzipped(const std::string& text);

}  // namespace newsloom::tests

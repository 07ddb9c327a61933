#include "net/origin.hpp"

#include <arpa/inet.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <csignal>
#include <cstring>

namespace newsloom::tests {
namespace {

std::string pem(const std::function<void(BIO*)>& write) {
  BIO* const memory = BIO_new(BIO_s_mem());
  write(memory);
  std::string text(16'384, '\0');
  const int length = BIO_read(memory, text.data(), static_cast<int>(text.size()));
  BIO_free(memory);
  text.resize(static_cast<std::size_t>(std::max(length, 0)));
  return text;
}

}  // namespace

Certificate make_certificate(const std::string& name, bool is_expired) {
  EVP_PKEY* const key = EVP_EC_gen("P-256");
  X509* const certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  constexpr long day = 86'400;
  X509_gmtime_adj(X509_getm_notBefore(certificate), -10 * day);
  X509_gmtime_adj(X509_getm_notAfter(certificate), is_expired ? -day : day);
  X509_set_pubkey(certificate, key);
  X509_NAME* const subject = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate, subject);
  const bool is_address = name.find_first_not_of("0123456789.") == std::string::npos;
  const std::string alternative = (is_address ? "IP:" : "DNS:") + name;
  for (const auto& [id, value] : {std::pair{NID_subject_alt_name, alternative},
                                  std::pair{NID_basic_constraints, std::string("CA:TRUE")}}) {
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, id, value.c_str());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
  }
  X509_sign(certificate, key, EVP_sha256());
  Certificate made;
  made.certificate = pem([&](BIO* out) { PEM_write_bio_X509(out, certificate); });
  made.key = pem(
      [&](BIO* out) { PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr); });
  X509_free(certificate);
  EVP_PKEY_free(key);
  return made;
}

void Origin::Peer::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent =
        secure_ != nullptr
            ? static_cast<ssize_t>(SSL_write(secure_, bytes.data(), static_cast<int>(bytes.size())))
            : ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string Origin::Peer::read_head() {
  for (;;) {
    const std::size_t end = rest_.find("\r\n\r\n");
    if (end != std::string::npos) {
      std::string head = rest_.substr(0, end + 4);
      rest_.erase(0, end + 4);
      return head;
    }
    std::array<char, 4096> buffer{};
    const auto got = secure_ != nullptr
                         ? static_cast<ssize_t>(SSL_read(secure_, buffer.data(), buffer.size()))
                         : ::recv(descriptor_, buffer.data(), buffer.size(), 0);
    if (got <= 0) return {};
    rest_.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

void Origin::Peer::hang(const std::atomic<bool>& is_over) const {
  while (!is_over) {
    pollfd waiting{descriptor_, POLLIN | POLLRDHUP, 0};
    if (::poll(&waiting, 1, 50) > 0) return;
  }
}

Origin::Origin(Serve serve, const Certificate* certificate) : serve_(std::move(serve)) {
  std::signal(SIGPIPE, SIG_IGN);
  if (certificate != nullptr) {
    tls_ = SSL_CTX_new(TLS_server_method());
    BIO* bio = BIO_new_mem_buf(certificate->certificate.data(),
                               static_cast<int>(certificate->certificate.size()));
    X509* const parsed = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
    bio = BIO_new_mem_buf(certificate->key.data(), static_cast<int>(certificate->key.size()));
    EVP_PKEY* const key = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
    SSL_CTX_use_certificate(tls_, parsed);
    SSL_CTX_use_PrivateKey(tls_, key);
    X509_free(parsed);
    EVP_PKEY_free(key);
  }
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ::listen(listener_, 256);
  socklen_t size = sizeof address;
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept(); });
}

Origin::~Origin() {
  is_over_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  for (std::thread& thread : threads_) thread.join();
  ::close(listener_);
  SSL_CTX_free(tls_);
}

void Origin::accept() {
  while (!is_over_) {
    const int descriptor = ::accept(listener_, nullptr, nullptr);
    if (descriptor < 0) return;
    ++connections_;
    threads_.emplace_back([this, descriptor] { talk(descriptor); });
  }
}

void Origin::talk(int descriptor) {
  // So that a thread never waits for a client that keeps its connection open.
  timeval patience{1, 0};
  ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  SSL* secure = nullptr;
  bool is_open = true;
  if (tls_ != nullptr) {
    secure = SSL_new(tls_);
    SSL_set_fd(secure, descriptor);
    is_open = SSL_accept(secure) == 1;
  }
  Peer peer(descriptor, secure);
  while (is_open && !is_over_) {
    const std::string head = peer.read_head();
    if (head.empty()) break;
    const std::size_t begin = head.find(' ') + 1;
    const std::string path = head.substr(begin, head.find(' ', begin) - begin);
    {
      const std::lock_guard guard(mutex_);
      ++counts_[path];
    }
    is_open = serve_(peer, path, head);
  }
  SSL_free(secure);
  ::close(descriptor);
}

std::string Origin::url(const std::string& path) const {
  return (tls_ != nullptr ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_) +
         path;
}

int Origin::requests(const std::string& path) const {
  const std::lock_guard guard(mutex_);
  const auto found = counts_.find(path);
  return found == counts_.end() ? 0 : found->second;
}

std::string answer(std::string_view body, std::string_view headers, std::string_view status) {
  std::string text = "HTTP/1.1 ";
  text += status;
  text += "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  text += headers;
  text += "\r\n";
  text += body;
  return text;
}

std::string field(const std::string& head, const std::string& name) {
  const std::size_t found = head.find("\r\n" + name + ": ");
  if (found == std::string::npos) return {};
  const std::size_t begin = found + name.size() + 4;
  return head.substr(begin, head.find('\r', begin) - begin);
}

std::string gzipped(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace newsloom::tests

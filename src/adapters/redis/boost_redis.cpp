// The compiled half of Boost.Redis, and of Asio's TLS, which only it uses.
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/redis/src.hpp>

// The compiled half of the header-only Boost libraries; see docs/adr/0003-boost.md.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
#include <boost/json/src.hpp>

# Sourced by script/aws and script/test, after setup.sh: packs the Lambda functions' program.
# shellcheck shell=bash

# A folder with the program, its libraries and the loader that brings them together, so that it does
# not matter which C library Lambda's machine has. Built for this machine's kind of processor.
build_lambda_packages() {
  local program=build/release/apps/lambda/mc-speedrun-lambda
  local package=build/aws/lambda
  [ -f build/release/configured ] || configure_cpp release -DMCS_TESTS=OFF
  build_cpp release mc-speedrun-lambda
  say "Packing the Lambda functions"
  rm -rf "$package"
  mkdir -p "$package/lib"
  strip -o "$package/mc-speedrun-lambda" "$program"
  local loader
  loader=$(loader_of "$program")
  cp -L "$loader" "$package/lib/"
  ldd "$program" | awk '/=> \// { print $3 }' | xargs -I{} cp -L {} "$package/lib/"
  # Names are looked up by libraries that the C library loads by itself.
  cp -L "$(dirname "$(ldd "$program" | awk '/libc\.so/ { print $3 }')")"/libnss_{dns,files}.so.2 "$package/lib/"
  cp -L /etc/ssl/certs/ca-certificates.crt "$package/"
  cat >"$package/bootstrap" <<END
#!/bin/sh
here=\${0%/*}
export SSL_CERT_FILE="\$here/ca-certificates.crt" MC_SPEEDRUN_REDIS_CA_FILE="\$here/ca-certificates.crt"
exec "\$here/lib/$(basename "$loader")" --library-path "\$here/lib" "\$here/mc-speedrun-lambda"
END
  chmod 755 "$package/bootstrap"
}

# The loader that the program names.
loader_of() {
  readelf --program-headers "$1" | sed -n 's/.*program interpreter: \(.*\)]/\1/p'
}

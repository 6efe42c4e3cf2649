#!/usr/bin/env bash
# Fetches the docker CLI with its Compose and buildx plugins from Debian into a folder, without changing the system.
#   scripts/compose-plugins.sh [FOLDER]     prints the folder, which has config/ (a DOCKER_CONFIG) and bin/docker
# The folder is kept: the second call only prints it. FOLDER is by default plimsoll-compose-plugins in the user's cache.
set -euo pipefail
. "$(dirname "$0")/debian-packages.sh"
open_folder "${1:-${XDG_CACHE_HOME:-$HOME/.cache}/plimsoll-compose-plugins}"

# Debian 12 and 13 have no Compose 2.40.
unpack_packages "${PLIMSOLL_PLUGINS_SUITE:-forky}" alone docker-cli docker-buildx docker-compose

mkdir -p "$work/config/cli-plugins" "$work/bin"
cp "$work"/root/usr/libexec/docker/cli-plugins/* "$work/config/cli-plugins/"
cp "$work/root/usr/bin/docker" "$work/bin/docker"
complete_folder config bin

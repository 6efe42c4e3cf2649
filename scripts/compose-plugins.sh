#!/usr/bin/env bash
# Fetches the docker CLI with its Compose and buildx plugins from Debian into a folder, without changing the system.
#   scripts/compose-plugins.sh [FOLDER]     prints the folder, which has config/ (a DOCKER_CONFIG) and bin/docker
# The folder is kept: the second call only prints it. FOLDER is by default plimsoll-compose-plugins in the user's cache.
# Needs apt-get and dpkg-deb, Debian's archive key, and a mirror that apt-get reaches.
set -euo pipefail
folder=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/plimsoll-compose-plugins}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
# Debian 12 and 13 have no Compose 2.40.
suite=${PLIMSOLL_PLUGINS_SUITE:-forky}

# Two test files that start at the same time must not unpack into the same folder.
exec 9>"$folder/.lock"
flock 9
if [ -f "$folder/.complete" ]; then
	echo "$folder"
	exit 0
fi

mirror=$(sed -n 's/^URIs: *\([^ ]*debian\) *$/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -n 1)
mirror=${mirror:-$(awk '$1 == "deb" && $2 ~ /debian\/?$/ { print $2; exit }' /etc/apt/sources.list 2>/dev/null || true)}
mirror=${mirror:-http://deb.debian.org/debian}

work=$(mktemp -d "$folder/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT
apt=$work/apt
mkdir -p "$apt"/etc/apt/{preferences.d,apt.conf.d} "$apt"/var/lib/apt/lists/partial "$apt"/var/cache/apt/archives/partial \
	"$apt"/var/lib/dpkg "$work/root" "$work/config/cli-plugins" "$work/bin"
: > "$apt/var/lib/dpkg/status"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" > "$apt/etc/apt/sources.list"
options=(-qq -o "Dir=$apt" -o "Dir::State::status=$apt/var/lib/dpkg/status" -o Debug::NoLocking=1
	-o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=3)
apt-get "${options[@]}" update >&2
(cd "$work" && apt-get "${options[@]}" download docker-cli docker-buildx docker-compose >&2)
for package in "$work"/*.deb; do dpkg-deb --fsys-tarfile "$package" | tar -x -C "$work/root"; done

cp "$work"/root/usr/libexec/docker/cli-plugins/* "$work/config/cli-plugins/"
cp "$work/root/usr/bin/docker" "$work/bin/docker"
rm -rf "$folder/config" "$folder/bin"
mv "$work/config" "$work/bin" "$folder/"
touch "$folder/.complete"
echo "$folder"

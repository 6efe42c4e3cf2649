# Functions for scripts that fetch packages from Debian into a folder, without changing the system.
# They need apt-get and dpkg-deb, Debian's archive key, and a mirror that apt-get reaches.

# open_folder FOLDER: sets `folder` to its full path and `work` to a folder in it that is removed at the end. The folder is
# kept: when an earlier run of the same scripts has completed it, only its name is printed and the script ends.
open_folder() {
	mkdir -p "$1"
	folder=$(cd "$1" && pwd)
	# Two test files that start at the same time must not unpack into the same folder.
	exec 9>"$folder/.lock"
	flock 9
	scripts=$(cat "$0" "${BASH_SOURCE[0]}" | cksum)
	if [ "$(cat "$folder/.complete" 2>/dev/null || true)" = "$scripts" ]; then
		echo "$folder"
		exit 0
	fi
	work=$(mktemp -d "$folder/.work.XXXXXX")
	trap 'rm -rf "$work"' EXIT
}

# unpack_packages SUITE alone|with-dependencies PACKAGE...: unpacks them into $work/root.
unpack_packages() {
	local suite=$1 dependencies=$2 apt=$work/apt mirror package
	shift 2
	mirror=$(sed -n 's/^URIs: *\([^ ]*debian\) *$/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -n 1)
	mirror=${mirror:-$(awk '$1 == "deb" && $2 ~ /debian\/?$/ { print $2; exit }' /etc/apt/sources.list 2>/dev/null || true)}
	mirror=${mirror:-http://deb.debian.org/debian}
	mkdir -p "$apt"/etc/apt/{preferences.d,apt.conf.d} "$apt"/var/lib/apt/lists/partial "$apt"/var/cache/apt/archives/partial \
		"$apt"/var/lib/dpkg "$work/root"
	: > "$apt/var/lib/dpkg/status"
	echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" > "$apt/etc/apt/sources.list"
	local options=(-qq -o "Dir=$apt" -o "Dir::State::status=$apt/var/lib/dpkg/status" -o Debug::NoLocking=1
		-o APT::Sandbox::User=root -o APT::Install-Recommends=0 -o Acquire::Languages=none -o Acquire::Retries=3)
	apt-get "${options[@]}" update >&2
	if [ "$dependencies" = alone ]; then
		(cd "$apt/var/cache/apt/archives" && apt-get "${options[@]}" download "$@" >&2)
	else
		apt-get "${options[@]}" -y --download-only install "$@" >&2
	fi
	for package in "$apt"/var/cache/apt/archives/*.deb; do
		dpkg-deb --fsys-tarfile "$package" | tar -x -C "$work/root" --keep-directory-symlink
	done
	rm -rf "$apt"
}

# complete_folder NAME...: moves these parts of $work into the folder and prints the folder.
complete_folder() {
	local name
	for name in "$@"; do
		rm -rf "${folder:?}/$name"
		mv "$work/$name" "$folder/"
	done
	echo "$scripts" > "$folder/.complete"
	echo "$folder"
}

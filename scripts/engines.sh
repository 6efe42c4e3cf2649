#!/usr/bin/env bash
# Fetches another container engine from Debian into a folder, without changing the system.
#   scripts/engines.sh docker26|docker28|docker28-rootless|podman5 [FOLDER]
#                       prints the folder: bin/dockerd (or bin/podman) runs the engine, bin/docker is its docker CLI
# The folder is kept: the second call only prints it. FOLDER is by default plimsoll-engines/NAME in the user's cache.
# The engine runs as root (docker28-rootless as user 4242, with XDG_RUNTIME_DIR and the folders of its arguments owned by it), with the packages' files as its own root folder, and this machine's /tmp, /run, /dev, /sys and /proc.
set -euo pipefail
. "$(dirname "$0")/debian-packages.sh"
name=${1:?docker26, docker28, docker28-rootless or podman5}
# `ps` is for docker top.
base=(procps iptables busybox-static bash coreutils base-files util-linux mount)
case $name in
	docker26) suite=trixie program=/usr/sbin/dockerd packages=(docker.io docker-cli containerd runc) ;;
	docker28) suite=forky program=/usr/sbin/dockerd packages=(docker.io docker-cli containerd runc) ;;
	docker28-rootless)
		suite=forky program=/usr/sbin/dockerd packages=(
			docker.io docker-cli containerd runc rootlesskit slirp4netns uidmap dash grep sed iproute2
		)
		;;
	podman5) suite=forky program=/usr/bin/podman packages=(podman netavark aardvark-dns runc conmon) ;;
	*) echo "unknown engine: $name" >&2; exit 2 ;;
esac
start="exec $program"
if [ "$name" = docker28-rootless ]; then
	# A tun device of its own, because that of the machine may belong to root alone.
	start='mount --make-rshared /; mount -t tmpfs tmpfs /dev/net; mknod -m 666 /dev/net/tun c 10 200
	export HOME=/home/rootless PATH=$PATH:/usr/share/docker.io/contrib
	exec setpriv --reuid 4242 --regid 4242 --clear-groups /usr/share/docker.io/contrib/dockerd-rootless.sh'
fi
open_folder "${2:-${XDG_CACHE_HOME:-$HOME/.cache}/plimsoll-engines/$name}"
unpack_packages "$suite" with-dependencies "${packages[@]}" "${base[@]}"

# pivot_root instead of chroot, because dockerd remounts / to unpack layers; exec keeps the process id.
mkdir -p "$work/bin"
cat > "$work/bin/$(basename "$program")" <<END
#!/usr/bin/env bash
set -euo pipefail
export ENGINE_ROOT="\$(cd "\$(dirname "\$0")/../root" && pwd)"
exec unshare --mount --propagation private bash -euc '
	mount --bind "\$ENGINE_ROOT" "\$ENGINE_ROOT"
	cd "\$ENGINE_ROOT"
	mkdir -p proc sys dev tmp run .old
	for name in proc sys dev tmp run; do mount --rbind "/\$name" "\$name"; done
	pivot_root . .old
	export PATH=/usr/sbin:/usr/bin:/sbin:/bin
	umount -l /.old
	unset ENGINE_ROOT
	$start "\$@"
' $program "\$@"
END
chmod +x "$work/bin/$(basename "$program")"
if [ -x "$work/root/usr/bin/docker" ]; then
	cp "$work/root/usr/bin/docker" "$work/bin/docker"
fi
if [ "$name" = docker28-rootless ]; then
	ln -sf dash "$work/root/usr/bin/sh"
	echo 'root:x:0:0::/root:/bin/sh
rootless:x:4242:4242::/home/rootless:/bin/sh' > "$work/root/etc/passwd"
	echo 'root:x:0:
rootless:x:4242:' > "$work/root/etc/group"
	echo 'rootless:100000:65536' | tee "$work/root/etc/subuid" > "$work/root/etc/subgid"
	echo '127.0.0.1 localhost' > "$work/root/etc/hosts"
	: > "$work/root/etc/resolv.conf"
	install -d -o 4242 -g 4242 "$work/root/home/rootless"
fi
if [ "$name" = podman5 ]; then
	mkdir -p "$work/root/etc/containers"
	# The DNS server of its networks does not start without one.
	echo 'nameserver 127.0.0.1' > "$work/root/etc/resolv.conf"
	echo '{"default":[{"type":"insecureAcceptAnything"}]}' > "$work/root/etc/containers/policy.json"
	printf '[network]\nfirewall_driver="none"\n[engine]\nruntime="runc"\n' > "$work/root/etc/containers/containers.conf"
fi
complete_folder bin root

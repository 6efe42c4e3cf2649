/** Flags with values that docker takes or refuses, for lines of several flags. */
const flags: readonly string[] = [
	...['--memory 9007199254740993', '--memory 8191.5p', '--memory 1_000m', '--memory 1e400', '-m 0x10', '--memory .5g'],
	...['--kernel-memory 1g', '--kernel-memory x', '--shm-size 9007199254740993', '--memory-swap -1', '-m 300M'],
	...['--restart on-failure:9007199254740993', '--restart on-failure:99999999999999999999', '--restart on-failure:+5'],
	...['--network name=n1,gw-priority=9007199254740993', '--network name=n1,gw-priority=99999999999999999999'],
	...['--network name=n1,gw-priority=0x10', '--network name=n2,alias=a,alias=b', '--network host', '--network none'],
	...['--device-read-bps /dev/sda:9007199254740993', '--device-read-bps /dev/sda:16384p', '--blkio-weight 300'],
	...['--device-write-iops /dev/sda:18446744073709551615', '--device-write-iops /dev/sda:18446744073709551616'],
	...['--mount type=tmpfs,dst=/x,tmpfs-size=9007199254740993', '--mount type=volume,src=v,dst=/v,readonly'],
	...['--mount type=bind,src=/tmp,dst=/t', '--tmpfs /run:size=64k', '-v data:/data:ro', '-v /tmp:/a', '-v /anon'],
	...['-p 8080:80', '-p 127.0.0.1::80/udp', '-p 70000:80', '-p 80', '--expose 90-92', '--expose x', '-P'],
	...['-e A=1', "-e 'B=two words'", '-e GIVEN', '-e =x', '--label a=b', "--label 'a b=c'", '-l only'],
	...['--user 1000:1000', '-w /srv', '--hostname h', '--domainname d', '--mac-address 02:42:ac:11:00:02'],
	...['--cap-add net_admin', '--cap-drop ALL', '--privileged', '--read-only', '--init', '--rm', '-i', '-t', '-it'],
	...['--cpus 1.5', '--cpus two', '--cpus 0.001', '--cpu-shares 512', '-c 99999999999999999999', '--cpuset-cpus 0-1'],
	...['--cpu-period 100000 --cpu-quota 50000', '--pids-limit 100', '--pids-limit -1', '--oom-score-adj 500'],
	...[
		'--ulimit nofile=1024:2048',
		'--ulimit nofile=2048:1024',
		'--ulimit core=-1',
		'--ulimit nofile=99999999999999999999',
	],
	...['--dns 1.1.1.1', '--dns 10.0.0.300', '--dns-search example.com', '--add-host a:1.2.3.4', '--add-host a'],
	...['--health-cmd true --health-interval 5s', '--health-retries 3', '--health-timeout 1', '--no-healthcheck'],
	...['--log-driver none', '--log-opt max-size=1m', '--stop-signal SIGINT', '--stop-timeout 5', '--stop-timeout x'],
	...['--sysctl net.core.somaxconn=1024', '--sysctl vm.x=1', '--gpus all', '--ipc host', '--pid host', '--uts host'],
	...['--entrypoint sh', "--entrypoint ''", '--group-add 5', '--security-opt no-new-privileges', '--runtime runc'],
	...['--pull never', '--platform linux/amd64', '--name n1', '--link other:alias', '--volumes-from other:ro'],
	...['--annotation a=b', '--cgroupns private', '--isolation default', '--userns host', '--detach=false', '-d=true'],
	...['--quiet', '--sig-proxy=false', '--nosuch', '--memory', '--env-file vars.env', '--device /dev/null:/dev/x:rw'],
];

const commands = ['', ' sh -c "echo a b"', ' -- x', ' ls -la'];

/** The lines with each flag alone, and as many with two to four flags of a fixed sequence. */
export function generatedLines(): readonly string[] {
	let seed = 7;
	const below = (count: number) => {
		seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
		return Math.floor((seed / 2 ** 31) * count);
	};
	const mixed = flags.map(() => {
		const chosen = Array.from({ length: 2 + below(3) }, () => flags[below(flags.length)]!);
		return `docker run -d ${[...new Set(chosen)].join(' ')} nginx${commands[below(commands.length)]}`;
	});
	return [...flags.map(flag => `docker run -d ${flag} nginx`), ...mixed];
}

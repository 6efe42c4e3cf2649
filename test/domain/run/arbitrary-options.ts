import { runOptions } from '../../../source/domain/run/defaults.js';
import type { RunOptions } from '../../../source/domain/run/options.js';
import fc from '../../helpers/fast-check.js';

const word = fc.stringMatching(/^[a-z][a-z0-9_.-]{1,8}[a-z0-9]$/);
/** Texts like those of users: blanks, quotes, signs, other scripts. */
const value = fc.oneof(word, fc.stringMatching(/^[ -~äλ→]{0,12}$/));
const pair = fc.record({ name: word, value }, { requiredKeys: ['name'] });
const assigned = fc.record({ name: word, value });
const path = fc.array(word, { minLength: 1, maxLength: 3 }).map(parts => `/${parts.join('/')}`);
const port = fc.integer({ min: 1, max: 65_000 });
const ip4 = fc.ipV4();
const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 3 });
const bytes = fc.oneof(
	fc.integer({ min: 1, max: 2 ** 40 }),
	fc.integer({ min: 1, max: 4000 }).map(n => n * 1024 ** 2),
);
const nanoseconds = fc.oneof(
	fc.integer({ min: 1, max: 1e12 }),
	fc.integer({ min: 1, max: 90_000 }).map(n => n * 1e9),
);

const publish = fc
	.record({ ip: fc.oneof(fc.constant(''), ip4, fc.ipV6()), start: port, width: fc.integer({ min: 0, max: 3 }) })
	.chain(({ ip, start, width }) =>
		fc.record({
			ip: fc.constant(ip),
			containerPort: fc.constant(width === 0 ? String(start) : `${start}-${start + width}`),
			hostPort: fc.oneof(
				fc.constant(''),
				port.map(first => (width === 0 ? String(first) : `${first}-${first + width}`)),
			),
			protocol: fc.constantFrom('tcp' as const, 'udp' as const, 'sctp' as const),
		}),
	);

const mount = fc.oneof(
	path.map(target => ({ kind: 'anonymous' as const, target })),
	fc.record({
		kind: fc.constant('bind' as const),
		source: path,
		target: path,
		options: fc.constantFrom('', 'ro', 'rw,z'),
	}),
	fc.record({
		kind: fc.constant('volume' as const),
		source: word,
		target: path,
		options: fc.constantFrom('', 'ro', 'nocopy'),
	}),
	fc.record({
		kind: fc.constant('tmpfs' as const),
		target: path,
		options: fc.constantFrom('', 'size=1m', 'rw,mode=700'),
	}),
	path.map(target => ({ kind: 'mount' as const, text: `type=volume,dst=${target},readonly` })),
);

const network = fc.uniqueArray(
	fc.record({
		name: word.filter(name => !['none', 'host', 'bridge', 'default', 'container'].includes(name)),
		aliases: some(word),
		ip: fc.oneof(fc.constant(''), ip4),
		ip6: fc.constantFrom('', 'fd00::1'),
		linkLocalIps: fc.constantFrom([], ['169.254.1.1']),
		macAddress: fc.constant(''),
		driverOpts: some(assigned.map(({ name }) => ({ name, value: 'x' }))),
		gwPriority: fc.integer({ min: -3, max: 3 }),
	}),
	{ selector: row => row.name, maxLength: 2 },
);

/** Options that docker takes: any of them may be set, with any value that its flag allows. */
export const arbitraryOptions: fc.Arbitrary<RunOptions> = fc
	.record(
		{
			image: fc.stringMatching(/^[a-z]{1,9}(-[a-z0-9]{1,9})?$/).map(name => `team/${name}:v1`),
			command: some(value),
			entrypoint: value,
			name: word,
			platform: fc.constantFrom('linux/amd64', 'linux/arm64', 'linux/arm/v7'),
			interactive: fc.boolean(),
			tty: fc.boolean(),
			init: fc.boolean(),
			restart: fc.constantFrom('always', 'unless-stopped', 'on-failure:5'),
			stopTimeout: fc.integer({ min: -1, max: 100 }),
			publish: some(publish),
			publishAll: fc.boolean(),
			expose: some(port.map(String)),
			network,
			dns: some(ip4),
			addHost: some(fc.tuple(word, ip4).map(([name, ip]) => `${name}:${ip}`)),
			hostname: word,
			mounts: some(mount),
			readOnly: fc.boolean(),
			shmSize: bytes,
			env: some(pair),
			label: some(pair),
			user: word,
			workdir: path,
			groupAdd: some(word),
			cpus: fc.integer({ min: 1, max: 64e9 }),
			cpuPeriod: fc.integer({ min: 1000, max: 1e6 }),
			cpuQuota: fc.integer({ min: -1, max: 1e6 }),
			cpuShares: fc.integer({ min: 0, max: 1024 }),
			cpusetCpus: fc.constantFrom('0', '0-3', '0,2'),
			memory: bytes,
			memorySwap: fc.oneof(fc.constant(-1), bytes),
			memoryReservation: bytes,
			pidsLimit: fc.integer({ min: -1, max: 1000 }),
			ulimit: some(fc.constantFrom('nofile=1024:2048', 'core=0', 'nproc=10', 'nofile=-1')),
			privileged: fc.boolean(),
			capAdd: some(fc.constantFrom('NET_ADMIN', 'cap_sys_time', 'all')),
			capDrop: some(fc.constantFrom('MKNOD', 'all')),
			sysctl: some(value.map(text => ({ name: 'net.core.somaxconn', value: text }))),
			healthCmd: value,
			healthInterval: nanoseconds,
			healthStartPeriod: nanoseconds,
			healthRetries: fc.integer({ min: 1, max: 9 }),
			logDriver: fc.constantFrom('local', 'json-file'),
			logOpt: some(pair),
		},
		{ requiredKeys: ['image'] },
	)
	.map(fields => runOptions(fields));

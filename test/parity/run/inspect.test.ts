import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { splitShellWords } from '../../../source/domain/command.js';
import type { ContainerDefaults } from '../../../source/domain/nouns/host.js';
import { runLineOf, runOptionsOf } from '../../../source/domain/run/from-inspect.js';
import { parseRunLine } from '../../../source/domain/run/parse.js';
import { runArgv } from '../../../source/domain/run/to-argv.js';
import { toHost } from '../../../source/engine/docker/map/host.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { shellEnvironment } from '../../helpers/shell-environment.js';

const { skip, engine } = engineOrSkip('dockerCli');
const label = 'plimsoll-test=parity';
const network = 'plimsoll-parity';
const made: string[] = [];

/** The flags of a container that the test creates, copies and creates again. */
const cases = [
	'',
	'--restart on-failure:3 --stop-timeout 3 --stop-signal INT',
	'-it --rm -u 1000:1000 -w /srv -h box --domainname example.org',
	'-e A=b -e "C=d e" --label x=y --label flag',
	'-p 127.0.0.1:18080:80 -p 18053:53/udp -p 9000 --expose 7000-7001',
	'-v /anonymous -v /tmp:/host:ro -v plimsoll-parity:/data --tmpfs /run:size=1m',
	'--mount type=tmpfs,dst=/t,tmpfs-size=1m,tmpfs-mode=700 --mount type=bind,src=/tmp,dst=/b,readonly',
	'--cpus 0.5 --memory 64m --pids-limit 50 --cpuset-cpus 0 --cpu-shares 512',
	'--memory 64m --memory-swap 96m --cpu-period 50000 --cpu-quota 10000 --oom-score-adj 100',
	'--privileged --read-only --init --shm-size 16m',
	'--cap-add NET_ADMIN --cap-drop MKNOD --security-opt no-new-privileges --group-add 7 --device /dev/null:/dev/x:r',
	'--security-opt systempaths=unconfined --ulimit nofile=100:200 --sysctl net.core.somaxconn=100',
	'--network host --pid host --ipc host --uts host',
	'--network none --dns 1.1.1.1 --dns-search example.org --add-host db:10.0.0.1 --init=false',
	'--health-cmd "test -f /x" --health-interval 1m30s --health-retries 2',
	'--no-healthcheck --log-driver json-file --log-opt max-size=1m',
	'--entrypoint sleep -a stdout',
	`--network ${network} --network-alias api --network-alias www --ip 10.216.77.5`,
];

type Endpoint = { Aliases: string[] | null; IPAMConfig: unknown; Links: unknown };
type Inspected = {
	Id: string;
	Config: Record<string, unknown>;
	HostConfig: Record<string, unknown>;
	NetworkSettings: { Networks: Record<string, Endpoint> };
};

async function docker(...args: string[]): Promise<string> {
	const { stdout } = await promisify(execFile)(engine.dockerCli, ['-H', engine.host, ...args]);
	return stdout.trim();
}

async function create(args: readonly string[]): Promise<string> {
	const id = (await docker('create', ...args)).split('\n').at(-1)!;
	made.push(id);
	return id;
}

async function inspect(id: string): Promise<Inspected> {
	return JSON.parse(await docker('inspect', id))[0];
}

describe.skipIf(skip)('a container copied as docker run', () => {
	let defaults: ContainerDefaults;
	beforeAll(async () => {
		const info = JSON.parse(await docker('info', '--format', '{{json .}}'));
		({ defaults } = toHost({ info, version: {}, builderVersion: undefined, apiVersion: '1.41' }));
		await docker('network', 'create', '--label', label, '--subnet', '10.216.77.0/24', network);
	});
	afterAll(async () => {
		await docker('rm', '-f', '-v', ...made);
		await docker('volume', 'rm', '-f', 'plimsoll-parity');
		await docker('network', 'rm', network);
	});

	test.each(cases)('makes an equal container for %s', async flags => {
		const id = await create(['--label', label, ...splitShellWords(flags), engine.busybox, 'echo', 'it is']);
		const original = await inspect(id);
		const image = JSON.parse(await docker('image', 'inspect', engine.busybox))[0];

		const options = runOptionsOf(original, image, defaults);
		const line = runLineOf(original, image, defaults);
		// The engine adds these by itself to some of them.
		expect(line).not.toMatch(/--cgroupns|label=disable|--log-driver(?! json-file --log-opt)|--runtime/);
		expect(parseRunLine(line, shellEnvironment)).toMatchObject({ options, errors: [], unsupported: [] });

		const [, , ...words] = runArgv({ ...options, name: '' }, 'create');
		const copy = await inspect(await create(words));
		expect(withoutIdentity(copy)).toEqual(withoutIdentity(original));
		expect(endpointsOf(copy)).toEqual(endpointsOf(original));
	});
});

describe.skipIf(skip)('a container with a seccomp profile copied as docker run', () => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'seccomp-'));
	afterAll(async () => {
		await docker('rm', '-f', 'plimsoll-seccomp');
		rmSync(folder, { recursive: true });
	});

	test('gets the same profile when a shell runs the line', async () => {
		const file = path.join(folder, "it's a profile.json");
		writeFileSync(file, JSON.stringify({ defaultAction: 'SCMP_ACT_ALLOW', syscalls: [] }));
		const flags = ['--name', 'plimsoll-seccomp', '--label', label, '--security-opt', `seccomp=${file}`];
		const original = await inspect(await docker('create', ...flags, engine.busybox, 'true'));
		const line = runLineOf(original, JSON.parse(await docker('image', 'inspect', engine.busybox))[0]);
		await docker('rm', 'plimsoll-seccomp');
		const command = line.replace(/^docker run /, '"$0" -H "$1" create ');
		await promisify(execFile)('bash', ['-c', command, engine.dockerCli, engine.host]);
		const copy = await inspect('plimsoll-seccomp');
		expect(copy.HostConfig.SecurityOpt).toEqual(['seccomp={"defaultAction":"SCMP_ACT_ALLOW","syscalls":[]}']);
		expect(copy.HostConfig).toEqual(original.HostConfig);
	});
});

/** Returns the values that flags decide, without those that the engine gives each container. */
function withoutIdentity({ Config, HostConfig }: Inspected): unknown {
	const sorted = (value: unknown) => (Array.isArray(value) ? [...value].sort() : value);
	return {
		Config: { ...Config, Hostname: Config.Hostname === 'box' ? 'box' : '', Env: sorted(Config.Env) },
		HostConfig: { ...HostConfig, Binds: sorted(HostConfig.Binds) },
	};
}

/** Returns the requested settings of each network; old engines add the container's short id to the aliases. */
function endpointsOf({ Id, NetworkSettings }: Inspected): unknown {
	return Object.entries(NetworkSettings.Networks).map(([name, { Aliases, IPAMConfig, Links }]) => ({
		...{ name, IPAMConfig, Links },
		Aliases: Aliases?.filter(alias => !String(Id).startsWith(alias)),
	}));
}

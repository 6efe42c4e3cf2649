import { saveCommand } from '../../../source/domain/commands/archive.js';
import { type Commit, commitCommand } from '../../../source/domain/commands/commit.js';
import * as container from '../../../source/domain/commands/container.js';
import { type Exec, execCommand } from '../../../source/domain/commands/exec.js';
import * as image from '../../../source/domain/commands/image.js';
import { loginCommand } from '../../../source/domain/commands/login.js';
import {
	createNetworkCommand,
	type NetworkCreation,
	removeNetworkCommand,
} from '../../../source/domain/commands/network.js';
import * as attachment from '../../../source/domain/commands/network-attachment.js';
import { type Prune, pruneCommand } from '../../../source/domain/commands/prune.js';
import { type LimitsChange, updateCommand } from '../../../source/domain/commands/update.js';
import * as volume from '../../../source/domain/commands/volume.js';
import type { Call, Engine, PruneResult } from '../../../source/engine/engine.js';

/** A command line, and the call of the port that must send the same request. */
export type CommandCase = {
	argv: readonly string[];
	call(engine: Engine, call: Call): Promise<unknown> | AsyncIterable<unknown>;
	/** The CLI's standard input. */
	input?: string;
};

const gigabyte = 1024 ** 3;
const changes: LimitsChange[] = [
	{ memory: gigabyte, memorySwap: -1 },
	{ cpus: 1.5e9, cpuShares: 512, pidsLimit: 100 },
	{ cpuPeriod: 100_000, cpuQuota: 20_000, cpusetCpus: '0-1', cpusetMems: '0' },
	{ memoryReservation: gigabyte / 2, blkioWeight: 300, restart: 'on-failure:3' },
	{ restart: 'always', pidsLimit: -1 },
	{ restart: 'no' },
];
const prunes: Prune[] = [
	...(['container', 'image', 'network', 'volume', 'builder'] as const).map(noun => ({ noun })),
	...(['image', 'volume', 'builder'] as const).map(noun => ({ noun, all: true })),
	{ noun: 'container', filters: { label: ['a=b', 'c'], until: ['24h'] } },
	{ noun: 'image', all: true, filters: { until: ['24h'] } },
	{ noun: 'volume', all: true, filters: { label: ['a'] } },
	{ noun: 'network', filters: { label: ['a=b c'] } },
];
const removals: container.Removal[] = [{}, { force: true }, { volumes: true }, { force: true, volumes: true }];
const digest = `sha256:${'a'.repeat(64)}`;

function containerCases(): CommandCase[] {
	const verbs = ['start', 'pause', 'unpause', 'stop', 'restart'] as const;
	const commands = {
		...{ start: container.startCommand, pause: container.pauseCommand, unpause: container.unpauseCommand },
		...{ stop: container.stopCommand, restart: container.restartCommand },
	};
	return [
		...verbs.map(
			(verb): CommandCase => ({
				argv: commands[verb].argv(['web'], {}),
				call: ({ containers }, call) => containers[verb]('web', call),
			}),
		),
		...(['stop', 'restart'] as const).flatMap(verb =>
			[0, 5, -1].map(
				(timeout): CommandCase => ({
					argv: commands[verb].argv(['web'], { timeout }),
					call: ({ containers }, call) => containers[verb]('web', { ...call, timeout }),
				}),
			),
		),
		...['HUP', 'SIGKILL', '9', 'RTMIN+3'].map(
			(signalName): CommandCase => ({
				argv: container.killCommand.argv(['web'], signalName),
				call: ({ containers }, call) => containers.kill('web', signalName, call),
			}),
		),
		{
			argv: container.renameCommand.argv('web', 'api'),
			call: ({ containers }, call) => containers.rename('web', 'api', call),
		},
		...removals.map(
			(options): CommandCase => ({
				argv: container.removeCommand.argv(['web'], options),
				call: ({ containers }, call) => containers.remove('web', options, call),
			}),
		),
		...changes.map(
			(change): CommandCase => ({
				argv: updateCommand.argv(['web'], change),
				call: ({ containers }, call) => containers.update('web', change, call),
			}),
		),
		{
			argv: container.attachCommand.argv('web'),
			call: ({ containers }, call) => containers.attach('web', { tty: false, stdin: false }, call),
		},
	];
}

function execCases(): CommandCase[] {
	const one = (fields: Partial<Exec>): CommandCase => {
		const exec = { command: ['ls', '-l'], stdin: false, tty: false, ...fields };
		return {
			argv: execCommand.argv('web', exec),
			// The CLI has no terminal in this test.
			call: ({ containers }, call) => containers.exec('web', { ...exec, size: { rows: 0, columns: 0 } }, call),
		};
	};
	return [
		one({}),
		one({ user: '1000:1000', workdir: '/srv', env: ['A=b c', 'GIVEN'], privileged: true }),
		one({ tty: true, command: ['sh', '-c', 'echo "$A"'] }),
		one({ stdin: true, env: ['MISSING', 'EMPTY='] }),
	];
}

function commitCases(): CommandCase[] {
	const one = (fields: Partial<Commit>): CommandCase => {
		const commit = { reference: '', author: '', message: '', pause: true, changes: [], ...fields };
		return {
			argv: commitCommand.argv('web', commit),
			call: ({ containers }, call) => containers.commit('web', commit, call),
		};
	};
	return [
		one({}),
		one({ reference: 'team/app:v2', author: 'me <me@x>', message: 'why not', pause: false }),
		one({ reference: 'localhost:5000/app', changes: ['CMD ["sh", "-l"]', 'ENV A=b'] }),
	];
}

function imageCases(): CommandCase[] {
	const tags = [
		...[['98549966bf67', 'team/app:v2'] as const, ['busybox', 'localhost:5000/app'] as const],
		['localhost:5000/app:v1', 'app'] as const,
	];
	const pulls = [
		...[['busybox'] as const, ['localhost:5000/x/y:z', 'linux/aarch64'] as const, [`app@${digest}`] as const],
		[`app:v1@${digest}`] as const,
	];
	return [
		...tags.map(
			([source, reference]): CommandCase => ({
				argv: image.tagCommand.argv(source, reference),
				call: ({ images }, call) => images.tag(source, reference, call),
			}),
		),
		...pulls.map(
			([reference, platform]): CommandCase => ({
				argv: image.pullCommand.argv(reference, { platform }),
				call: ({ images }, call) => images.pull(reference, { platform }, call),
			}),
		),
		...['team/app:v2', 'localhost:5000/app'].map(
			(reference): CommandCase => ({
				argv: image.pushCommand.argv(reference),
				call: ({ images }, call) => images.push(reference, {}, call),
			}),
		),
		...['busybox', 'localhost:5000/team/app:v1', `app@${digest}`].map(
			(name): CommandCase => ({
				argv: image.removeImageCommand.argv([name], {}),
				call: ({ images }, call) => images.remove(name, {}, call),
			}),
		),
		{
			argv: image.removeImageCommand.argv(['a'], { force: true, noPrune: true }),
			call: ({ images }, call) => images.remove('a', { force: true, noPrune: true }, call),
		},
		...[['busybox'], ['busybox', 'localhost:5000/app:v1']].map(
			(names): CommandCase => ({
				argv: saveCommand.argv(names, 'images.tar'),
				call: ({ images }, call) => images.save(names, call),
			}),
		),
		{
			argv: loginCommand.argv({ server: 'localhost:5000', username: 'me' }),
			call: ({ system }, call) => system.login({ server: 'localhost:5000', username: 'me', password: 'pä ss' }, call),
			input: 'pä ss',
		},
	];
}

function networkCases(): CommandCase[] {
	const creation = (fields: Partial<NetworkCreation>): CommandCase => ({
		argv: createNetworkCommand.argv({ name: 'front', ...fields }),
		call: ({ networks }, call) => networks.create({ name: 'front', ...fields }, call),
	});
	const connection = (fields: Partial<attachment.Connection>): CommandCase => ({
		argv: attachment.connectCommand.argv('front', { container: 'web', ...fields }),
		call: ({ networks }, call) => networks.connect('front', { container: 'web', ...fields }, call),
	});
	const subnet = { subnet: '10.0.0.0/16', gateway: '10.0.0.1', ipRange: '10.0.1.0/24' };
	return [
		creation({}),
		creation({ driver: 'overlay', attachable: true, options: { encrypted: '' }, labels: { a: 'b' } }),
		creation({ subnets: [subnet], internal: true, ipv6: false, options: { x: 'y' } }),
		creation({ subnets: [subnet, { subnet: 'fd00::/64' }], ipv6: true }),
		connection({}),
		connection({ aliases: ['api', 'www'], ip: '10.0.0.5', ip6: 'fd00::5', links: ['db:database'] }),
		...[true, false].map(
			(force): CommandCase => ({
				argv: attachment.disconnectCommand.argv('front', { container: 'web', force }),
				call: ({ networks }, call) => networks.disconnect('front', { container: 'web', force }, call),
			}),
		),
		{ argv: removeNetworkCommand.argv(['front']), call: ({ networks }, call) => networks.remove('front', call) },
	];
}

function volumeCases(): CommandCase[] {
	const creations: volume.VolumeCreation[] = [
		{},
		{ name: 'data', driver: 'local', options: { type: 'tmpfs', device: 'tmpfs' }, labels: { a: 'b', c: '' } },
	];
	return [
		...creations.map(
			(creation): CommandCase => ({
				argv: volume.createVolumeCommand.argv(creation),
				call: ({ volumes }, call) => volumes.create(creation, call),
			}),
		),
		// A plugin may allow any name for a volume.
		...['data', 'a b', 'a+b=c', 'ü%2F', 'a/b'].map(
			(name): CommandCase => ({
				argv: volume.removeVolumeCommand.argv([name], { force: false }),
				call: ({ volumes }, call) => volumes.remove(name, { force: false }, call),
			}),
		),
		{
			argv: volume.removeVolumeCommand.argv(['data'], { force: true }),
			call: ({ volumes }, call) => volumes.remove('data', { force: true }, call),
		},
	];
}

function pruneCall({ containers, images, volumes, networks }: Engine, prune: Prune, call: Call): Promise<PruneResult> {
	switch (prune.noun) {
		case 'container':
			return containers.prune(prune, call);
		case 'image':
			return images.prune(prune, call);
		case 'volume':
			return volumes.prune(prune, call);
		case 'network':
			return networks.prune(prune, call);
		case 'builder':
			return images.pruneBuildCache({ ...call, all: prune.all });
	}
}

/** Returns every command that plimsoll shows, in its variants. `docker build` and `docker load` have tests of their own. */
export function commandCases(apiVersion: string): CommandCase[] {
	return [
		...containerCases(),
		...execCases(),
		...commitCases(),
		...imageCases(),
		...networkCases(),
		...volumeCases(),
		...prunes.map(
			(prune): CommandCase => ({
				argv: pruneCommand.argv(prune, { apiVersion, product: 'Docker' }),
				call: (engine, call) => pruneCall(engine, prune, call),
			}),
		),
	];
}

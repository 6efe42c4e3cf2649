import type { ApiRequest } from '../../source/domain/commands/api-request.js';
import { commitArgv, commitRequest } from '../../source/domain/commands/commit.js';
import * as container from '../../source/domain/commands/container.js';
import { type Exec, execArgv, execRequest } from '../../source/domain/commands/exec.js';
import * as image from '../../source/domain/commands/image.js';
import {
	createNetworkArgv,
	createNetworkRequest,
	type NetworkCreation,
	removeNetworkArgv,
	removeNetworkRequest,
} from '../../source/domain/commands/network.js';
import * as attachment from '../../source/domain/commands/network-attachment.js';
import { type Prune, pruneArgv, pruneRequest } from '../../source/domain/commands/prune.js';
import { type LimitsChange, updateArgv, updateRequest } from '../../source/domain/commands/update.js';
import * as volume from '../../source/domain/commands/volume.js';

/** A command line and the request that it must stand for. */
export type CommandCase = { argv: readonly string[]; request: ApiRequest };

const GB = 1024 ** 3;
const changes: LimitsChange[] = [
	{ memory: GB, memorySwap: -1 },
	{ cpus: 1.5e9, cpuShares: 512, pidsLimit: 100 },
	{ cpuPeriod: 100_000, cpuQuota: 20_000, cpusetCpus: '0-1', cpusetMems: '0' },
	{ memoryReservation: GB / 2, blkioWeight: 300, restart: 'on-failure:3' },
	{ restart: 'always', pidsLimit: -1 },
	{ restart: 'no' },
];

const commit = { container: 'web', reference: '', author: '', message: '', pause: true, changes: [] };
const exec: Exec = {
	...{ container: 'web', command: ['ls', '-l'], interactive: false, tty: false, detach: false },
	...{ user: '', workdir: '', env: [], privileged: false },
};
const network: NetworkCreation = {
	...{ name: 'front', driver: '', subnets: [], internal: false, attachable: false, ipv6: undefined },
	...{ options: {}, labels: {} },
};
const connection = { network: 'front', container: 'web', aliases: [], ip: '', ip6: '', links: [] };
const plainVolume = { name: '', driver: '', options: {}, labels: {} };
const subnet = { subnet: '10.0.0.0/16', gateway: '10.0.0.1', ipRange: '10.0.1.0/24' };
const prunes: Prune[] = [
	...(['container', 'image', 'network', 'volume', 'builder'] as const).map(noun => ({ noun })),
	...(['image', 'volume', 'builder'] as const).map(noun => ({ noun, all: true })),
];

/** Every command that we show, in its variants. */
export function commandCases(apiVersion: string): CommandCase[] {
	const one = (argv: readonly string[], request: ApiRequest): CommandCase => ({ argv, request });
	const ofCommit = (fields: object) =>
		one(commitArgv({ ...commit, ...fields }), commitRequest({ ...commit, ...fields }));
	const context = { apiVersion, env: { GIVEN: 'from outside' }, consoleSize: [0, 0] as const };
	const ofExec = (fields: object) =>
		one(execArgv({ ...exec, ...fields }), execRequest({ ...exec, ...fields }, context));
	const ofNetwork = (fields: object) =>
		one(createNetworkArgv({ ...network, ...fields }), createNetworkRequest({ ...network, ...fields }, apiVersion));
	const ofVolume = (fields: object) =>
		one(
			volume.createVolumeArgv({ ...plainVolume, ...fields }),
			volume.createVolumeRequest({ ...plainVolume, ...fields }),
		);
	const ofConnection = (fields: object) =>
		one(attachment.connectArgv({ ...connection, ...fields }), attachment.connectRequest({ ...connection, ...fields }));
	return [
		...changes.map(change => one(updateArgv(['web'], change), updateRequest('web', change))),
		...prunes.map(prune => one(pruneArgv(prune, apiVersion), pruneRequest(prune, apiVersion))),
		ofCommit({}),
		ofCommit({ reference: 'team/app:v2', author: 'me <me@x>', message: 'why not', pause: false }),
		ofCommit({ reference: 'localhost:5000/app', changes: ['CMD ["sh", "-l"]', 'ENV A=b'] }),
		ofExec({}),
		ofExec({
			user: '1000:1000',
			workdir: '/srv',
			env: [{ name: 'A', value: 'b c' }, { name: 'GIVEN' }],
			privileged: true,
		}),
		ofExec({ detach: true, tty: true, interactive: true, command: ['sh', '-c', 'echo "$A"'] }),
		ofExec({ interactive: true, env: [{ name: 'MISSING' }] }),
		ofNetwork({}),
		ofNetwork({ driver: 'overlay', attachable: true, options: { encrypted: '' }, labels: { a: 'b' } }),
		ofNetwork({ subnets: [subnet], internal: true, ipv6: false, options: { x: 'y' } }),
		ofNetwork({ subnets: [subnet, { subnet: 'fd00::/64', gateway: '', ipRange: '' }], ipv6: true }),
		ofVolume({}),
		ofVolume({ name: 'data', driver: 'local', options: { type: 'tmpfs', device: 'tmpfs' }, labels: { a: 'b', c: '' } }),
		ofConnection({}),
		ofConnection({ aliases: ['api', 'www'], ip: '10.0.0.5', ip6: 'fd00::5', links: ['db:database'] }),
		one(attachment.disconnectArgv('front', 'web'), attachment.disconnectRequest('front', 'web')),
		one(attachment.disconnectArgv('front', 'web', true), attachment.disconnectRequest('front', 'web', true)),
		one(removeNetworkArgv(['front']), removeNetworkRequest('front')),
		one(volume.removeVolumeArgv(['data']), volume.removeVolumeRequest('data')),
		one(volume.removeVolumeArgv(['data'], true), volume.removeVolumeRequest('data', true)),
		one(container.killArgv(['web'], 'HUP'), container.killRequest('web', 'HUP')),
		one(container.renameArgv('web', 'api'), container.renameRequest('web', 'api')),
		one(container.stopArgv(['web'], 'stop'), container.stopRequest('web', 'stop')),
		one(container.stopArgv(['web'], 'stop', 0), container.stopRequest('web', 'stop', 0)),
		one(container.stopArgv(['web'], 'restart', 5), container.stopRequest('web', 'restart', 5)),
		...(['start', 'pause', 'unpause'] as const).map(verb =>
			one(container.stateArgv(['web'], verb), container.stateRequest('web', verb)),
		),
		one(container.removeArgv(['web']), container.removeRequest('web')),
		one(
			container.removeArgv(['web'], { force: true, volumes: true }),
			container.removeRequest('web', { force: true, volumes: true }),
		),
		one(image.tagArgv('98549966bf67', 'team/app:v2'), image.tagRequest('98549966bf67', 'team/app:v2')),
		one(image.tagArgv('busybox', 'localhost:5000/app'), image.tagRequest('busybox', 'localhost:5000/app')),
		one(image.pullArgv('busybox'), image.pullRequest('busybox')),
		one(
			image.pullArgv('localhost:5000/x/y:z', 'linux/aarch64'),
			image.pullRequest('localhost:5000/x/y:z', 'linux/aarch64'),
		),
		one(image.pullArgv(`app@sha256:${'a'.repeat(64)}`), image.pullRequest(`app@sha256:${'a'.repeat(64)}`)),
		one(image.pushArgv('team/app:v2'), image.pushRequest('team/app:v2')),
		one(image.pushArgv('localhost:5000/app'), image.pushRequest('localhost:5000/app')),
		one(image.removeImageArgv(['busybox']), image.removeImageRequest('busybox')),
		one(
			image.removeImageArgv(['a'], { force: true, noPrune: true }),
			image.removeImageRequest('a', { force: true, noPrune: true }),
		),
	];
}

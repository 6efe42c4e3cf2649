import { describe, expect, onTestFinished, test } from 'vitest';
import { presentTexts } from '../../../source/domain/stats/limits-change.js';
import { limitErrors } from '../../../source/domain/stats/limits-refusal.js';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import { noLimits } from '../../helpers/state/builders.js';
import { pong, stub } from './connect/helpers/servers.js';

const { signal } = new AbortController();

/** `GET /info` of a rootless Docker 28.5 on a machine with version 1 of cgroups, without what plimsoll does not read. */
const rootlessInfo = {
	Driver: 'overlay2',
	DriverStatus: [
		['Backing Filesystem', 'extfs'],
		['userxattr', 'true'],
	],
	MemoryLimit: false,
	SwapLimit: false,
	CpuCfsPeriod: false,
	CpuCfsQuota: false,
	CPUShares: false,
	CPUSet: false,
	PidsLimit: false,
	CgroupDriver: 'none',
	CgroupVersion: '1',
	OSType: 'linux',
	NCPU: 2,
	MemTotal: 25276502016,
	LiveRestoreEnabled: false,
	SecurityOptions: ['name=seccomp,profile=builtin', 'name=rootless'],
	Warnings: [
		'WARNING: Running in rootless-mode without cgroups. To enable cgroups in rootless-mode, you need to boot the system in cgroup v2 mode.',
	],
};

/** `GET /info` of Docker 28.5 with containerd's image store. */
const containerdInfo = {
	Driver: 'overlayfs',
	DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
	MemoryLimit: true,
	SwapLimit: false,
	CpuCfsPeriod: true,
	CpuCfsQuota: true,
	CPUShares: true,
	CPUSet: true,
	PidsLimit: true,
	CgroupDriver: 'cgroupfs',
	CgroupVersion: '1',
	OSType: 'linux',
	LiveRestoreEnabled: true,
	SecurityOptions: ['name=seccomp,profile=builtin'],
};

async function hostWith(info: object) {
	const server = await stub(({ url = '' }) =>
		url.endsWith('/_ping') ? pong('1.51') : { body: JSON.stringify(url.endsWith('/info') ? info : {}) },
	);
	const engine = createDockerEngine(await openClient(server.endpoint, { configFolder: '/nowhere', env: {} }));
	onTestFinished(() => engine.close());
	return engine.system.host({ signal });
}

describe('the host of an engine', () => {
	test('drops all limits and measures nothing when it is rootless without cgroups', async () => {
		const host = await hostWith(rootlessInfo);
		expect(host).toMatchObject({
			rootless: true,
			cgroupDriver: 'none',
			droppedLimits: ['memory', 'cpu', 'cpuShares', 'cpuset', 'pids'],
			containerdStore: false,
			liveRestore: false,
			warnings: rootlessInfo.Warnings,
		});
		const present = {
			limits: noLimits,
			restartPolicy: { name: 'no', maximumRetryCount: 0 },
			autoRemove: false,
		} as const;
		const texts = { ...presentTexts(present), memory: '64m', cpus: '0.5', restart: 'always' };
		const reason = 'the engine would drop it: it runs without cgroups';
		expect(limitErrors(texts, present, host)).toEqual({ memory: reason, cpus: reason });
	});

	test('has containerd’s image store by its driver’s type', async () => {
		const host = await hostWith(containerdInfo);
		expect(host).toMatchObject({
			storageDriver: 'overlayfs',
			containerdStore: true,
			liveRestore: true,
			rootless: false,
			droppedLimits: [],
		});
	});

	test('sets all limits if the engine does not report them, and on Windows', async () => {
		expect((await hostWith({ OSType: 'linux' })).droppedLimits).toEqual([]);
		expect((await hostWith({ OSType: 'windows', MemoryLimit: false })).droppedLimits).toEqual([]);
	});
});

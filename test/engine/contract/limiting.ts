import { expect, test } from 'vitest';
import type { LimitsChange } from '../../../source/domain/commands/update.js';
import { failure, type Kit } from './kit.js';

const MiB = 2 ** 20;

/** Create and update with limits. */
export function limiting(kit: Kit): void {
	const limits = async (id: string) => (await kit.engine.containers.inspect(id, kit.call)).limits;

	test('creates a container with limits, and returns them in inspect', async () => {
		const id = await kit.create(
			['true'],
			{},
			{
				Memory: 64 * MiB,
				CpuPeriod: 100_000,
				CpuQuota: 20_000,
				PidsLimit: 50,
				RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 },
			},
		);
		expect(await limits(id)).toMatchObject({
			memory: 64 * MiB,
			cpuPeriod: 100_000,
			cpuQuota: 20_000,
			pids: 50,
			nanoCpus: kit.expected.either(0, 200_000_000),
		});
		expect((await kit.engine.containers.inspect(id, kit.call)).restartPolicy).toEqual({
			name: 'on-failure',
			maximumRetryCount: 2,
		});
	});

	test('creates a container with mounts', async () => {
		const volume = kit.name();
		kit.afterwards(() => kit.engine.volumes.remove(volume, { force: true }, kit.call));
		const id = await kit.create(
			['true'],
			{ Volumes: { '/anonymous': {} } },
			{ Binds: ['/tmp:/host:ro', `${volume}:/data`] },
		);
		const { mounts } = await kit.engine.containers.inspect(id, kit.call);
		expect(mounts.find(mount => mount.destination === '/host')).toMatchObject({
			type: 'bind',
			source: '/tmp',
			readWrite: false,
		});
		expect(mounts.find(mount => mount.destination === '/data')).toMatchObject({
			type: 'volume',
			name: volume,
			readWrite: true,
		});
		expect(mounts.find(mount => mount.destination === '/anonymous')?.name).toMatch(/^[0-9a-f]{64}$/);
	});

	test.each([
		['too little memory', { Memory: MiB }, 'Minimum memory limit allowed is 6MB'],
		[
			'less swap than memory',
			{ Memory: 10 * MiB, MemorySwap: 8 * MiB },
			'Minimum memoryswap limit should be larger than memory limit, see usage',
		],
		[
			'two ways to limit CPU',
			{ NanoCpus: 1e9, CpuQuota: 10_000 },
			'Conflicting options: Nano CPUs and CPU Quota cannot both be set',
		],
	])('refuses to create a container with %s', async (name, host, message) => {
		if (kit.expected.isPodman && name === 'too little memory') {
			expect(await limits(await kit.create(['true'], {}, host))).toMatchObject({ memory: MiB });
			return;
		}
		expect(await failure(kit.create(['true'], {}, host))).toMatchObject({
			kind: kit.expected.either('bad-request', 'server'),
			message: kit.expected.message(message),
		});
	});

	test('refuses more CPUs than the host has', async () => {
		if (kit.expected.isPodman) {
			expect(await limits(await kit.create(['true'], {}, { NanoCpus: 1e12 }))).toMatchObject({ nanoCpus: 1e12 });
			return;
		}
		expect(await failure(kit.create(['true'], {}, { NanoCpus: 1e12 }))).toMatchObject({
			kind: 'bad-request',
			message: kit.expected.words(/^Range of CPUs is from 0\.01 to \d+\.00/),
		});
	});

	test('refuses to create a container from a missing image', async () => {
		const Image = kit.name();
		expect(await failure(kit.create(['true'], { Image }))).toMatchObject({
			kind: 'not-found',
			message: kit.expected.message(`No such image: ${Image}:latest`),
		});
	});

	test('updates the limits of a running container', async () => {
		const id = await kit.idle({}, { Memory: 64 * MiB, MemorySwap: 64 * MiB });
		if (await kit.lacksCgroups(() => kit.engine.containers.update(id, { memory: 32 * MiB }, kit.call))) {
			return;
		}
		const watch = await kit.watch(id);
		await kit.engine.containers.update(id, { cpus: 5e8, memory: 32 * MiB }, kit.call);
		expect(await watch.until('update')).toEqual(['update']);
		expect(await limits(id)).toMatchObject({ nanoCpus: 5e8, memory: 32 * MiB, memorySwap: 64 * MiB });
	});

	test('updates the restart policy alone', async () => {
		const id = await kit.idle({}, { Memory: 64 * MiB });
		await kit.engine.containers.update(id, { restart: 'always' }, kit.call);
		const detail = await kit.engine.containers.inspect(id, kit.call);
		expect(detail.restartPolicy.name).toBe('always');
		expect(detail.limits.memory).toBe(64 * MiB);
	});

	test('requires a swap limit together with more memory, even when swap has no limit', async () => {
		const id = await kit.idle({}, { Memory: 32 * MiB, MemorySwap: -1 });
		const update = (change: LimitsChange) => kit.engine.containers.update(id, change, kit.call);
		if (await kit.lacksCgroups(() => update({ memory: 64 * MiB, memorySwap: -1 }))) {
			return;
		}
		if (!kit.expected.isPodman) {
			const refused = await failure(update({ memory: 64 * MiB }));
			expect(refused.message).toEqual(kit.expected.words('update the memoryswap at the same time'));
		}
		await update({ memory: 64 * MiB, memorySwap: -1 });
		expect(await limits(id)).toMatchObject({ memory: 64 * MiB, memorySwap: -1 });
	});

	test('refuses an unknown restart policy', async () => {
		const id = await kit.create(['true']);
		expect(await failure(kit.engine.containers.update(id, { restart: 'on-failure:x' }, kit.call))).toMatchObject({
			name: 'EngineError',
			kind: 'bad-request',
			message: 'invalid restart policy format: maximum retry count must be an integer',
		});
	});

	test('refuses an update with invalid limits, or leaves them to the kernel', async () => {
		const id = await kit.idle({}, { Memory: 32 * MiB, MemorySwap: 32 * MiB, NanoCpus: 5e8 });
		const update = (change: LimitsChange) => failure(kit.engine.containers.update(id, change, kit.call));
		const refusals: readonly [LimitsChange, string][] = [
			[
				{ memory: 64 * MiB },
				`Cannot update container ${id}: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time`,
			],
			[
				{ cpuQuota: 10_000 },
				`Cannot update container ${id}: Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set`,
			],
			[{ memory: MiB }, 'Minimum memory limit allowed is 6MB'],
		];
		if (kit.expected.isPodman) {
			// The kernel has no memory limit above that of memory and swap.
			expect(await update({ memory: 64 * MiB })).toMatchObject({ kind: 'server' });
			return;
		}
		for (const [change, sentence] of refusals) {
			expect((await update(change)).message).toEqual(kit.expected.message(sentence));
		}
	});
}

import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { type RecordingProxy, startRecordingProxy } from '../helpers/proxy/recording-proxy.js';
import { fill, select, taskEnded } from './keyboard.js';
import { openStage, type Stage } from './stage.js';

const { skip, engine: real } = engineOrSkip('registry');
const layers = 12;
/** MiB of each layer: 40 MB in all, or 200 MB with PLIMSOLL_TEST_LARGE=1. */
const size = process.env.PLIMSOLL_TEST_LARGE === '1' ? 16 : 3.2;
/** The most bytes by which the process may grow during a transfer. */
const maxGrowthBytes = 80 * 1024 ** 2;

describe.skipIf(skip)(`an image of ${layers} layers of ${size} MiB`, () => {
	let stage: Stage;
	let proxy: RecordingProxy;
	let reference: string;
	let before: readonly string[];

	beforeAll(async () => {
		const listen = path.join(path.dirname(real.host.replace('unix://', '')), `large-${process.pid}.sock`);
		proxy = await startRecordingProxy({ target: real.host, listen });
		stage = await openStage(real, 'large', { host: proxy.host });
		reference = `${real.registry.server}/large/${stage.mark}:v1`;
		const { server, username, password } = real.registry;
		await stage.app.press('L');
		await fill(stage.app, { registry: server, username, password });
		await stage.app.press('enter');
		await stage.app.until(({ modals }) => modals.length === 0);
		await makeImage();
		await stage.app.until(({ lists: { images } }) => images.items.some(({ tags }) => tags.includes(reference)));
		await select(stage.app, '2', reference);
		await proxy.settled('GET /images/*', 0);
		before = open();
	});
	afterAll(async () => {
		await stage?.close();
		await proxy?.close();
	});

	/** Builds with the classic builder: BuildKit's cache would keep the layers when the image is removed. */
	async function makeImage(): Promise<void> {
		const kib = Math.round(size * 1024);
		const steps = Array.from(
			{ length: layers },
			(_, index) => `RUN dd if=/dev/urandom of=/p${index} bs=1024 count=${kib}`,
		);
		const context = stage.folder('large', { Dockerfile: [`FROM ${real.busybox}`, ...steps].join('\n') });
		const labels = { 'plimsoll-test': stage.mark };
		const rest = { buildArgs: {}, noCache: true, pull: false, builder: 'classic', auth: [] } as const;
		const { signal } = stage;
		for await (const _ of stage.engine.images.build({ ...rest, context, labels, tags: [reference] }, { signal })) {
		}
	}
	const transfer = () => {
		const progress = stage.app.state().tasks.at(-1)?.progress;
		return progress?.kind === 'transfer' ? progress.transfer : undefined;
	};
	const within = async (wanted: () => boolean) => expect.poll(wanted).toBe(true);
	async function ended(count: number) {
		await within(() => stage.app.state().tasks.length >= count && stage.app.state().tasks.at(-1)?.status !== 'running');
		return taskEnded(stage.app, count);
	}
	/** Resolves to the progress that a transfer reported, and to the bytes by which the process grew at most. */
	async function watched(count: number) {
		const reported: number[] = [];
		const before = process.memoryUsage().rss;
		let most = before;
		const stop = stage.app.runtime.store.subscribe(() => {
			most = Math.max(most, process.memoryUsage().rss);
			const bytes = transfer()?.current ?? 0;
			if (bytes !== (reported.at(-1) ?? 0)) {
				reported.push(bytes);
			}
		});
		const task = await ended(count);
		stop();
		return { task, reported, more: most - before };
	}
	const push = async () => {
		await stage.app.press('escape', 'escape', 'P');
		await fill(stage.app, { reference });
		await stage.app.press('enter');
	};
	const pull = async () => {
		await stage.app.press('escape', 'escape', '2', 'p');
		await fill(stage.app, { reference });
		await stage.app.press('enter');
	};
	/**
	 * Returns the requests whose answer has not ended: only streams that are always followed may be among them. Requests
	 * for containers do not count: they follow other tests' containers.
	 */
	const open = () =>
		proxy.requests
			.filter(each => each.open && !each.path.includes('/containers/'))
			.map(({ method, path: resource }) => `${method} ${resource}`)
			.sort();
	const nothingHangs = async () => {
		await expect.poll(open).toEqual(before);
		expect(stage.app.state().tasks.filter(({ status }) => status === 'running')).toEqual([]);
	};

	test('can be cancelled in the middle of a push, and nothing hangs', async () => {
		await push();
		await within(() => (transfer()?.current ?? 0) > 0);
		await stage.app.press('c');
		expect(await ended(1)).toMatchObject({ status: 'cancelled' });
		await nothingHangs();
	});

	test('is pushed with growing progress and bounded memory', async () => {
		await push();
		const { task, reported, more } = await watched(2);
		expect(task).toMatchObject({ status: 'done', outcome: expect.stringMatching(/^digest: sha256:/) });
		expect(reported.length).toBeGreaterThan(3);
		expect(reported).toEqual([...reported].sort((a, b) => a - b));
		expect(more).toBeLessThan(maxGrowthBytes);
		await nothingHangs();
	});

	test('has its layers reported as already existing at a second push', async () => {
		await push();
		expect(await ended(3)).toMatchObject({ status: 'done' });
		expect(transfer()?.layers.length).toBeGreaterThanOrEqual(layers);
		expect(transfer()?.layers.every(({ existed }) => existed)).toBe(true);
		expect(stage.app.text()).toContain('Already exists');
	});

	test('can be cancelled in the middle of a pull, and nothing hangs', async () => {
		await stage.engine.images.remove(reference, { force: true }, { signal: stage.signal });
		await pull();
		await within(() => (transfer()?.current ?? 0) > 0);
		await stage.app.press('c');
		expect(await ended(4)).toMatchObject({ status: 'cancelled' });
		await nothingHangs();
	});

	test('is pulled with growing progress and bounded memory', async () => {
		await pull();
		const { task, reported, more } = await watched(5);
		expect(task).toMatchObject({ status: 'done', outcome: expect.stringMatching(/^digest: sha256:/) });
		expect(reported).toEqual([...reported].sort((a, b) => a - b));
		expect(more).toBeLessThan(maxGrowthBytes);
		// containerd's image store does not report the layer of the base image, which is there.
		expect(transfer()?.layers).toHaveLength(real.is.containerdStore ? layers : layers + 1);
		await nothingHangs();
	});
});

import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../helpers/real-engine.js';
import { type RecordingProxy, startRecordingProxy } from '../helpers/recording-proxy.js';
import { fill, select, taskEnded } from './keyboard.js';
import { openStage, type Stage } from './stage.js';

const { skip, engine: real } = engineOrSkip('registry');
const layers = 12;
/** MiB of each layer: 40 MB in all, or 200 MB with PLIMSOLL_TEST_LARGE=1. */
const size = process.env.PLIMSOLL_TEST_LARGE === '1' ? 16 : 3.2;
/** Bytes that the process may take more while an image goes through the engine. */
const room = 80 * 1024 ** 2;

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

	/** By the classic builder: the cache of the other one would keep the layers when the image is removed. */
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
	/** What the dashboard told of a transfer along the way, and how much memory the process took more at the most. */
	async function watched(count: number) {
		const told: number[] = [];
		const before = process.memoryUsage().rss;
		let most = before;
		const stop = stage.app.runtime.store.subscribe(() => {
			most = Math.max(most, process.memoryUsage().rss);
			const bytes = transfer()?.current ?? 0;
			if (bytes !== (told.at(-1) ?? 0)) {
				told.push(bytes);
			}
		});
		const task = await ended(count);
		stop();
		return { task, told, more: most - before };
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
	 * Requests whose answer has not ended: besides what is followed all the time there may be none. Containers are those of
	 * others on the same engine, which come and go.
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

	test('is cancelled in the midst of a push, and nothing hangs', async () => {
		await push();
		await within(() => (transfer()?.current ?? 0) > 0);
		await stage.app.press('c');
		expect(await ended(1)).toMatchObject({ status: 'cancelled' });
		await nothingHangs();
	});

	test('is pushed: progress grows, memory does not', async () => {
		await push();
		const { task, told, more } = await watched(2);
		expect(task).toMatchObject({ status: 'done', outcome: expect.stringMatching(/^sha256:/) });
		expect(told.length).toBeGreaterThan(3);
		expect(told).toEqual([...told].sort((a, b) => a - b));
		expect(more).toBeLessThan(room);
		await nothingHangs();
	});

	test('is there already when it is pushed again, and the layers say so', async () => {
		await push();
		expect(await ended(3)).toMatchObject({ status: 'done' });
		expect(transfer()?.layers.length).toBeGreaterThanOrEqual(layers);
		expect(transfer()?.layers.every(({ existed }) => existed)).toBe(true);
		expect(stage.app.text()).toContain('exists already');
	});

	test('is cancelled in the midst of a pull, and nothing hangs', async () => {
		await stage.engine.images.remove(reference, { force: true }, { signal: stage.signal });
		await pull();
		await within(() => (transfer()?.current ?? 0) > 0);
		await stage.app.press('c');
		expect(await ended(4)).toMatchObject({ status: 'cancelled' });
		await nothingHangs();
	});

	test('is pulled: progress grows, memory does not', async () => {
		await pull();
		const { task, told, more } = await watched(5);
		expect(task).toMatchObject({ status: 'done', outcome: expect.stringMatching(/^sha256:/) });
		expect(told).toEqual([...told].sort((a, b) => a - b));
		expect(more).toBeLessThan(room);
		expect(transfer()?.layers).toHaveLength(layers + 1);
		await nothingHangs();
	});
});
